// SPDX-License-Identifier: MIT
// Internal: serves <souris/value.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <souris/config.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/detail/ticks.hpp>

/// @file
/// The types of the standard library that a `Value` is made of by their interface, so that none of
/// their headers is needed; and those of which it deliberately is not.

namespace souris { inline namespace v0 {

class Value;

namespace detail {

/// C++ types that convert to an integer: all integer types except character types.
template <class T>
concept Countable =
    AnyInteger<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
    !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// `number` as an index; one that no array has if it is out of range.
template <Countable T>
[[nodiscard]] constexpr std::size_t index_of(T number) noexcept {
    const auto index = static_cast<std::size_t>(number);
    const bool is_kept = !(number < T{}) && static_cast<T>(index) == number;
    return is_kept ? index : std::numeric_limits<std::size_t>::max();
}

/// Types with constructors of their own: text, which has traits, and bytes.
template <class T>
concept TextOrBytes = requires {
    typename T::traits_type;
}
|| std::convertible_to<const T&, std::string_view> ||
    std::convertible_to<const T&, std::span<const std::byte>>;

/// A container or span of what a `Value` is made of: an array.
template <class T>
concept ValueSequence = requires(const T& source) {
    typename T::value_type;
    source.begin();
    source.end();
}
&&!TextOrBytes<T> && !std::same_as<typename T::value_type, T> &&
    std::is_constructible_v<Value, const typename T::value_type&>;

/// A container of pairs with unique keys, which are text: a map.
template <class T>
concept ValueDictionary = requires(const T& source, const typename T::key_type& key) {
    source.begin()->second;
    source.end();
    source.at(key);
}
&&std::convertible_to<const typename T::key_type&, std::string_view>&&
    std::is_constructible_v<Value, const typename T::mapped_type&>;

template <class T>
inline constexpr bool is_value_optional = false;
template <class T>
inline constexpr bool is_value_optional<std::optional<T>> =
    std::is_constructible_v<Value, const T&>;

/// What a `Value` is made of by its interface.
template <class T>
concept ValueSource =
    ValueDictionary<T> || ValueSequence<T> || is_value_optional<T> || SystemTime<T>;

template <ValueSource T>
[[nodiscard]] Value value_of(const T& source);

/// Structs, which become a `Value` by their `Codec` alone.
template <class T>
concept PlainStruct = std::is_class_v<T> && std::is_aggregate_v<T> && !TextOrBytes<T> &&
                      !ValueSource<T> && !requires(const T& source) {
    source.operator Value();
};

/// Numbers and pointers of which a `Value` could be several things.
template <class T>
concept AmbiguousScalar = (std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                           std::is_pointer_v<T>)&&!std::convertible_to<T, std::string_view> &&
                          !Countable<T> && !std::same_as<T, bool> && !std::same_as<T, char32_t> &&
                          !std::same_as<T, float> && !std::same_as<T, double>;

}  // namespace detail

}}  // namespace souris::v0
