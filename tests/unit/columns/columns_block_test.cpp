// SPDX-License-Identifier: MIT
#include "compress/columns_block.hpp"

#include <cstdint>
#include <utility>

#include <doctest/doctest.h>

#include "compress/block_target.hpp"
#include "support/hex.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using test::from_hex;

namespace {

Result<Bytes, BlockError> read_hex_columns(const std::string& hex, std::uint64_t max_output,
                                           std::uint64_t memory_size = 1 << 20U) {
    const Bytes block = from_hex(hex);
    Cursor cursor(block);
    Budget memory(memory_size);
    Limits limits;
    limits.max_output = max_output;
    const auto unpacked = read_block(cursor, 6, Layout::v2, limits, memory);
    if (unpacked) return Bytes(unpacked->bytes().begin(), unpacked->bytes().end());
    CHECK(cursor.offset() == 0);
    return tl::unexpected(unpacked.error());
}

}  // namespace

TEST_CASE("a block of columns has the unpacked length, the packed length, and the columns") {
    // Null: blocks, heads "01" and no sequences, both stored.
    const Bytes null = test::encoded_tree(nullptr);
    CHECK(read_hex_columns("01 06 11 000101 0000", 100) == null);
    CHECK(read_hex_columns("01 06 11 000101 0000 FF", 100) == null);
    // Three of them.
    const Bytes nulls(3, null[0]);
    CHECK(read_hex_columns("03 07 19 03 000101 0000", 100) == nulls);
}

TEST_CASE("a wrong block of columns is refused with the reason") {
    struct Row {
        const char* hex;
        ErrorCode error;
    };
    for (const Row& row : {
             Row{"", ErrorCode::truncated},
             Row{"01", ErrorCode::truncated},
             Row{"01 06", ErrorCode::truncated},
             Row{"01 06 11 000101 00", ErrorCode::truncated},
             Row{"01 00", ErrorCode::bad_block},
             Row{"02 06 11 000101 0000", ErrorCode::size_mismatch},
             Row{"00 06 11 000101 0000", ErrorCode::bad_block},
             Row{"01 07 11 000101 0000 00", ErrorCode::bad_block},
             Row{"01 05 11 000101 00", ErrorCode::bad_block},
             Row{"F0F0 06 11 000101 0000", ErrorCode::limit_exceeded},
             Row{"F7FFFFFFFFFFFFFFFF 06 11 000101 0000", ErrorCode::limit_exceeded},
         }) {
        CAPTURE(row.hex);
        const auto read = read_hex_columns(row.hex, 100);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == row.error);
    }
}

TEST_CASE("limits are those of the output and the memory") {
    const Bytes values = test::encoded_tree(test::records(500));
    for (const Profile profile : {Profile::fast, Profile::balanced}) {
        const Bytes content = detail::pack_columns(values, profile).value();
        Limits limits;
        limits.max_output = values.size();
        CHECK(test::unpacked_columns(content, values.size(), limits));
        limits.max_output = values.size() - 1;
        const auto long_output = test::unpacked_columns(content, values.size(), limits);
        REQUIRE_FALSE(long_output);
        CHECK(long_output.error().limit == Limit::output);
        // Whatever the memory, it is either enough or the reason.
        std::uint64_t memory = 0;
        for (; memory < (1U << 26U); memory += memory / 16 + 997) {
            const auto unpacked = test::unpacked_columns(content, values.size(), Limits(), memory);
            if (unpacked) break;
            REQUIRE(unpacked.error().code == ErrorCode::limit_exceeded);
            REQUIRE(unpacked.error().limit == Limit::memory);
        }
        CHECK(memory < (1U << 26U));
    }
}

TEST_CASE("only the memory of the values is charged in the end") {
    const Bytes values = test::encoded_tree(test::records(500));
    for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
        const Bytes content = detail::pack_columns(values, profile).value();
        const Bytes block = test::columns_block_of(content, values.size());
        constexpr std::uint64_t amount = 1 << 28U;
        Budget memory(amount);
        Cursor cursor(block);
        const auto unpacked = read_block(cursor, 6, Layout::v2, Limits(), memory);
        REQUIRE(unpacked);
        CHECK(memory.left() == amount - unpacked->memory());
    }
}
