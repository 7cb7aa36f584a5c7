// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

/// The 16 alternatives of a value. The number is the high half of the value's tag byte.
enum class Type : std::uint8_t {
    character = 0,
    string = 1,
    binary = 2,
    boolean = 3,
    integer = 4,
    complex = 5,
    timestamp = 6,
    json = 7,
    map = 8,
    null = 9,
    float64 = 10,
    array = 11,
    timezone = 12,
    ipv4 = 13,
    ipv6 = 14,
    float32 = 15,
};

/// Number of types.
inline constexpr unsigned type_count = 16;

/// The type's name as it is spelled above. Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(Type type) noexcept;

}}  // namespace souris::v0
