// SPDX-License-Identifier: MIT
#include <array>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/integer_wire.hpp>

#include "support/hex.hpp"

using souris::Integer;
using souris::integer_size;
using souris::load_integer;
using souris::LoadedInteger;
using souris::max_integer_size;
using souris::SignState;
using souris::store_integer;
using souris::store_unsigned;
using souris::Wide;
using souris::test::from_hex;

namespace {

struct Row {
    const char* number;
    SignState state;
    const char* bytes;
};

/// Encodings by sourisdb, without the tag.
constexpr Row rows[] = {
    {"0", SignState::unsigned_number, "00"},
    {"1", SignState::unsigned_number, "01"},
    {"127", SignState::unsigned_number, "7f"},
    {"128", SignState::unsigned_number, "80"},
    {"239", SignState::unsigned_number, "ef"},
    {"240", SignState::unsigned_number, "f0f0"},
    {"255", SignState::unsigned_number, "f0ff"},
    {"256", SignState::unsigned_number, "f10001"},
    {"65535", SignState::unsigned_number, "f1ffff"},
    {"65536", SignState::unsigned_number, "f2000001"},
    {"16777215", SignState::unsigned_number, "f2ffffff"},
    {"16777216", SignState::unsigned_number, "f300000001"},
    {"4294967295", SignState::unsigned_number, "f3ffffffff"},
    {"4294967296", SignState::unsigned_number, "f40000000001"},
    {"1099511627775", SignState::unsigned_number, "f4ffffffffff"},
    {"1099511627776", SignState::unsigned_number, "f5000000000001"},
    {"281474976710656", SignState::unsigned_number, "f600000000000001"},
    {"9007199254740993", SignState::unsigned_number, "f601000000000020"},
    {"72057594037927935", SignState::unsigned_number, "f6ffffffffffffff"},
    {"72057594037927936", SignState::unsigned_number, "f70000000000000001"},
    {"9223372036854775808", SignState::unsigned_number, "f70000000000000080"},
    {"18446744073709551615", SignState::unsigned_number, "f7ffffffffffffffff"},
    {"18446744073709551616", SignState::unsigned_number, "f8000000000000000001"},
    {"79228162514264337593543950336", SignState::unsigned_number, "fc00000000000000000000000001"},
    {"1329227995784915872903807060280344575", SignState::unsigned_number,
     "feffffffffffffffffffffffffffffff"},
    {"1329227995784915872903807060280344576", SignState::unsigned_number,
     "ff00000000000000000000000000000001"},
    {"170141183460469231731687303715884105728", SignState::unsigned_number,
     "ff00000000000000000000000000000080"},
    {"340282366920938463463374607431768211455", SignState::unsigned_number,
     "ffffffffffffffffffffffffffffffffff"},
    {"0", SignState::signed_non_negative, "00"},
    {"6", SignState::signed_non_negative, "06"},
    {"239", SignState::signed_non_negative, "ef"},
    {"240", SignState::signed_non_negative, "f0f0"},
    {"24384", SignState::signed_non_negative, "f1405f"},
    {"9223372036854775807", SignState::signed_non_negative, "f7ffffffffffffff7f"},
    {"-1", SignState::negative, "f0ff"},
    {"-15", SignState::negative, "f0f1"},
    {"-16", SignState::negative, "f0f0"},
    {"-17", SignState::negative, "ef"},
    {"-18", SignState::negative, "ee"},
    {"-128", SignState::negative, "80"},
    {"-255", SignState::negative, "01"},
    {"-256", SignState::negative, "00"},
    {"-257", SignState::negative, "f1fffe"},
    {"-32768", SignState::negative, "f10080"},
    {"-65536", SignState::negative, "f10000"},
    {"-65537", SignState::negative, "f2fffffe"},
    {"-16777216", SignState::negative, "f2000000"},
    {"-2147483648", SignState::negative, "f300000080"},
    {"-1099511627777", SignState::negative, "f5fffffffffffe"},
    {"-9223372036854775808", SignState::negative, "f70000000000000080"},
    {"-18446744073709551616", SignState::negative, "f70000000000000000"},
    {"-18446744073709551617", SignState::negative, "f8fffffffffffffffffe"},
    {"-11807802711211652056", SignState::negative, "f728cc559cfe41225c"},
    {"-79228162514264337593543950336", SignState::negative, "fb000000000000000000000000"},
    {"-1329227995784915872903807060280344576", SignState::negative,
     "fe000000000000000000000000000000"},
    {"-1329227995784915872903807060280344577", SignState::negative,
     "fffffffffffffffffffffffffffffffffe"},
    {"-170141183460469231731687303715884105728", SignState::negative,
     "ff00000000000000000000000000000080"},
};

/// A buffer of exact size, so that a sanitizer detects reads past the end.
LoadedInteger load(const std::vector<std::byte>& bytes, SignState state) {
    return load_integer(bytes.data(), bytes.size(), state);
}

std::vector<std::byte> stored(const Integer& number) {
    std::vector<std::byte> bytes(max_integer_size);
    bytes.resize(static_cast<std::size_t>(store_integer(bytes.data(), number) - bytes.data()));
    return bytes;
}

}  // namespace

TEST_CASE("known bytes, both ways") {
    for (const Row& row : rows) {
        CAPTURE(row.number);
        const auto bytes = from_hex(row.bytes);
        const Integer number = *Integer::parse(row.number);
        CHECK(stored(number) == bytes);
        CHECK(integer_size(number) == bytes.size());

        const LoadedInteger loaded = load(bytes, row.state);
        CHECK(loaded.size == bytes.size());
        const auto value = Integer::from_bits(loaded.bits, row.state);
        CHECK(value == number);
        CHECK(value->sign_state() == row.state);

        // The bytes after the integer are neither required nor read as its content.
        for (std::size_t count = 1; count <= max_integer_size; ++count) {
            auto longer = bytes;
            longer.resize(bytes.size() + count, std::byte{0x5A});
            CHECK(load(longer, row.state).bits == loaded.bits);
        }
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const std::vector<std::byte> prefix(bytes.begin(),
                                                bytes.begin() + static_cast<int>(size));
            CHECK(load(prefix, row.state).size == 0);
        }
    }
}

TEST_CASE("numbers without a sign are stored as the same Integer") {
    for (unsigned shift = 0; shift < 64; ++shift) {
        for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
            const std::uint64_t number = (std::uint64_t{1} << shift) + offset;
            std::array<std::byte, max_integer_size> buffer{};
            const std::byte* const begin = buffer.data();
            const std::byte* const end = store_unsigned(buffer.data(), number);
            CHECK(std::vector<std::byte>(begin, end) == stored(number));
        }
    }
    for (unsigned number = 0; number < 300; ++number) {
        std::array<std::byte, max_integer_size> buffer{};
        CHECK(store_unsigned(buffer.data(), number) - buffer.data() ==
              static_cast<std::ptrdiff_t>(stored(number).size()));
    }
}

TEST_CASE("longer than minimal is read all the same") {
    struct Longer {
        const char* bytes;
        SignState state;
        Integer number;
    };
    const Longer longer[] = {
        {"f000", SignState::unsigned_number, 0},
        {"f005", SignState::unsigned_number, 5},
        {"f10500", SignState::signed_non_negative, 5},
        {"f7ff00000000000000", SignState::unsigned_number, 255},
        {"f8ff0000000000000000", SignState::unsigned_number, 255},
        {"ff00000000000000000000000000000000", SignState::unsigned_number, 0},
        {"f0ef", SignState::negative, -17},
        {"f1ffff", SignState::negative, -1},
        {"f7ffffffffffffffff", SignState::negative, -1},
        {"f8ffffffffffffffffff", SignState::negative, -1},
        {"ff00ffffffffffffffffffffffffffffff", SignState::negative, -256},
    };
    for (const Longer& row : longer) {
        CAPTURE(row.bytes);
        const auto bytes = from_hex(row.bytes);
        const LoadedInteger loaded = load(bytes, row.state);
        CHECK(loaded.size == bytes.size());
        CHECK(loaded.size > integer_size(row.number));
        CHECK(Integer::from_bits(loaded.bits, row.state) == row.number);
    }
}

TEST_CASE("integers of up to 64 bits are scanned, others given up") {
    struct Scanned {
        const char* hex;
        SignState state;
        std::size_t size;
        std::uint64_t low;
    };
    for (const Scanned row : {
             Scanned{"05", SignState::unsigned_number, 1, 5},
             Scanned{"ef", SignState::signed_non_negative, 1, 239},
             Scanned{"ef", SignState::negative, 1, static_cast<std::uint64_t>(-17)},
             Scanned{"f0ff", SignState::negative, 2, static_cast<std::uint64_t>(-1)},
             Scanned{"f1e803", SignState::unsigned_number, 3, 1000},
             Scanned{"f118fc", SignState::negative, 3, static_cast<std::uint64_t>(-1000)},
             Scanned{"f7ffffffffffffffff", SignState::unsigned_number, 9, ~std::uint64_t{0}},
             Scanned{"f8000000000000000001", SignState::unsigned_number, 0, 0},
         }) {
        CAPTURE(std::string(row.hex));
        auto bytes = from_hex(row.hex);
        bytes.resize(bytes.size() + souris::detail::short_integer_room);
        std::uint64_t low = 0;
        const std::byte* const end = row.size != 0 ? bytes.data() + row.size : nullptr;
        CHECK(souris::detail::scan_integer(bytes.data(), row.state, false, low) == end);
        CHECK(low == row.low);
        if (row.size > 1)
            CHECK(souris::detail::scan_integer(bytes.data(), row.state, true, low) == nullptr);
    }
}

TEST_CASE("sixteen bytes without the top bit are no negative number") {
    for (const char* bytes :
         {"ff00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff7f"}) {
        const LoadedInteger loaded = load(from_hex(bytes), SignState::negative);
        CHECK(loaded.size == 17);
        CHECK(Integer::from_bits(loaded.bits, SignState::negative).error() ==
              souris::ErrorCode::invalid_negative);
    }
}

TEST_CASE("every first byte, every length, both fills") {
    for (int first = 0; first < 256; ++first) {
        const auto length = static_cast<std::size_t>(first < 240 ? 0 : first - 239);
        for (const SignState state : {SignState::unsigned_number, SignState::negative}) {
            std::vector<std::byte> bytes{static_cast<std::byte>(first)};
            std::array<std::uint8_t, 16> content{};
            content.fill(state == SignState::negative ? 0xFF : 0);
            if (length == 0) content[0] = static_cast<std::uint8_t>(first);
            for (std::size_t i = 0; i < length; ++i) {
                content[i] = static_cast<std::uint8_t>(0x81 + 7 * i);
                bytes.push_back(static_cast<std::byte>(content[i]));
            }
            Wide expected;
            for (std::size_t i = 16; i-- > 0;) {
                expected = wide_add(wide_shift_left(expected, 8), {0, content[i]});
            }
            CHECK(load(bytes, state).bits == expected);
            CHECK(load(bytes, state).size == 1 + length);
        }
    }
    static_assert(integer_size(239) == 1 && integer_size(240) == 2 && integer_size(-256) == 1);
    CHECK(integer_size(-16) == 2);
}
