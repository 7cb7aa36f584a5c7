// SPDX-License-Identifier: MIT
#include "columns/mixed_coder.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "columns/sequences.hpp"
#include "unit/columns/written_paths.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// A path with a symbol for each kind of content, and one of each.
Path path_of_all_kinds() {
    Path path = test::path_of(PathRole::root);
    for (std::uint32_t kind = 0; kind < content_kinds; ++kind) {
        Content content;
        content.kind = static_cast<ContentKind>(kind);
        content.coding = {0, max_classes};
        content.count = 2;
        if (is_text(content.kind)) {
            content.has_zero = kind % 2 == 0;
            content.lengths = {2, 0};
            content.bytes = {std::byte{'a'}, content.has_zero ? std::byte{0} : std::byte{'b'}};
        } else {
            content.numbers = {-3, 7};
            if (content.kind == ContentKind::float32) content.numbers = {3, 0xFFFFFFFF};
        }
        path.contents.push_back(std::move(content));
        path.symbols.push_back(kind);
        path.symbols.push_back(kind);
    }
    path.table_bits = 5;
    return path;
}

bool is_prepared(Path&) {
    return true;
}

}  // namespace

TEST_CASE("every sequence of a path comes back from one range code") {
    Path path = path_of_all_kinds();
    const Bytes heads(3, std::byte{9});
    std::uint64_t text_size = heads.size();
    for (const Content& content : path.contents)
        text_size += content.bytes.size() + (content.has_zero ? 0 : content.lengths.size());
    RangeEncoder encoder;
    MixedWriter writer(encoder, text_size);
    writer.heads(heads);
    CHECK(code_sequences(writer, path, 0, {}, is_prepared));
    const Bytes code = encoder.take();

    Path back = path;
    back.symbols.assign(path.symbols.size(), 0);
    for (Content& content : back.contents) {
        content.numbers.assign(content.numbers.size(), 0);
        content.lengths.assign(content.lengths.size(), 0);
        content.bytes = {};
    }
    constexpr std::uint64_t amount = 1 << 20U;
    Budget memory(amount);
    RangeDecoder decoder(code);
    MixedReader reader(decoder, text_size, memory);
    Bytes heads_back(3);
    reader.heads(heads_back);
    CHECK(heads_back == heads);
    CHECK(reader.text_left() == text_size - 3);
    CHECK(code_sequences(reader, back, 0, {}, is_prepared));
    CHECK(back.symbols == path.symbols);
    for (std::size_t i = 0; i < content_kinds; ++i) {
        CHECK(back.contents[i].numbers == path.contents[i].numbers);
        CHECK(back.contents[i].lengths == path.contents[i].lengths);
        CHECK(back.contents[i].bytes == path.contents[i].bytes);
    }
    CHECK(reader.text_left() == 0);
    CHECK(memory.left() < amount);
    const std::uint64_t left = memory.left();
    reader.give_back();
    CHECK(memory.left() > left);
}

TEST_CASE("texts do not take more bytes than were announced") {
    Content content;
    content.kind = ContentKind::text;
    content.count = 1;
    content.lengths = {0};
    const Bytes code(8, std::byte{0x55});
    RangeDecoder decoder(code);
    Budget memory(1 << 20U);
    MixedReader reader(decoder, 2, memory);
    content.has_zero = true;
    content.lengths = {3};
    CHECK_FALSE(reader.texts(content, 0));
    CHECK(reader.text_left() == 0);
    CHECK_FALSE(reader.is_out_of_memory());
}

TEST_CASE("models charge for their memory") {
    Path path = test::path_of(PathRole::root);
    path.has_word = {true, true, false};
    path.symbols.assign(10, 0);
    path.table_bits = 10;
    Budget memory(100);
    RangeDecoder decoder({});
    MixedReader reader(decoder, 0, memory);
    CHECK_FALSE(reader.symbols(path, {}));
    CHECK(reader.is_out_of_memory());
    std::vector<std::int64_t> numbers(1000);
    CHECK_FALSE(reader.numbers(numbers, {0, max_classes}));
    CHECK(reader.is_out_of_memory());
    CHECK_FALSE(reader.floats(numbers, ContentKind::float64));
    CHECK(reader.is_out_of_memory());
}

TEST_CASE("lengths of texts are numbers of 32 bits") {
    for (const std::int64_t length : {std::int64_t{-1}, std::int64_t{1} << 32U}) {
        std::vector<std::int64_t> lengths{length};
        RangeEncoder encoder;
        SlotMemory first;
        SlotMemory second;
        CHECK(code_numbers(encoder, lengths, {0, max_classes}, first, second));
        const Bytes code = encoder.take();
        Content content;
        content.kind = ContentKind::text;
        content.has_zero = true;
        content.coding = {0, max_classes};
        content.count = 1;
        content.lengths = {0};
        RangeDecoder decoder(code);
        Budget memory(1 << 20U);
        MixedReader reader(decoder, 1000, memory);
        CHECK_FALSE(code_content(reader, content, 0));
        CHECK_FALSE(reader.is_out_of_memory());
    }
}
