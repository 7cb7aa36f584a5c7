// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/cbor.hpp>
#include <souris/codec.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>
#include <souris/object.hpp>
#include <souris/parser.hpp>

#include "generators/value_generator.hpp"

namespace {

using namespace souris;

struct Chunks {
    Bytes all;
    /// The longest that is not of `outside`.
    std::size_t longest = 0;
};

/// What `write`, which is given a sink, writes in chunks.
template <class Write>
Chunks in_chunks(std::size_t chunk_size, Write write, std::string_view outside = {}) {
    Chunks chunks;
    Sink sink(
        [&](std::span<const std::byte> chunk) -> Result<void> {
            chunks.all.insert(chunks.all.end(), chunk.begin(), chunk.end());
            const char* const begin = as_text(chunk).data();
            const bool is_outside =
                begin >= outside.data() && begin < outside.data() + outside.size();
            if (!is_outside) chunks.longest = std::max(chunks.longest, chunk.size());
            return {};
        },
        chunk_size);
    const Result<void> written = write(sink);
    const Result<void> finished = sink.finish();
    if (!written || !finished) chunks.all.clear();
    return chunks;
}

/// The buffer of a sink stays below that, besides its chunk size.
constexpr std::size_t buffered_besides = std::size_t{64} * 1024;

/// `write` writes the same bytes in chunks as it does whole, or fails both times.
template <class Write>
bool is_the_same_in_chunks(std::size_t chunk_size, Write write) {
    Sink whole;
    const Result<void> written = write(whole);
    const Chunks chunks = in_chunks(chunk_size, write);
    return (written ? whole.take() : Bytes()) == chunks.all &&
           chunks.longest <= chunk_size + buffered_besides;
}

struct OutputRow {
    std::vector<double> numbers;
    std::vector<std::uint64_t> counts;
    std::vector<std::string> words;
    std::string text;
};

}  // namespace

// For compilers that do not tell the names of members.
template <>
struct souris::describe<OutputRow> {
    static constexpr auto fields =
        std::tuple{field("numbers", &OutputRow::numbers), field("counts", &OutputRow::counts),
                   field("words", &OutputRow::words), field("text", &OutputRow::text)};
};

TEST_CASE("output in chunks is that of the whole") {
    CHECK(rc::check("chunks", [](const Value& value) {
        const auto size = *rc::gen::inRange<std::size_t>(1, 300);
        RC_ASSERT(is_the_same_in_chunks(
            size, [&](Sink& sink) { return encode_value(sink, value, nullptr, EncodeOptions()); }));
        const Bytes bytes = encode_value(value).value();
        Parser parser;
        const ValueView view = parser.parse(bytes).value();
        RC_ASSERT(is_the_same_in_chunks(
            size, [&](Sink& sink) { return encode_value(sink, view, nullptr, EncodeOptions()); }));
        RC_ASSERT(is_the_same_in_chunks(
            size, [&](Sink& sink) { return write_json(sink, value, {.indent = 2}); }));
        RC_ASSERT(is_the_same_in_chunks(
            size, [&](Sink& sink) { return write_cbor(sink, value, {.tagged = true}); }));
        RC_ASSERT(is_the_same_in_chunks(
            size, [&](Sink& sink) { return write_msgpack(sink, value, {.tagged = true}); }));
    }));
}

TEST_CASE("long text, long arrays and long objects are not buffered whole") {
    const std::string text(5'000'000, 't');
    Array numbers;
    for (int i = 0; i < 300'000; ++i)
        numbers.push_back(i * 0.5);
    const Value value = Array{text, numbers, Map{{"text", text}}};
    const OutputRow row{std::vector<double>(500'000, 0.5),
                        std::vector<std::uint64_t>(500'000, 1000),
                        std::vector<std::string>(50'000, std::string(100, 'w')), text};
    const Bytes bytes = encode_value(value).value();
    Parser parser;
    const ValueView view = parser.parse(bytes).value();
    for (const std::size_t size : {std::size_t{1}, std::size_t{4096}, std::size_t{100'000}}) {
        CAPTURE(size);
        const auto check = [&](auto write, std::string_view outside) {
            Sink whole;
            REQUIRE(write(whole));
            const Chunks chunks = in_chunks(size, write, outside);
            CHECK(chunks.all == whole.take());
            CHECK(chunks.longest <= size + buffered_besides);
        };
        const Value& long_text = value.elements()[0];
        const std::string_view first = long_text.text();
        check([&](Sink& sink) { return encode_value(sink, numbers, nullptr, {}); }, {});
        check([&](Sink& sink) { return write_json(sink, numbers, {}); }, {});
        check([&](Sink& sink) { return write_json(sink, long_text, {}); }, first);
        check([&](Sink& sink) { return encode_value(sink, long_text, nullptr, {}); }, first);
        check([&](Sink& sink) { return encode(sink, row, {}); }, row.text);
        check([&](Sink& sink) { return encode_value(sink, view[0].value(), nullptr, {}); },
              as_text(bytes));
        check([&](Sink& sink) { return encode_value(sink, view[1].value(), nullptr, {}); }, {});
        check([&](Sink& sink) { return write_cbor(sink, long_text, {}); }, first);
        check([&](Sink& sink) { return write_msgpack(sink, long_text, {}); }, first);
    }
}
