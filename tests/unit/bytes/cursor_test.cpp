// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

#include "support/hex.hpp"

using souris::Cursor;
using souris::ErrorCode;
using souris::Integer;
using souris::SignState;
using souris::test::from_hex;

namespace {

/// Runs `read` on a cursor over `hex` that has already read one byte. A read that fails must
/// leave the cursor there.
template <class Read>
void check_failure(const std::string& hex, ErrorCode error, Read read) {
    CAPTURE(hex);
    const auto bytes = from_hex("2a" + hex);
    Cursor cursor(bytes);
    CHECK(cursor.read_byte() == 0x2A);
    const auto result = read(cursor);
    REQUIRE_FALSE(result);
    CHECK(name_of(result.error()) == name_of(error));
    CHECK(cursor.offset() == 1);
    CHECK(cursor.remaining() == bytes.size() - 1);
}

}  // namespace

TEST_CASE("a cursor goes from the beginning to the end") {
    const auto bytes = from_hex("0102030405060708090a");
    Cursor cursor(bytes);
    CHECK(cursor.remaining() == 10);
    CHECK(cursor.peek_byte() == 1);
    CHECK(cursor.offset() == 0);
    CHECK(cursor.read_byte() == 1);
    CHECK(cursor.read_little_endian<std::uint16_t>() == 0x0302);
    CHECK(cursor.offset() == 3);
    const auto view = cursor.read_bytes(2);
    REQUIRE(view);
    CHECK(view->data() == bytes.data() + 3);
    CHECK(view->size() == 2);
    CHECK(cursor.rest().data() == bytes.data() + 5);
    CHECK(cursor.read_little_endian<std::uint32_t>() == 0x09080706U);
    CHECK_FALSE(cursor.at_end());
    CHECK(cursor.read_byte() == 10);
    CHECK(cursor.at_end());
    CHECK(cursor.rest().empty());
    CHECK(cursor.read_bytes(0)->empty());
    cursor.seek(9);
    CHECK(cursor.read_byte() == 10);
}

TEST_CASE("an empty input has nothing to read") {
    Cursor cursor({});
    CHECK(cursor.at_end());
    CHECK(cursor.remaining() == 0);
    CHECK(cursor.read_bytes(0).has_value());
    CHECK(cursor.read_byte().error() == ErrorCode::truncated);
    CHECK(cursor.read_integer(SignState::negative).error() == ErrorCode::truncated);
    CHECK(cursor.read_length().error() == ErrorCode::truncated);
}

TEST_CASE("a read of more than there is fails and does not move") {
    constexpr auto truncated = ErrorCode::truncated;
    check_failure("", truncated, [](Cursor& c) { return c.read_byte(); });
    check_failure("", truncated, [](Cursor& c) { return c.peek_byte(); });
    check_failure("01", truncated, [](Cursor& c) { return c.read_bytes(2); });
    check_failure("01", truncated, [](Cursor& c) { return c.read_bytes(~std::size_t{0}); });
    check_failure("01020304050607", truncated,
                  [](Cursor& c) { return c.read_little_endian<double>(); });
    check_failure("01", truncated, [](Cursor& c) { return c.read_little_endian<std::uint16_t>(); });
    for (const char* hex : {"", "f0", "f1ff", "ffffffffffffffffffffffffffffffff"}) {
        check_failure(hex, truncated,
                      [](Cursor& c) { return c.read_integer(SignState::unsigned_number); });
        check_failure(hex, truncated, [](Cursor& c) { return c.read_unsigned<std::uint8_t>(); });
        check_failure(hex, truncated, [](Cursor& c) { return c.read_length(); });
    }
}

TEST_CASE("integers of every sign state") {
    const auto bytes = from_hex("eff0f0ff00000000000000000000000000000080eff0ff");
    Cursor cursor(bytes);
    CHECK(cursor.read_integer(SignState::unsigned_number) == 239);
    const auto second = cursor.read_integer(SignState::signed_non_negative);
    REQUIRE(second);
    CHECK(*second == 240);
    CHECK(second->sign_state() == SignState::signed_non_negative);
    CHECK(cursor.read_integer(SignState::negative) == Integer::min());
    CHECK(cursor.read_integer(SignState::negative) == -17);
    CHECK(cursor.read_integer(SignState::negative) == -1);
    CHECK(cursor.at_end());
    check_failure("ffffffffffffffffffffffffffffffff7f", ErrorCode::invalid_negative,
                  [](Cursor& c) { return c.read_integer(SignState::negative); });
}

TEST_CASE("unsigned numbers must fit") {
    const auto bytes = from_hex("f0fff1fffff3fffffffff7fffffffffffffffff10500");
    Cursor cursor(bytes);
    CHECK(cursor.read_unsigned<std::uint8_t>() == 255);
    CHECK(cursor.read_unsigned<std::uint16_t>() == 65535);
    CHECK(cursor.read_unsigned<std::uint32_t>() == 0xFFFFFFFFU);
    CHECK(cursor.read_unsigned<std::uint64_t>() == ~std::uint64_t{0});
    CHECK(cursor.read_unsigned<std::uint8_t>() == 5);

    constexpr auto out_of_range = ErrorCode::integer_out_of_range;
    check_failure("f10001", out_of_range,
                  [](Cursor& c) { return c.read_unsigned<std::uint8_t>(); });
    check_failure("f2000001", out_of_range,
                  [](Cursor& c) { return c.read_unsigned<std::uint16_t>(); });
    check_failure("f40000000001", out_of_range,
                  [](Cursor& c) { return c.read_unsigned<std::uint32_t>(); });
    check_failure("f8000000000000000001", out_of_range,
                  [](Cursor& c) { return c.read_unsigned<std::uint64_t>(); });
}

TEST_CASE("a length is no more than what follows it") {
    const auto bytes = from_hex("03aabbcc");
    Cursor cursor(bytes);
    CHECK(cursor.read_length() == 3U);
    CHECK(cursor.offset() == 1);
    cursor.seek(0);
    CHECK(cursor.read_length(1) == 3U);
    check_failure("04aabbcc", ErrorCode::truncated, [](Cursor& c) { return c.read_length(); });

    // Two units of two bytes, with one byte missing.
    check_failure("02aabbcc", ErrorCode::truncated, [](Cursor& c) { return c.read_length(2); });
    const auto four = from_hex("02aabbccdd");
    Cursor units(four);
    CHECK(units.read_length(2) == 2U);
}

TEST_CASE("a forged length is told from one that was cut short") {
    struct Row {
        const char* hex;
        ErrorCode error;
    };
    constexpr Row rows[] = {
        {"f0ff00", ErrorCode::truncated},
        {"f5ffffffffff7f", ErrorCode::length_exceeds_input},
        // 2^40, the greatest plausible length, and one more.
        {"f5000000000001", ErrorCode::truncated},
        {"f5010000000001", ErrorCode::length_exceeds_input},
        {"f7ffffffffffffffff", ErrorCode::length_exceeds_input},
        {"f8000000000000000001", ErrorCode::length_exceeds_input},
        {"ffffffffffffffffffffffffffffffffff", ErrorCode::length_exceeds_input},
    };
    for (const Row& row : rows) {
        check_failure(row.hex, row.error, [](Cursor& c) { return c.read_length(); });
        check_failure(row.hex, row.error, [](Cursor& c) { return c.read_length(16); });
    }
}

TEST_CASE("bytes can be read by the compiler") {
    static_assert([] {
        constexpr std::byte bytes[] = {std::byte{1}, std::byte{2}, std::byte{3}};
        Cursor cursor(bytes);
        return *cursor.read_byte() == 1 && (*cursor.read_bytes(2)).size() == 2 && cursor.at_end() &&
               !cursor.read_byte();
    }());
}

TEST_CASE("there is no cursor in bytes that are about to go") {
    using souris::Bytes;
    static_assert(std::is_constructible_v<Cursor, Bytes&>);
    static_assert(std::is_constructible_v<Cursor, const Bytes&>);
    static_assert(std::is_constructible_v<Cursor, std::span<const std::byte>>);
    static_assert(std::is_constructible_v<Cursor, std::span<std::byte>>);
    static_assert(!std::is_constructible_v<Cursor, Bytes>);
    static_assert(!std::is_constructible_v<Cursor, const Bytes>);
    static_assert(!std::is_constructible_v<Cursor, std::array<std::byte, 4>>);
}
