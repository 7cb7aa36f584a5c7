// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include <souris/address.hpp>
#include <souris/detail/endian.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The address in 4 bytes.
[[nodiscard]] inline Ipv4 load_ipv4(std::span<const std::byte> bytes) noexcept {
    Ipv4 address;
    assert(bytes.size() == address.octets.size());
    std::memcpy(address.octets.data(), bytes.data(), address.octets.size());
    return address;
}

/// The address in 16 bytes, whose groups are little-endian.
[[nodiscard]] inline Ipv6 load_ipv6(std::span<const std::byte> bytes) noexcept {
    Ipv6 address;
    assert(bytes.size() == sizeof address.groups);
    const std::byte* from = bytes.data();
    for (std::uint16_t& group : address.groups) {
        group = load_little_endian<std::uint16_t>(from);
        from += sizeof group;
    }
    return address;
}

}}}  // namespace souris::v0::detail
