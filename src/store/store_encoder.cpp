// SPDX-License-Identifier: MIT
#include <new>
#include <optional>
#include <vector>

#include <souris/block.hpp>
#include <souris/store.hpp>
#include <souris/text_encoder.hpp>

#include "base/try.hpp"
#include "store/container.hpp"

namespace souris {

namespace {

/// Counts the characters of all text that may be coded: keys, strings, zone names, JSON.
TextFrequencies count_text(const Value& root) {
    TextFrequencies frequencies;
    std::vector<const Value*> waiting{&root};
    while (!waiting.empty()) {
        const Value& value = *waiting.back();
        waiting.pop_back();
        frequencies.add(value.text());
        for (const Value& element : value.elements())
            waiting.push_back(&element);
        for (const MapEntry& entry : value.entries()) {
            frequencies.add(entry.key());
            waiting.push_back(&entry.value);
        }
    }
    return frequencies;
}

/// A body, and the shortest block for it in v2.
struct Candidate {
    bool has_table = false;
    Bytes body;
    BlockChoice block;

    [[nodiscard]] std::uint64_t size(Layout layout) const noexcept {
        return layout == Layout::v1 ? body.size() : block.size;
    }
};

Result<Candidate> make_candidate(const Value& root, const TextEncoder* text,
                                 const WriteOptions& options) {
    Sink sink;
    if (text != nullptr) text->write_table(sink);
    SOURIS_CHECK(encode_value(sink, root, text, options));
    Candidate candidate{text != nullptr, sink.take(), {}};
    if (options.layout == Layout::v2) candidate.block = choose_block(candidate.body, Layout::v2);
    return candidate;
}

/// With coded text or without it, whichever makes the shorter file.
Result<Candidate> choose_candidate(const Value& root, const WriteOptions& options) {
    SOURIS_TRY(Candidate raw, make_candidate(root, nullptr, options));
    const auto text = TextEncoder::build(count_text(root));
    if (!text) return raw;
    SOURIS_TRY(Candidate coded, make_candidate(root, &*text, options));
    return coded.size(options.layout) < raw.size(options.layout) ? std::move(coded)
                                                                 : std::move(raw);
}

Bytes write_container(const Candidate& chosen, const WriteOptions& options) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    if (options.layout == Layout::v1) {
        sink.write_byte(chosen.has_table ? detail::v1_text_table_flag : std::uint8_t{0});
        sink.write_bytes(chosen.body);
    } else {
        const auto id = static_cast<std::uint8_t>(chosen.block.compression);
        sink.write_byte(chosen.has_table ? id | detail::v2_text_table_flag : id);
        write_block(sink, chosen.block, options.layout, chosen.body);
    }
    if (options.checksum) sink.write_bytes(detail::make_trailer(sink.view()));
    return sink.take();
}

}  // namespace

Result<Bytes> encode_store(const Store& store, const WriteOptions& options) {
    try {
        SOURIS_TRY(const Candidate chosen, choose_candidate(store.root(), options));
        return write_container(chosen, options);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<void> save(const std::string& path, const Store& store, const SaveOptions& options) {
    SOURIS_TRY(const Bytes bytes, encode_store(store, options));
    return write_file(path, bytes, options);
}

}  // namespace souris
