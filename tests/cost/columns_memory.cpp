// SPDX-License-Identifier: MIT
//
// The memory of reading columns is what is charged for it: sound blocks, damaged ones, and such as
// no writer makes.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/column_reader.hpp>
#include <souris/packed.hpp>

#include "allocation.hpp"
#include "compress/columns_block.hpp"
#include "support/hex.hpp"
#include "support/random.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// Small lists of a path's contexts, which are gone when the next path is read.
constexpr std::size_t most_uncharged = 4096;

/// Reads a block with so much memory; the peak must be no more. Returns whether it was read.
bool stays_within(std::span<const std::byte> content, std::uint64_t size, std::uint64_t amount) {
    const Bytes block = test::columns_block_of(content, size);
    Cursor cursor(block);
    Budget memory(amount);
    const std::size_t before = test::allocated().bytes;
    test::forget_peak();
    bool is_read = false;
    {
        const auto unpacked = read_block(cursor, 6, Layout::v2, Limits(), memory);
        is_read = unpacked.has_value();
    }
    const std::size_t used = test::peak_bytes() - before;
    const std::size_t after = test::allocated().bytes;
    CAPTURE(amount);
    CHECK(used <= amount + most_uncharged);
    CHECK(after == before);
    return is_read;
}

/// Whatever the memory, from far too little to enough.
void stays_within_all(std::span<const std::byte> content, std::uint64_t size) {
    for (std::uint64_t amount = size; amount < std::uint64_t{1} << 28U;
         amount += amount / 3 + 100) {
        if (stays_within(content, size, amount)) return;
    }
}

/// Allocates what lives as long as the process.
const bool is_warm = detail::pack_columns(test::encoded_tree(test::records(2)), Profile::fast) &&
                     unpack(pack(test::records(2)).value());

}  // namespace

TEST_CASE("sound columns take no more memory than is charged") {
    REQUIRE(is_warm);
    Array long_texts;
    for (std::size_t i = 0; i < 30; ++i)
        long_texts.push_back(std::string(20000, static_cast<char>('a' + i % 26)) +
                             std::to_string(i));
    for (const Value& tree :
         {test::records(1000), test::log_lines(1000), test::all_types(), test::dictionary(1000),
          Value(long_texts), Value(std::string(500000, 'x'))}) {
        const Bytes values = test::encoded_tree(tree);
        for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
            const auto content = detail::pack_columns(values, profile);
            REQUIRE(content);
            stays_within_all(*content, values.size());
            REQUIRE(stays_within(*content, values.size(), std::uint64_t{1} << 28U));
        }
    }
}

TEST_CASE("columns that are read alone take no more memory than is charged") {
    REQUIRE(is_warm);
    for (const Value& tree : {test::records(3000), test::log_lines(1000), test::all_types()}) {
        const Bytes values = test::encoded_tree(tree);
        for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
            Bytes packed = test::columns_block_of(detail::pack_columns(values, profile).value(),
                                                  values.size());
            packed.insert(packed.begin(), std::byte{6});
            for (const char* const place :
                 {"/id", "/temperature", "/at", "/error", "", "/place/0", "/inner/tags/0"}) {
                Limits limits;
                // What lives as long as the process.
                const bool is_once = ColumnReader::open(packed)->texts(place) &&
                                     ColumnReader::open(packed)->numbers(place) &&
                                     ColumnReader::open(packed)->rows_matching(
                                         {place, Comparison::less, "2023-06", {}});
                (void)ColumnReader::open(packed)->measure();
                bool is_read = !is_once;
                for (limits.max_memory = 1000; !is_read;
                     limits.max_memory += limits.max_memory / 3) {
                    const std::size_t before = test::allocated().bytes;
                    test::forget_peak();
                    {
                        const auto reader = ColumnReader::open(packed, limits);
                        // The limit is that of each call: no result is kept.
                        is_read = reader && reader->texts(place);
                        is_read = is_read && reader->numbers(place);
                        is_read = is_read && reader->measure();
                        is_read = is_read &&
                                  reader->rows_matching({place, Comparison::less, "2023-06", {}});
                    }
                    CAPTURE(limits.max_memory);
                    CAPTURE(std::string(place));
                    CHECK(test::peak_bytes() - before <= limits.max_memory + most_uncharged);
                }
            }
        }
    }
}

TEST_CASE("damaged columns take no more memory than is charged") {
    test::Random random(5);
    const Bytes values = test::encoded_tree(test::records(100));
    for (const Profile profile : {Profile::fast, Profile::balanced}) {
        const Bytes content = detail::pack_columns(values, profile).value();
        for (int i = 0; i < 500; ++i) {
            Bytes damaged = content;
            damaged[random.below(std::min<std::size_t>(damaged.size(), 200))] =
                static_cast<std::byte>(random.below(256));
            (void)stays_within(damaged, values.size(), 1 << 20U);
        }
    }
}

TEST_CASE("columns that no writer makes take no more memory than is charged") {
    // Many paths of a byte each.
    Bytes heads = test::from_hex("08 01 03");
    Sink sink;
    sink.write_bytes(heads);
    sink.write_unsigned(100000);
    sink.write_bytes(Bytes(100000, std::byte{0}));
    stays_within_all(test::plain_content(sink.view(), {}), 100000);

    // A constant, many times: nulls, and decimals of no class but zero.
    sink.clear();
    sink.write_bytes(test::from_hex("01"));
    stays_within_all(test::plain_content(sink.view(), {}, 1 << 20U), 1 << 20U);
    sink.clear();
    sink.write_bytes(test::from_hex("10 04 00 01 02"));
    stays_within_all(test::plain_content(sink.view(), {}, 1 << 17U), 9 << 17U);

    // A text of a field that is longer than the values.
    std::vector<Path> paths{test::path_of(PathRole::root), test::path_of(PathRole::field)};
    Parts parts{PartsKind::pattern, {1}};
    parts.forms = {FieldForm{}};
    parts.offsets = {0};
    paths[0].parts.push_back(parts);
    paths[0].symbols = {0};
    Content text;
    text.kind = ContentKind::text;
    text.count = 1;
    text.lengths = {1 << 20U};
    text.bytes = Bytes(1 << 20U, std::byte{'x'});
    paths[1].contents.push_back(text);
    paths[1].symbols = {0};
    stays_within_all(test::plain_content(paths, 1), 1000);

    // Two million values of a model with the largest table.
    paths = {test::path_of(PathRole::root)};
    paths[0].has_word = {true, true, true};
    paths[0].symbols.assign(1 << 21U, 0);
    paths[0].table_bits = max_table_bits;
    Bytes content = test::mixed_content(paths, 1 << 21U);
    content.resize(content.size() + (1 << 14U));
    stays_within_all(content, 1 << 21U);
}
