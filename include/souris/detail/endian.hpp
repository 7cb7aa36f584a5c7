// SPDX-License-Identifier: MIT
// Internal: serves <souris/cursor.hpp> and <souris/sink.hpp>.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// @file
/// Unaligned little-endian loads and stores without checks: the caller guarantees the room.

namespace souris { inline namespace v0 {

namespace detail {

template <std::size_t size>
struct UnsignedOfSize;
template <>
struct UnsignedOfSize<1> {
    using type = std::uint8_t;
};
template <>
struct UnsignedOfSize<2> {
    using type = std::uint16_t;
};
template <>
struct UnsignedOfSize<4> {
    using type = std::uint32_t;
};
template <>
struct UnsignedOfSize<8> {
    using type = std::uint64_t;
};

/// Reverses a number's bytes on machines that are not little-endian.
template <std::unsigned_integral T>
[[nodiscard]] constexpr T little_endian(T value) noexcept {
    if constexpr (std::endian::native == std::endian::little || sizeof(T) == 1) {
        return value;
    } else {
        T reversed = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            reversed = static_cast<T>((reversed << 8U) | ((value >> (8 * i)) & 0xFFU));
        }
        return reversed;
    }
}

}  // namespace detail

/// Integers and floating point numbers of 1, 2, 4 or 8 bytes.
template <class T>
concept Scalar = std::integral<T> || std::same_as<T, float> || std::same_as<T, double>;

/// The number in the first sizeof(T) bytes of `from`.
template <Scalar T>
[[nodiscard]] T load_little_endian(const std::byte* from) noexcept {
    typename detail::UnsignedOfSize<sizeof(T)>::type bits;
    std::memcpy(&bits, from, sizeof bits);
    return std::bit_cast<T>(detail::little_endian(bits));
}

/// Writes `value` to the first sizeof(T) bytes of `to`.
template <Scalar T>
void store_little_endian(std::byte* to, T value) noexcept {
    const auto bits = detail::little_endian(
        std::bit_cast<typename detail::UnsignedOfSize<sizeof(T)>::type>(value));
    std::memcpy(to, &bits, sizeof bits);
}

}}  // namespace souris::v0
