// SPDX-License-Identifier: MIT
#include "columns/plain_coder.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/columns/written_paths.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// A path of so many different symbols.
Path path_of_symbols(std::uint64_t count, std::vector<std::uint32_t> symbols) {
    Path path = test::path_of(PathRole::root);
    Content literals;
    literals.kind = ContentKind::integer;
    literals.count = count;
    path.literals.push_back(std::move(literals));
    path.symbols = std::move(symbols);
    return path;
}

Content plain_texts(const std::vector<std::string>& texts, bool has_zero) {
    Content content;
    content.kind = ContentKind::text;
    content.has_zero = has_zero;
    content.count = texts.size();
    for (const std::string& text : texts) {
        content.lengths.push_back(static_cast<std::uint32_t>(text.size()));
        const auto bytes = as_byte_span(std::string_view(text));
        content.bytes.insert(content.bytes.end(), bytes.begin(), bytes.end());
    }
    return content;
}

}  // namespace

TEST_CASE("plain symbols take 1, 2, 4, 8, 16 or 32 bits") {
    struct Row {
        std::uint64_t count;
        std::size_t size;
    };
    for (const Row& row :
         {Row{1, 0}, Row{2, 2}, Row{3, 3}, Row{4, 3}, Row{5, 5}, Row{16, 5}, Row{17, 9},
          Row{256, 9}, Row{257, 18}, Row{65536, 18}, Row{65537, 36}, Row{1U << 31U, 36}}) {
        CAPTURE(row.count);
        const auto last = static_cast<std::uint32_t>(row.count - 1);
        Path path = path_of_symbols(row.count, {0, last, 0, last, last, 0, 0, last, last});
        const auto symbols = path.symbols;
        Sink sink;
        CHECK(PlainWriter(sink).symbols(path, {}));
        CHECK(sink.size() == row.size);
        path.symbols.assign(9, 0);
        Budget memory(0);
        Cursor cursor(sink.view());
        CHECK(PlainReader(cursor, memory).symbols(path, {}));
        CHECK(path.symbols == symbols);
        CHECK(cursor.at_end());
        if (row.size == 0) continue;
        Cursor cut(sink.view().first(sink.view().size() - 1));
        CHECK_FALSE(PlainReader(cut, memory).symbols(path, {}));
    }
    Path path = path_of_symbols(3, {0});
    Budget memory(0);
    const Bytes three = test::from_hex("03");
    Cursor cursor(three);
    CHECK_FALSE(PlainReader(cursor, memory).symbols(path, {}));
}

TEST_CASE("predicted symbols are 0") {
    const std::vector<std::uint32_t> symbols{0, 2, 1, 0, 2, 1, 0, 1};
    const std::vector<std::uint32_t> other{7, 8, 9, 7, 8, 9, 7, 8};
    const std::vector<RowSymbols> others{other};
    Path path = path_of_symbols(3, symbols);
    path.contexts.push_back({0, {0}});
    path.table_bits = 4;
    Sink sink;
    CHECK(PlainWriter(sink).symbols(path, others));
    // Numbers of two bits: 1, 3, 2, 0, 0, 0, 0, 2.
    CHECK(test::to_hex(sink.view()) == "2d80");
    path.symbols.assign(8, 0);
    Budget memory(detail::allocation_size(16 * sizeof(std::uint32_t)));
    const std::uint64_t before = memory.left();
    Cursor cursor(sink.view());
    CHECK(PlainReader(cursor, memory).symbols(path, others));
    CHECK(path.symbols == symbols);
    CHECK(memory.left() == before);
    // There is none before the first.
    const Bytes zero = test::from_hex("2c80");
    Cursor wrong(zero);
    CHECK_FALSE(PlainReader(wrong, memory).symbols(path, others));
    Path two = path_of_symbols(2, {0, 0});
    two.contexts.push_back({0, {}});
    for (const std::string_view hex : {"01", "05", "06", "0d"}) {
        CAPTURE(hex);
        const Bytes bytes = test::from_hex(hex);
        Cursor numbers(bytes);
        // Of two symbols, there is no number 3.
        CHECK(PlainReader(numbers, memory).symbols(two, {}) == (hex != "0d"));
    }
    Budget little(before - 1);
    Cursor again(sink.view());
    PlainReader reader(again, little);
    CHECK_FALSE(reader.symbols(path, others));
    CHECK(reader.is_out_of_memory());
    // Two sets are for range codes.
    path.contexts.push_back({1, {}});
    Cursor whole(sink.view());
    CHECK_FALSE(PlainReader(whole, memory).symbols(path, others));
}

TEST_CASE("plain numbers have the bytes of their greatest difference") {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    struct Row {
        std::vector<std::int64_t> numbers;
        std::size_t size;
    };
    for (const Row& row : {Row{{}, 0}, Row{{0, 0, 0}, 0}, Row{{1, -1, 0}, 3}, Row{{127, -127}, 2},
                           Row{{128, -128}, 4}, Row{{least, most, 0, -1, least}, 40},
                           Row{{1700000000, 1700000060, 1700000120}, 12}}) {
        for (unsigned order = 0; order <= max_number_order; ++order) {
            NumberCoding coding = choose_number_coding(row.numbers).coding;
            if (coding.order != order) coding = {static_cast<std::uint8_t>(order), max_classes};
            Sink sink;
            std::vector<std::int64_t> numbers = row.numbers;
            CHECK(PlainWriter(sink).numbers(numbers, coding));
            if (coding.classes != max_classes) CHECK(sink.size() == row.size);
            std::vector<std::int64_t> back(numbers.size());
            Budget memory(0);
            Cursor cursor(sink.view());
            CHECK(PlainReader(cursor, memory).numbers(back, coding));
            CHECK(back == row.numbers);
            if (sink.size() == 0) continue;
            Cursor cut(sink.view().first(sink.view().size() - 1));
            CHECK_FALSE(PlainReader(cut, memory).numbers(back, coding));
        }
    }
}

TEST_CASE("plain floats are their bytes, those of one place after another") {
    for (const ContentKind kind : {ContentKind::float64, ContentKind::float32}) {
        std::vector<std::int64_t> bits{0x01020304, -1, 0};
        if (kind == ContentKind::float32) bits[1] = 0xFFFFFFFF;
        Sink sink;
        CHECK(PlainWriter(sink).floats(bits, kind));
        CHECK(sink.size() == 3 * float_size(kind));
        CHECK(test::to_hex(sink.view().first(3)) == test::to_hex(test::from_hex("04FF00")));
        std::vector<std::int64_t> back(3);
        Budget memory(0);
        Cursor cursor(sink.view());
        CHECK(PlainReader(cursor, memory).floats(back, kind));
        CHECK(back == bits);
        Cursor cut(sink.view().first(sink.view().size() - 1));
        CHECK_FALSE(PlainReader(cut, memory).floats(back, kind));
    }
}

TEST_CASE("plain texts have a zero after them, or lengths elsewhere") {
    for (const bool has_zero : {false, true}) {
        std::vector<std::string> texts{"", "abc", std::string(300, 'x')};
        if (has_zero) texts.push_back(std::string("a\0b", 3));
        Content content = plain_texts(texts, has_zero);
        Sink sink;
        CHECK(PlainWriter(sink).texts(content, 0));
        const Bytes bytes = content.bytes;
        const auto lengths = content.lengths;
        CHECK(sink.size() == bytes.size() + (has_zero ? 0 : texts.size()));
        content.bytes.clear();
        content.bytes.shrink_to_fit();
        if (!has_zero) content.lengths.assign(lengths.size(), 0);
        Budget memory(10000);
        Cursor cursor(sink.view());
        PlainReader reader(cursor, memory);
        CHECK(reader.texts(content, 0));
        CHECK(content.bytes == bytes);
        CHECK(content.lengths == lengths);
        CHECK(cursor.at_end());
        CHECK(memory.left() < 10000);

        Content other = content;
        other.bytes = Bytes();
        Cursor cut(sink.view().first(sink.view().size() - 1));
        PlainReader cut_reader(cut, memory);
        CHECK_FALSE(cut_reader.texts(other, 0));
        CHECK_FALSE(cut_reader.is_out_of_memory());
        Cursor again(sink.view());
        Budget none(100);
        PlainReader poor(again, none);
        CHECK_FALSE(poor.texts(other, 0));
        CHECK(poor.is_out_of_memory());
    }
}

TEST_CASE("what is skipped is as long as what is read") {
    std::vector<Content> contents;
    for (const ContentKind kind :
         {ContentKind::integer, ContentKind::decimal, ContentKind::float64, ContentKind::float32}) {
        for (const unsigned classes : {1U, 7U, 40U, 129U}) {
            Content content;
            content.kind = kind;
            content.coding = {0, static_cast<std::uint8_t>(classes)};
            content.count = 5;
            content.numbers.assign(5, classes == 1 ? 0 : 3);
            contents.push_back(std::move(content));
        }
    }
    contents.push_back(plain_texts({"a", "", "bcd"}, false));
    contents.push_back(plain_texts({"a", std::string(2, '\0'), "bcd"}, true));
    contents.back().coding = {1, 9};
    for (Content& content : contents) {
        Sink sink;
        PlainWriter writer(sink);
        REQUIRE(code_content(writer, content, 0));
        // One byte more is not taken, one less is noticed.
        const std::size_t size = sink.view().size();
        sink.write_byte(0x55);
        Budget memory(0);
        Cursor cursor(sink.view());
        CHECK(PlainReader(cursor, memory).skip(content));
        CHECK(cursor.offset() == size);
        if (size == 0) continue;
        Cursor cut(sink.view().first(size - 1));
        CHECK_FALSE(PlainReader(cut, memory).skip(content));
    }
    for (const std::uint64_t count : {1U, 2U, 4U, 16U, 256U, 65536U}) {
        Path path = path_of_symbols(count, {0, 0, 0, 0, 0, 0, 0, 0, 0});
        Sink sink;
        CHECK(PlainWriter(sink).symbols(path, {}));
        Budget memory(0);
        Cursor cursor(sink.view());
        CHECK(PlainReader(cursor, memory).skip_symbols(path, 9));
        CHECK(cursor.at_end());
        Cursor empty{std::span<const std::byte>()};
        CHECK(PlainReader(empty, memory).skip_symbols(path, 9) == (count == 1));
        CHECK(PlainReader(empty, memory).skip_numbers(1000, {0, 1}));
        CHECK_FALSE(PlainReader(empty, memory).skip_numbers(1, {0, 2}));
    }
}

TEST_CASE("lengths that no text has are refused, also where they are skipped") {
    Content content = plain_texts({"a"}, true);
    content.coding = {0, 129};
    content.lengths = {1};
    for (const std::int64_t length : {std::int64_t{-1}, std::int64_t{1} << 32U}) {
        Sink sink;
        std::vector<std::int64_t> lengths{length};
        CHECK(PlainWriter(sink).numbers(lengths, content.coding));
        Budget memory(0);
        Cursor cursor(sink.view());
        CHECK_FALSE(PlainReader(cursor, memory).skip(content));
    }
}
