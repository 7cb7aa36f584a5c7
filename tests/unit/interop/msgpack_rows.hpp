// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <souris/value.hpp>

#include "support/hex.hpp"
#include "support/signalling_nan.hpp"

namespace souris::test {

/// A value and all its encodings in MessagePack, the one written first.
struct MsgpackRow {
    Value value;
    std::vector<std::string_view> hex;
};

/// The least and greatest value of every format, and other encodings of the same number or text.
inline std::vector<MsgpackRow> msgpack_rows() {
    const auto time = [](std::string_view text) { return Value(Timestamp::parse(text).value()); };
    const auto binary = [](std::string_view hex) { return Value(from_hex(hex)); };
    std::vector<MsgpackRow> rows{
        {nullptr, {"c0"}},
        {false, {"c2"}},
        {true, {"c3"}},
        // Non-negative numbers.
        {0,
         {"00", "cc00", "cd0000", "ce00000000", "cf0000000000000000", "d000", "d10000",
          "d200000000", "d30000000000000000"}},
        {1,
         {"01", "cc01", "cd0001", "ce00000001", "cf0000000000000001", "d001", "d10001",
          "d200000001", "d30000000000000001"}},
        {127,
         {"7f", "cc7f", "cd007f", "ce0000007f", "cf000000000000007f", "d07f", "d1007f",
          "d20000007f", "d3000000000000007f"}},
        {128,
         {"cc80", "cd0080", "ce00000080", "cf0000000000000080", "d10080", "d200000080",
          "d30000000000000080"}},
        {255,
         {"ccff", "cd00ff", "ce000000ff", "cf00000000000000ff", "d100ff", "d2000000ff",
          "d300000000000000ff"}},
        {256,
         {"cd0100", "ce00000100", "cf0000000000000100", "d10100", "d200000100",
          "d30000000000000100"}},
        {65535, {"cdffff", "ce0000ffff", "cf000000000000ffff", "d20000ffff", "d3000000000000ffff"}},
        {65536, {"ce00010000", "cf0000000000010000", "d200010000", "d30000000000010000"}},
        {2147483647, {"ce7fffffff", "cf000000007fffffff", "d27fffffff", "d3000000007fffffff"}},
        {2147483648U, {"ce80000000", "cf0000000080000000", "d30000000080000000"}},
        {4294967295U, {"ceffffffff", "cf00000000ffffffff", "d300000000ffffffff"}},
        {4294967296U, {"cf0000000100000000", "d30000000100000000"}},
        {std::numeric_limits<std::int64_t>::max(), {"cf7fffffffffffffff", "d37fffffffffffffff"}},
        {std::uint64_t{1} << 63U, {"cf8000000000000000"}},
        {std::numeric_limits<std::uint64_t>::max(), {"cfffffffffffffffff"}},
        // Negative numbers.
        {-1, {"ff", "d0ff", "d1ffff", "d2ffffffff", "d3ffffffffffffffff"}},
        {-32, {"e0", "d0e0", "d1ffe0", "d2ffffffe0", "d3ffffffffffffffe0"}},
        {-33, {"d0df", "d1ffdf", "d2ffffffdf", "d3ffffffffffffffdf"}},
        {-128, {"d080", "d1ff80", "d2ffffff80", "d3ffffffffffffff80"}},
        {-129, {"d1ff7f", "d2ffffff7f", "d3ffffffffffffff7f"}},
        {-32768, {"d18000", "d2ffff8000", "d3ffffffffffff8000"}},
        {-32769, {"d2ffff7fff", "d3ffffffffffff7fff"}},
        {-2147483648, {"d280000000", "d3ffffffff80000000"}},
        {-2147483649, {"d3ffffffff7fffffff"}},
        {std::numeric_limits<std::int64_t>::min(), {"d38000000000000000"}},
        // Floating point numbers, in both widths.
        {0.0F, {"ca00000000"}},
        {-0.5F, {"cabf000000"}},
        {0.5, {"cb3fe0000000000000"}},
        {-0.0, {"cb8000000000000000"}},
        {1.1, {"cb3ff199999999999a"}},
        // Text with characters of one byte, and of several.
        {"", {"a0", "d900", "da0000", "db00000000"}},
        {"a", {"a161", "d90161", "da000161", "db0000000161"}},
        {"1234567890123456789012345678901",
         {"bf31323334353637383930313233343536373839303132333435363738393031",
          "d91f31323334353637383930313233343536373839303132333435363738393031"}},
        {"12345678901234567890123456789012",
         {"d9203132333435363738393031323334353637383930313233343536373839303132",
          "da00203132333435363738393031323334353637383930313233343536373839303132"}},
        {"\xD0\x9F\xD1\x80\xD0\xB8", {"a6d09fd180d0b8", "d906d09fd180d0b8"}},
        {"\xE3\x81\x82", {"a3e38182", "d903e38182", "da0003e38182"}},
        {"\xE2\x9D\xA4", {"a3e29da4", "d903e29da4"}},
        {"\xF0\x9F\x8D\xBA", {"a4f09f8dba", "d904f09f8dba"}},
        // Binary.
        {binary(""), {"c400", "c50000", "c600000000"}},
        {binary("01"), {"c40101", "c5000101", "c60000000101"}},
        {binary("00ff"), {"c40200ff", "c5000200ff", "c60000000200ff"}},
        // Containers.
        {Array{}, {"90", "dc0000", "dd00000000"}},
        {Array{1}, {"9101", "dc000101", "dd0000000101"}},
        {Array{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
         {"9f0102030405060708090a0b0c0d0e0f", "dc000f0102030405060708090a0b0c0d0e0f"}},
        {Array{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
         {"dc00100102030405060708090a0b0c0d0e0f10", "dd000000100102030405060708090a0b0c0d0e0f10"}},
        {Array{"a"}, {"91a161", "dc0001a161", "dd00000001a161"}},
        {Map{}, {"80", "de0000", "df00000000"}},
        {Map{{"a", 1}}, {"81a16101", "de0001a16101", "df00000001a16101"}},
        {Map{{"a", "A"}}, {"81a161a141", "de0001a161a141", "df00000001a161a141"}},
        // Containers in containers.
        {Array{Value(Array{})}, {"9190", "dc000190", "dd0000000190"}},
        {Array{Map{}}, {"9180", "dc000180", "dd0000000180"}},
        {Map{{"a", Map{}}}, {"81a16180", "de0001a16180", "df00000001a16180"}},
        {Map{{"a", Array{}}}, {"81a16190", "de0001a16190", "df00000001a16190"}},
        // Timestamps of 32, 64 and 96 bits.
        {time("2018-01-02T03:04:05"),
         {"d6ff5a4af6a5", "d7ff000000005a4af6a5", "c70cff00000000000000005a4af6a5"}},
        {time("2018-01-02T03:04:05.678901234"),
         {"d7ffa1dcd7c85a4af6a5", "c70cff287735f2000000005a4af6a5"}},
        {time("1970-01-01T00:00:00"), {"d6ff00000000", "d7ff0000000000000000"}},
        {time("2106-02-07T06:28:15"), {"d6ffffffffff", "c70cff0000000000000000ffffffff"}},
        {time("2106-02-07T06:28:16"), {"d7ff0000000100000000"}},
        {time("2106-02-07T06:28:15.999999999"), {"d7ffee6b27fcffffffff"}},
        {time("2514-05-30T01:53:03.999999999"), {"d7ffee6b27ffffffffff"}},
        {time("2514-05-30T01:53:04"), {"c70cff000000000000000400000000"}},
        {time("1969-12-31T23:59:59"), {"c70cff00000000ffffffffffffffff"}},
        {time("1969-12-31T23:59:59.999999999"), {"c70cff3b9ac9ffffffffffffffffff"}},
        {time("0001-01-01T00:00:00"), {"c70cff00000000fffffff1886e0900"}},
        {time("9999-12-31T23:59:59.999999999"), {"c70cff3b9ac9ff0000003afff4417f"}},
        {time("-2147483648-01-01T00:00:00"), {"c70cff00000000ff0f3d45868b0a80"}},
    };
#if SOURIS_TEST_HAS_SIGNALLING_NANS
    rows.push_back({std::bit_cast<float>(0x7F800001U), {"ca7f800001"}});
    rows.push_back({std::bit_cast<double>(0x7FF0000000000001U), {"cb7ff0000000000001"}});
#endif
    return rows;
}

}  // namespace souris::test
