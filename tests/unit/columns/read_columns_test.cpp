// SPDX-License-Identifier: MIT
#include "columns/read_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "columns/write_columns.hpp"
#include "support/hex.hpp"
#include "support/random.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;
using test::from_hex;

namespace {

constexpr std::string_view two_keys[] = {"a", "b"};

/// `unpacked_columns`, if it is not refused as a bad block.
ErrorCode error_of_columns(std::span<const std::byte> content, std::uint64_t size) {
    const auto read = test::unpacked_columns(content, size);
    return read ? ErrorCode::none : read.error().code;
}

}  // namespace

TEST_CASE("contents that are not what they should be are refused") {
    struct Row {
        const char* what;
        const char* content;
        ErrorCode error;
    };
    for (const Row& row : {
             Row{"nothing", "", ErrorCode::bad_block},
             Row{"an unknown flag", "51 000101 0000", ErrorCode::bad_block},
             Row{"blocks with heads that are none", "01 000101 0000", ErrorCode::bad_block},
             Row{"no count of values", "19", ErrorCode::bad_block},
             Row{"a directory of more bytes than there are", "31 0F 000101 0000",
                 ErrorCode::bad_block},
             Row{"an entry of a path without numbers", "31 02 01 01 000101 0000",
                 ErrorCode::bad_block},
             Row{"an entry of a path that is none", "31 02 02 01 000101 0000",
                 ErrorCode::bad_block},
             Row{"an entry of half a path", "31 01 01 000101 0000", ErrorCode::bad_block},
             Row{"no heads", "11", ErrorCode::bad_block},
             Row{"heads of no path", "11 000100", ErrorCode::bad_block},
             Row{"an unknown id", "11 070101 0000", ErrorCode::unknown_compression},
             Row{"columns in columns", "11 060101 0000", ErrorCode::bad_block},
             Row{"columns as a segment", "11 000101 06010600", ErrorCode::bad_block},
             Row{"a byte after the heads", "11 00020100 0000", ErrorCode::bad_block},
             Row{"a byte after the sequences", "11 000101 000100", ErrorCode::bad_block},
             Row{"a byte after the segment", "11 000101 0000 00", ErrorCode::bad_block},
             Row{"no segment", "13 000101 00", ErrorCode::bad_block},
             Row{"a segment without the path", "13 000101 01 00 0000", ErrorCode::bad_block},
             Row{"a segment of too many paths", "13 000101 01 02 0000", ErrorCode::bad_block},
             Row{"more segments than bytes", "13 000101 7F 01 0000", ErrorCode::bad_block},
             Row{"no segments of a range code, so no heads", "02 00 00", ErrorCode::bad_block},
             Row{"the same with a count of 0", "0A 00 00 00", ErrorCode::bad_block},
             Row{"a range code of more text than values", "00 01 40", ErrorCode::bad_block},
             Row{"heads that no code has", "00 F4FFFFFFFFFF 00", ErrorCode::bad_block},
             Row{"texts apart of too many paths", "15 000101 0000 01 02 0000",
                 ErrorCode::bad_block},
             Row{"texts apart of no path", "15 000101 0000 01 01 000100", ErrorCode::bad_block},
         }) {
        CAPTURE(row.what);
        CHECK(error_of_columns(from_hex(row.content), 1) == row.error);
    }
    CHECK(error_of_columns(from_hex("11 000101 0000"), 1) == ErrorCode::none);
    CHECK(error_of_columns(from_hex("13 000101 01 01 0000"), 1) == ErrorCode::none);
    CHECK(error_of_columns(from_hex("13 000101 02 00 0000 01 0000"), 1) == ErrorCode::none);
    CHECK(error_of_columns(from_hex("15 000101 0000 00"), 1) == ErrorCode::none);
    CHECK(error_of_columns(from_hex("31 00 000101 0000"), 1) == ErrorCode::none);
    // An empty path, an empty sequence.
    CHECK(error_of_columns(from_hex("19 00 000100 0000"), 0) == ErrorCode::none);
    CHECK(error_of_columns(from_hex("11 000100 0000"), 1) == ErrorCode::bad_block);
}

TEST_CASE("sizes of 2^31 and more are refused before anything is read") {
    Limits limits;
    limits.max_output = ~std::uint64_t{0};
    const auto read = test::unpacked_columns(from_hex("11 000101 0000"), std::uint64_t{1} << 31U,
                                             limits, ~std::uint64_t{0} >> 1U);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::bad_block);
}

TEST_CASE("rows of a constant are bounded by the output and the memory") {
    // 2^30 nulls.
    const Bytes content = from_hex("19 F300000040 000101 0000");
    const auto too_long = test::unpacked_columns(content, 1 << 20U);
    REQUIRE_FALSE(too_long);
    CHECK(too_long.error().code == ErrorCode::bad_block);
    Limits limits;
    limits.max_output = std::uint64_t{1} << 30U;
    const auto too_much =
        test::unpacked_columns(content, std::uint64_t{1} << 30U, limits, std::uint64_t{2} << 30U);
    REQUIRE_FALSE(too_much);
    CHECK(too_much.error().limit == Limit::memory);
}

TEST_CASE("maps of many parts are refused before they take time") {
    // A million keys, all the same, in each of a million maps.
    constexpr std::size_t many = 1 << 20U;
    std::vector<Path> paths = test::paths_of_maps(std::span(two_keys).first(1), many);
    paths[0].parts[0].paths.assign(many, 1);
    paths[1].has_word[0] = true;
    const Bytes heads = test::heads_of(paths);
    const Bytes content = test::plain_content(heads, {}, many);
    CHECK(error_of_columns(content, 8 * many) == ErrorCode::bad_block);
}

TEST_CASE("many shapes of the same members charge for their rows once") {
    // Of 20 optional members, all that are there: hundreds of shapes.
    Array array;
    std::uint32_t state = 1;
    for (int i = 0; i < 4000; ++i) {
        state = state * 1664525 + 1013904223;
        Map map;
        for (unsigned bit = 0; bit < 8; ++bit) {
            if (((state >> (20 + bit)) & 1U) != 0)
                map[std::string(1, static_cast<char>('a' + bit))] = i;
        }
        array.push_back(std::move(map));
    }
    const Bytes values = test::encoded_tree(array);
    for (const Profile profile : {Profile::fast, Profile::smallest}) {
        const Bytes content = pack_columns(values, profile).value();
        const auto read =
            test::unpacked_columns(content, values.size(), Limits(), std::uint64_t{32} << 20U);
        REQUIRE(read);
        CHECK(*read == values);
    }
}

TEST_CASE("a context without values is one of zeros") {
    // Two maps with the key b; a is in none, but a context of b.
    std::vector<Path> paths = test::paths_of_maps(two_keys, 2);
    paths[0].parts = {Parts{PartsKind::map, {1}}, Parts{PartsKind::map, {2}}};
    paths[0].symbols = {1, 1};
    paths[0].table_bits = 2;
    paths[2].has_word = {true, true, false};
    paths[2].symbols = {0, 1};
    paths[2].table_bits = 2;
    paths[2].contexts = {ContextSet{0, {1}}};
    const Bytes content = test::mixed_content(paths, 2);
    const Bytes expected = from_hex("82 100162 90 82 100162 30");
    const auto read = test::unpacked_columns(content, expected.size());
    REQUIRE(read);
    CHECK(test::to_hex(*read) == test::to_hex(expected));
}

TEST_CASE("a table of a model that its symbols cannot need is refused") {
    std::vector<Path> paths{test::path_of(PathRole::root)};
    paths[0].has_word = {true, true, true};
    paths[0].symbols = {0, 1, 2, 0};
    for (unsigned bits = 0; bits <= max_table_bits; ++bits) {
        CAPTURE(bits);
        paths[0].table_bits = static_cast<TableBits>(bits);
        // Four symbols in one context: four places, of which twice as many have four bits.
        CHECK(error_of_columns(test::mixed_content(paths, 4), 4) ==
              (bits <= 4 ? ErrorCode::none : ErrorCode::bad_block));
    }
}

TEST_CASE("lack of memory for texts is no bad block") {
    std::vector<Path> paths{test::path_of(PathRole::root)};
    Content texts;
    texts.kind = ContentKind::text;
    texts.lengths = {20000};
    texts.bytes = Bytes(20000, std::byte{'x'});
    texts.count = 1;
    paths[0].contents.push_back(texts);
    paths[0].symbols = {0};
    for (const bool is_plain : {false, true}) {
        const Bytes content =
            is_plain ? test::plain_content(paths, 1) : test::mixed_content(paths, 1);
        std::uint64_t memory = 20004 + 32;
        for (; memory < (1U << 25U); memory += memory / 32) {
            const auto read = test::unpacked_columns(content, 20004, Limits(), memory);
            if (read) break;
            REQUIRE(read.error().code == ErrorCode::limit_exceeded);
        }
        CHECK(memory < (1U << 25U));
    }
}

TEST_CASE("damaged contents are refused or give as many bytes") {
    test::Random random(3);
    for (const Value& tree : {test::records(60), test::log_lines(60), test::all_types()}) {
        const Bytes values = test::encoded_tree(tree);
        for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
            const Bytes content = pack_columns(values, profile).value();
            for (int i = 0; i < 300; ++i) {
                Bytes damaged = content;
                damaged[random.below(damaged.size())] ^=
                    static_cast<std::byte>(1U << random.below(8));
                if (i % 3 == 0) damaged.resize(random.below(damaged.size() + 1));
                const auto read = test::unpacked_columns(damaged, values.size());
                if (read) CHECK(read->size() == values.size());
            }
        }
    }
}
