// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

#include <souris/detail/integer_traits.hpp>
#include <souris/type.hpp>

/// @file
/// A value begins with a tag of one byte:
///
///     high half  the type
///     low half   string: bit 0, coded           binary: compression id      boolean: bit 0
///                integer, timestamp: sign state complex: form 0 to 9        others: 0
///                array, map: bit 0 clear: count in bits 1 to 3; set: the count follows

namespace souris { inline namespace v0 { namespace detail {

struct Tag {
    std::uint8_t byte;

    [[nodiscard]] constexpr Type type() const noexcept { return static_cast<Type>(byte >> 4U); }
    [[nodiscard]] constexpr std::uint8_t low() const noexcept { return byte & 0x0FU; }
    /// A coded string, a true boolean, or a count outside the tag.
    [[nodiscard]] constexpr bool flag() const noexcept { return (byte & 1U) != 0; }
    [[nodiscard]] constexpr std::size_t inline_count() const noexcept { return low() >> 1U; }
    /// Whether the tag has a valid sign state: one of the four values of the two bits is
    /// unassigned.
    [[nodiscard]] constexpr bool has_sign_state() const noexcept { return (byte & 3U) != 3; }
    /// Whether a complex number has this form, of two doubles; else of two Integers.
    [[nodiscard]] constexpr bool is_polar() const noexcept { return low() == 0; }
    [[nodiscard]] constexpr SignState sign_state() const noexcept {
        assert(has_sign_state());
        return static_cast<SignState>(byte & 3U);
    }
};

[[nodiscard]] constexpr Tag make_tag(Type type, unsigned low = 0) noexcept {
    assert(low <= 0x0FU);
    return {static_cast<std::uint8_t>((static_cast<unsigned>(type) << 4U) | low)};
}

/// The greatest count that a writer puts into the tag. Seven would fit, but sourisdb never writes
/// it.
inline constexpr std::size_t max_inline_count = 6;

/// Whether a writer puts `count` into the tag.
[[nodiscard]] constexpr bool is_inline(std::size_t count) noexcept {
    return count <= max_inline_count;
}

/// Meaningful bits of the low half, for each type.
[[nodiscard]] constexpr std::uint8_t used_bits(Tag tag) noexcept {
    switch (tag.type()) {
        case Type::string:
        case Type::boolean:
            return 0x1;
        case Type::integer:
        case Type::timestamp:
            return 0x3;
        case Type::binary:
        case Type::complex:
            return 0xF;
        case Type::array:
        case Type::map:
            return tag.flag() ? 0x1 : 0xE;
        default:
            return 0;
    }
}

/// Whether bits without a meaning are set.
[[nodiscard]] constexpr bool has_reserved_bits(Tag tag) noexcept {
    return (tag.low() & ~used_bits(tag)) != 0;
}

/// The sign states of a cartesian complex number's parts.
struct ComplexForm {
    SignState real;
    SignState imaginary;
    friend constexpr bool operator==(const ComplexForm&, const ComplexForm&) = default;
};

/// Forms 1 to 9, in order; 0 is polar.
inline constexpr ComplexForm cartesian_forms[] = {
    {SignState::unsigned_number, SignState::unsigned_number},
    {SignState::unsigned_number, SignState::signed_non_negative},
    {SignState::signed_non_negative, SignState::unsigned_number},
    {SignState::unsigned_number, SignState::negative},
    {SignState::negative, SignState::unsigned_number},
    {SignState::signed_non_negative, SignState::signed_non_negative},
    {SignState::signed_non_negative, SignState::negative},
    {SignState::negative, SignState::signed_non_negative},
    {SignState::negative, SignState::negative},
};
inline constexpr std::uint8_t cartesian_form_count = 9;

/// Smallest size in bytes of an element of an array, of a map's key, which is a string, and of an
/// entry of a map.
inline constexpr std::size_t min_element_size = 1;
inline constexpr std::size_t min_key_size = 2;
inline constexpr std::size_t min_entry_size = min_key_size + min_element_size;

}}}  // namespace souris::v0::detail
