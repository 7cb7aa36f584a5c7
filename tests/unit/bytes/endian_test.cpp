// SPDX-License-Identifier: MIT
#include <array>
#include <limits>

#include <doctest/doctest.h>

#include <souris/detail/endian.hpp>

using souris::load_little_endian;
using souris::store_little_endian;

namespace {

/// Whether `value` is stored as `expected` at every alignment without touching other bytes, and
/// loaded back.
template <class T>
void check(T value, std::array<unsigned char, sizeof(T)> expected) {
    for (std::size_t offset = 1; offset <= 8; ++offset) {
        std::array<std::byte, 24> buffer;
        buffer.fill(std::byte{0xA5});
        store_little_endian(buffer.data() + offset, value);
        for (std::size_t i = 0; i < buffer.size(); ++i) {
            const bool inside = i >= offset && i < offset + sizeof(T);
            CHECK(std::to_integer<int>(buffer[i]) == (inside ? expected[i - offset] : 0xA5));
        }
        CHECK(load_little_endian<T>(buffer.data() + offset) == value);
    }
}

}  // namespace

TEST_CASE("least significant byte first, at any address") {
    check<std::uint8_t>(0xF1, {0xF1});
    check<std::int8_t>(-2, {0xFE});
    check<std::uint16_t>(0x0102, {2, 1});
    check<std::int16_t>(-2, {0xFE, 0xFF});
    check<std::uint32_t>(0x01020304, {4, 3, 2, 1});
    check<std::uint64_t>(0x0102030405060708, {8, 7, 6, 5, 4, 3, 2, 1});
    check<std::int64_t>(std::numeric_limits<std::int64_t>::min(), {0, 0, 0, 0, 0, 0, 0, 0x80});
    check<float>(-1.5F, {0, 0, 0xC0, 0xBF});
    check<double>(-0.0, {0, 0, 0, 0, 0, 0, 0, 0x80});
    check<double>(1.0, {0, 0, 0, 0, 0, 0, 0xF0, 0x3F});
}
