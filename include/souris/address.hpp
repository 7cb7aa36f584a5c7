// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

/// An IPv4 address.
///
/// @snippet reference_value.cpp address
struct SOURIS_EXPORT Ipv4 {
    /// In network order: {127, 0, 0, 1}.
    std::array<std::uint8_t, 4> octets{};

    constexpr Ipv4() noexcept = default;
    constexpr Ipv4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) noexcept
        : octets{a, b, c, d} {}
    constexpr explicit Ipv4(const std::array<std::uint8_t, 4>& network_order) noexcept
        : octets(network_order) {}

    /// `127.0.0.1`
    [[nodiscard]] std::string to_string() const;

    friend constexpr bool operator==(const Ipv4&, const Ipv4&) noexcept = default;
    friend constexpr auto operator<=>(const Ipv4&, const Ipv4&) noexcept = default;
};

/// An IPv6 address.
///
/// @snippet reference_value.cpp address
struct SOURIS_EXPORT Ipv6 {
    /// In written order, first group first: {0x2001, 0xdb8, 0, 0, 0, 0, 0, 1}.
    std::array<std::uint16_t, 8> groups{};

    constexpr Ipv6() noexcept = default;
    constexpr explicit Ipv6(const std::array<std::uint16_t, 8>& all_groups) noexcept
        : groups(all_groups) {}

    /// The form that RFC 5952 recommends: `2001:db8::1`; a mapped IPv4 address keeps its dotted
    /// form at the end.
    [[nodiscard]] std::string to_string() const;

    friend constexpr bool operator==(const Ipv6&, const Ipv6&) noexcept = default;
    friend constexpr auto operator<=>(const Ipv6&, const Ipv6&) noexcept = default;
};

}}  // namespace souris::v0

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::Ipv4> {
    [[nodiscard]] std::size_t operator()(const souris::Ipv4& value) const noexcept;
};

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::Ipv6> {
    [[nodiscard]] std::size_t operator()(const souris::Ipv6& value) const noexcept;
};
