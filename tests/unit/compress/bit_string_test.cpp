// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <doctest/doctest.h>

#include <souris/bit_string.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

TEST_CASE("a bit string is its count and as many bytes as that takes") {
    struct Row {
        std::string input;
        std::uint64_t bit_count;
        std::size_t byte_count;
    };
    for (const Row& row :
         {Row{"00", 0, 0}, Row{"01 01", 1, 1}, Row{"08 FF", 8, 1}, Row{"09 FF 01", 9, 2},
          Row{"F0 F0 00000000000000000000000000000000"
              "0000000000000000000000000000",
              240, 30}}) {
        CAPTURE(row.input);
        Bytes input = from_hex(row.input);
        const std::size_t size = input.size();
        input.push_back(std::byte{0xAA});
        Cursor cursor(input);
        const auto string = read_bit_string(cursor, refuse_non_canonical());
        REQUIRE(string);
        CHECK(string->bit_count == row.bit_count);
        CHECK(string->bytes.size() == row.byte_count);
        CHECK(cursor.offset() == size);
        for (std::size_t cut = 0; cut < size; ++cut) {
            Cursor shorter{std::span(input).first(cut)};
            CHECK(read_bit_string(shorter).error() == ErrorCode::truncated);
            CHECK(shorter.offset() == 0);
        }
    }
}

TEST_CASE("set bits behind the last are refused on demand alone") {
    for (const std::string text : {"01 02", "07 80", "0C 00 10"}) {
        CAPTURE(text);
        const Bytes input = from_hex(text);
        Cursor cursor(input);
        CHECK(read_bit_string(cursor, refuse_non_canonical()).error() ==
              ErrorCode::nonzero_padding);
        CHECK(cursor.offset() == 0);
        CHECK(read_bit_string(cursor));
        CHECK(cursor.at_end());
    }
}

TEST_CASE("a forged bit count is refused whatever it is") {
    struct Row {
        std::string input;
        ErrorCode error;
    };
    for (const Row& row :
         {Row{"09 FF", ErrorCode::truncated}, Row{"F3 FFFFFFFF 00", ErrorCode::truncated},
          Row{"F7 FFFFFFFFFFFFFFFF 00", ErrorCode::length_exceeds_input},
          // 2^40 bits, and one more
          Row{"F5 000000000001 00", ErrorCode::truncated},
          Row{"F5 010000000001 00", ErrorCode::length_exceeds_input},
          Row{"FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 00", ErrorCode::length_exceeds_input}}) {
        CAPTURE(row.input);
        const Bytes input = from_hex(row.input);
        Cursor cursor(input);
        CHECK(read_bit_string(cursor).error() == row.error);
        CHECK(cursor.offset() == 0);
    }
}

TEST_CASE("which bit counts single precision gets right") {
    // The IEEE 754 conversion of this processor.
    const auto is_right = [](std::uint64_t bits) {
        const double bytes = std::ceil(static_cast<double>(static_cast<float>(bits)) / 8);
        return static_cast<std::uint64_t>(bytes) == bits / 8 + (bits % 8 != 0);
    };
    constexpr std::uint64_t first_wrong = (std::uint64_t{1} << 24U) + 1;
    static_assert(is_portable_bit_count(0) && is_portable_bit_count(first_wrong - 1));
    static_assert(!is_portable_bit_count(first_wrong) && is_portable_bit_count(first_wrong + 1));
    for (unsigned digits = 1; digits <= 45; ++digits) {
        const std::uint64_t power = std::uint64_t{1} << digits;
        for (const std::uint64_t base : {power, power + power / 2, power + power / 3}) {
            for (std::uint64_t i = 0; i < 600; ++i) {
                const std::uint64_t bits = base - std::min<std::uint64_t>(base, 300) + i;
                if (is_portable_bit_count(bits) != is_right(bits)) FAIL(bits);
            }
        }
    }
}
