// SPDX-License-Identifier: MIT
// Internal: serves <souris/decoder.hpp> and <souris/encoder.hpp>.
#pragma once

#include <bit>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

#include <souris/config.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/floating.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/detail/tag.hpp>
#include <souris/integer.hpp>
#include <souris/type.hpp>

/// @file
/// The words that the library's readers and writers are made of: how a value's tag, a number after
/// it, the head of a container and the head of raw text stand in bytes. tag.hpp has the bits of a
/// tag, integer_wire.hpp the encoding of an Integer; no other file has either.
///
/// A `put_` function writes to `out`, which must have room, and returns the end of what it wrote. A
/// scalar, a head, or a tag with any integer needs no more than `scalar_room` bytes, including
/// those overwritten behind it.

namespace souris { inline namespace v0 { namespace detail {

/// Maximum size of a scalar with its tag, including bytes overwritten behind it.
inline constexpr std::size_t scalar_room = 1 + max_integer_size;

/// Size of the head of text that is no longer than `max_short_length`.
inline constexpr std::size_t short_head_size = 2;

/// The type of a C++ number that is written with a fixed size.
template <FormatFloat T>
inline constexpr Type float_type = std::same_as<T, float> ? Type::float32 : Type::float64;

/// The sign state of the numbers of an integer type that are not negative, as in a `Value`.
template <ShortInteger T>
inline constexpr SignState sign_state_of = T(-1) < T(0) ? SignState::signed_non_negative
                                                        : SignState::unsigned_number;

/// The tag at `from`.
[[nodiscard]] inline Tag tag_at(const std::byte* from) noexcept {
    return {std::to_integer<std::uint8_t>(*from)};
}

/// The byte of a tag without further bits, or with the flag: a coded string, true.
[[nodiscard]] constexpr std::byte tag_byte(Type type, bool flag = false) noexcept {
    return std::byte{make_tag(type, flag ? 1 : 0).byte};
}

constexpr std::byte* put_tag(std::byte* out, Type type, unsigned low = 0) noexcept {
    *out = std::byte{make_tag(type, low).byte};
    return out + 1;
}

constexpr std::byte* put_boolean(std::byte* out, bool value) noexcept {
    return put_tag(out, Type::boolean, value ? 1 : 0);
}

/// A float whose bits are given, which a NaN may lose as a number.
template <FormatFloat T>
std::byte* put_float_bits(std::byte* out, typename FloatingBits<T>::Word bits) noexcept {
    store_little_endian(put_tag(out, float_type<T>), bits);
    return out + 1 + sizeof bits;
}

template <FormatFloat T>
std::byte* put_float(std::byte* out, T value) noexcept {
    return put_float_bits<T>(out, std::bit_cast<typename FloatingBits<T>::Word>(value));
}

/// The tag of an integer, whose encoding follows.
constexpr std::byte* put_integer_tag(std::byte* out, SignState state) noexcept {
    return put_tag(out, Type::integer, static_cast<unsigned>(state));
}

inline std::byte* put_integer(std::byte* out, const Integer& integer) noexcept {
    return store_integer(put_integer_tag(out, integer.sign_state()), integer);
}

/// `put_integer` for a number whose high half is only the sign.
inline std::byte* put_low_half(std::byte* out, SignState state, std::uint64_t low) noexcept {
    return store_low_half(put_integer_tag(out, state), low, sign_fill(state));
}

/// `put_integer` for a number whose size is unpredictable.
template <ShortInteger T>
[[nodiscard]] inline std::byte* put_unpredictable(std::byte* out, T value) noexcept {
    const SignState state = value < T{} ? SignState::negative : sign_state_of<T>;
    return store_unpredictable(put_integer_tag(out, state), value);
}

/// The head of an array or a map.
inline std::byte* put_container(std::byte* out, Type type, std::size_t count) noexcept {
    assert(type == Type::array || type == Type::map);
    if (count <= max_inline_count) return put_tag(out, type, static_cast<unsigned>(count) << 1U);
    return store_unsigned(put_tag(out, type, 1), count);
}

/// The head of raw text of `size` bytes.
inline std::byte* put_text_head(std::byte* out, std::size_t size) noexcept {
    return store_unsigned(put_tag(out, Type::string), size);
}

/// The same for at most `max_short_length` bytes: exactly `short_head_size`.
constexpr std::byte* put_short_text_head(std::byte* out, std::size_t size) noexcept {
    // A member's name that is too long is refused elsewhere, in better words.
    assert(std::is_constant_evaluated() || size <= max_short_length);
    put_tag(out, Type::string);
    out[1] = static_cast<std::byte>(size);
    return out + short_head_size;
}

/// Raw text. Needs `scalar_room` bytes more than its own.
inline std::byte* put_text(std::byte* out, std::string_view text) noexcept {
    std::byte* const content = put_text_head(out, text.size());
    if (!text.empty()) std::memcpy(content, text.data(), text.size());
    return content + text.size();
}

/// Size of the raw text whose head is at `from`; more than `max_short_length` if it is longer than
/// that, or no raw text. `short_head_size` bytes must be readable.
[[nodiscard]] inline std::size_t short_text_length(const std::byte* from) noexcept {
    if (from[0] != tag_byte(Type::string)) return ~std::size_t{0};
    return std::to_integer<std::size_t>(from[1]);
}

/// The head of a container: its count, and its own size.
struct ShortHead {
    std::size_t count;
    /// 0: not a container of that type, or a count of several bytes.
    std::size_t size;
};

/// Reads the head of an array or a map if it takes at most two bytes, of which `available`, at
/// least one, may be read.
[[nodiscard]] SOURIS_ALWAYS_INLINE inline ShortHead take_short_head(const std::byte* from,
                                                                    std::size_t available,
                                                                    Type type) noexcept {
    assert(available >= 1 && (type == Type::array || type == Type::map));
    constexpr unsigned no_inline_count = 0xF1;
    const Tag tag = tag_at(from);
    if ((tag.byte & no_inline_count) == make_tag(type).byte) return {tag.inline_count(), 1};
    if (tag.byte != make_tag(type, 1).byte || available < 2) return {};
    const auto count = std::to_integer<std::size_t>(from[1]);
    if (count > max_short_length) return {};
    return {count, 2};
}

/// The number of bytes that `take_unpredictable` may read.
inline constexpr std::ptrdiff_t tagged_room = 1 + short_integer_room;

/// The eight bytes at `from`, with zeros for bytes after the end of the input. The input must have
/// at least eight bytes.
[[nodiscard]] inline std::uint64_t load_before_end(const std::byte* from,
                                                   const std::byte* end) noexcept {
    assert(from <= end);
    const std::byte* const last = end - sizeof(std::uint64_t);
    const auto behind = from > last ? static_cast<unsigned>(from - last) : 0;
    // Two shifts, since shifting by all 64 bits at once is undefined.
    return load_little_endian<std::uint64_t>(from - behind) >> (4 * behind) >> (4 * behind);
}

/// Reads an integer with its tag. At least two bytes must be there, and `tagged_room` if
/// `has_room`; the whole input must have eight bytes. Returns the bytes read, or 0 if there is no
/// integer or it does not fit. Has no branch that depends on the number, since such a branch is
/// unpredictable.
template <bool has_room, ShortInteger T>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline std::size_t take_unpredictable(const std::byte* from,
                                                                         const std::byte* end,
                                                                         T& value) noexcept {
    assert(end - from >= (has_room ? tagged_room : 2));
    using Range = std::numeric_limits<T>;
    const auto [size, content, mask] =
        load_unpredictable(from + 1, [end](const std::byte* at) SOURIS_ALWAYS_INLINE {
            return has_room ? load_little_endian<std::uint64_t>(at) : load_before_end(at, end);
        });
    // The sign states, from 0 on, if it is an integer.
    const auto state = std::to_integer<std::uint64_t>(from[0]) - make_tag(Type::integer).byte;
    bool is_right = size <= std::uint64_t{short_integer_room};
    if constexpr (!has_room) is_right &= size < static_cast<std::uint64_t>(end - from);
    if constexpr (T(-1) < T(0)) {
        const std::uint64_t is_negative =
            state == static_cast<std::uint64_t>(SignState::negative) ? 1 : 0;
        const auto number =
            static_cast<std::int64_t>(content | ((std::uint64_t{0} - is_negative) & ~mask));
        is_right &= state <= static_cast<std::uint64_t>(SignState::negative);
        is_right &= (number < 0 ? 1U : 0U) == is_negative;
        is_right &= number >= Range::min();
        is_right &= number <= Range::max();
        value = static_cast<T>(number);
    } else {
        is_right &= state <= static_cast<std::uint64_t>(SignState::signed_non_negative);
        is_right &= content <= Range::max();
        value = static_cast<T>(content);
    }
    return is_right ? static_cast<std::size_t>(1 + size) : 0;
}

/// Reads a boolean. At least one byte must be there. Returns the end; nullptr if it is none.
[[nodiscard]] SOURIS_ALWAYS_INLINE inline const std::byte* take_boolean(const std::byte* from,
                                                                        void* part) noexcept {
    constexpr std::byte true_tag = tag_byte(Type::boolean, true);
    if ((*from | std::byte{1}) != true_tag) return nullptr;
    const bool value = *from == true_tag;
    std::memcpy(part, &value, sizeof value);
    return from + 1;
}

/// Size of a float with its tag.
template <FormatFloat T>
inline constexpr std::size_t tagged_float_size = 1 + sizeof(T);

/// Reads a float of this type. `tagged_float_size` bytes must be there. Returns the end; nullptr if
/// it is none. Moves the bits, which a NaN may lose as a number.
template <FormatFloat T>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline const std::byte* take_float(const std::byte* from,
                                                                      void* part) noexcept {
    if (*from != tag_byte(float_type<T>)) return nullptr;
    const auto bits = load_little_endian<typename FloatingBits<T>::Word>(from + 1);
    std::memcpy(part, &bits, sizeof bits);
    return from + tagged_float_size<T>;
}

/// Whether four integers of one byte each, all with the tag `tag`, are at `from`.
[[nodiscard]] inline bool are_small_integers(const std::byte* from, Tag tag) noexcept {
    constexpr std::uint64_t each = 0x0001000100010001;
    const auto word = load_little_endian<std::uint64_t>(from);
    const std::uint64_t tags = word & (each * 0xFF);
    const std::uint64_t contents = (word >> 8U) & (each * 0xFF);
    return tags == each * tag.byte && are_small(contents);
}

/// The number of integers that `take_small_integers` reads, and of the bytes that these take.
inline constexpr std::size_t small_group = 4;
inline constexpr std::size_t small_group_size = 2 * small_group;

/// Reads a group of small integers that are not negative. `small_group_size` bytes must be there.
/// False, having read nothing, if there are others or they do not fit.
template <ShortInteger T>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline bool take_small_integers(const std::byte* from,
                                                                   T* numbers) noexcept {
    const Tag tag = tag_at(from);
    const unsigned state = tag.byte ^ make_tag(Type::integer).byte;
    if (state > static_cast<unsigned>(SignState::signed_non_negative)) return false;
    if (!are_small_integers(from, tag)) return false;
    if constexpr (sizeof(T) == 1 && T(-1) < T(0)) {
        constexpr std::uint64_t high_bits = 0x8000800080008000;
        if ((load_little_endian<std::uint64_t>(from) & high_bits) != 0) return false;
    }
    for (std::size_t i = 0; i != small_group; ++i)
        numbers[i] = static_cast<T>(from[2 * i + 1]);
    return true;
}

}}}  // namespace souris::v0::detail
