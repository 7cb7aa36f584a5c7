// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/container_codecs.hpp>

namespace souris::inline v0::detail {

namespace {

bool read_contiguous(Decoder& decoder, const SequenceReader& reader, void* container,
                     std::size_t count) {
    // Few enough that they are still in the cache when they are read.
    constexpr std::size_t at_once = 32;
    for (std::size_t done = 0; done != count;) {
        const std::size_t end = done + std::min(count - done, at_once);
        void* const first = reader.resize(container, end);
        if (!decoder.read_parts(first, done, end, reader.size, reader.element)) return false;
        done = end;
    }
    return true;
}

bool read_nodes(Decoder& decoder, const SequenceReader& reader, void* container,
                std::size_t count) {
    for (std::size_t i = 0; i != count; ++i) {
        decoder.next_element();
        if (!read_part(decoder, reader.element, reader.append(container))) {
            return decoder.in_element(i);
        }
    }
    return true;
}

}  // namespace

bool read_sequence(Decoder& decoder, const SequenceReader& reader, void* container) {
    std::size_t count = 0;
    if (!decoder.begin_array(count) || !decoder.charge(count, reader.charged)) return false;
    reader.clear(container, count);
    const bool is_read = reader.resize != nullptr
                             ? read_contiguous(decoder, reader, container, count)
                             : read_nodes(decoder, reader, container, count);
    if (!is_read) return false;
    decoder.end();
    return true;
}

bool read_map(Decoder& decoder, const MapReader& reader, void* container) {
    std::size_t count = 0;
    if (!decoder.begin_map(count) || !decoder.charge(count, reader.charged)) return false;
    for (std::size_t i = 0; i != count; ++i) {
        std::string_view key;
        if (!decoder.read_key(key) || !decoder.charge(key.size(), 1)) return false;
        if (reader.has_views && !decoder.check_view(key)) return false;
        bool is_new = false;
        void* const mapped = reader.place(container, key, is_new);
        if (!is_new && decoder.options().strict) {
            decoder.fail(ErrorCode::duplicate_key);
            return decoder.in_key(key);
        }
        if (!read_part(decoder, reader.mapped, mapped)) return decoder.in_key(key);
    }
    decoder.end();
    return true;
}

bool write_range(Encoder& encoder, const PartWriter& element, std::size_t count, void* iterator,
                 const void* (*next)(void* iterator)) {
    const std::uint64_t before = encoder.size();
    for (std::size_t i = 0; i != count;) {
        if (!write_part(encoder, element, next(iterator))) return encoder.in_element(i);
        ++i;
        if (Encoder::is_telling(i, count)) encoder.expect_parts(before, i, count);
    }
    return true;
}

}  // namespace souris::inline v0::detail
