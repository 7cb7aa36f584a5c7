// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <souris/detail/associative_codecs.hpp>
#include <souris/detail/container_memory.hpp>
#include <souris/detail/tuple_codecs.hpp>
#include <souris/object_codec.hpp>

/// @file
/// Detects objects that hold views into the input.

namespace souris { inline namespace v0 { namespace detail {

template <class T, class... Outer>
[[nodiscard]] consteval bool holds_views() noexcept;

/// For types whose template arguments are their parts.
template <class T, class... Outer>
inline constexpr bool parts_hold_views = false;
template <class... Parts, class... Outer>
inline constexpr bool parts_hold_views<std::tuple<Parts...>, Outer...> =
    (holds_views<Parts, Outer...>() || ...);
template <class First, class Second, class... Outer>
inline constexpr bool parts_hold_views<std::pair<First, Second>, Outer...> =
    holds_views<First, Outer...>() || holds_views<Second, Outer...>();
template <class... Parts, class... Outer>
inline constexpr bool parts_hold_views<std::variant<Parts...>, Outer...> =
    (holds_views<Parts, Outer...>() || ...);
template <class T, std::size_t size, class... Outer>
inline constexpr bool parts_hold_views<std::array<T, size>, Outer...> = holds_views<T, Outer...>();

/// Whether an object contains a view. `Outer` are the enclosing types, which may recur in their
/// parts.
template <class T, class... Outer>
[[nodiscard]] consteval bool holds_views() noexcept {
    using Type = std::remove_all_extents_t<std::remove_cv_t<T>>;
    if constexpr ((std::same_as<Type, Outer> || ...)) {
        return false;
    } else if constexpr (std::same_as<Type, std::string_view> ||
                         std::same_as<Type, std::u8string_view> ||
                         std::same_as<Type, std::span<const std::byte>>) {
        return true;
    } else if constexpr (!std::is_class_v<Type>) {
        return false;
    } else if constexpr (std::is_base_of_v<ClassCodec, Codec<Type>> && HasMembers<Type>) {
        return decltype(ClassMembers<Type>::visit(
            std::declval<Type&>(), []<class... Members>(const Members&...) {
                return std::bool_constant<(holds_views<Members, Type, Outer...>() || ...)>();
            }))::value;
    } else if constexpr (parts_hold_views<Type, Type, Outer...>) {
        return true;
    } else if constexpr (UniquePointer<Type>) {
        return holds_views<typename Type::element_type, Type, Outer...>();
    } else if constexpr (SequenceContainer<Type> || MapContainer<Type> || SetContainer<Type> ||
                         is_optional<Type>) {
        return holds_views<typename Type::value_type, Type, Outer...>();
    } else {
        return false;
    }
}

/// A temporary that owns bytes, for an object with views into them.
template <class T, class Temporary>
concept WouldDangle =
    !std::is_reference_v<Temporary> &&
    !std::ranges::enable_borrowed_range<std::remove_cv_t<Temporary>> &&
    std::convertible_to<Temporary, std::span<const std::byte>> && holds_views<T>();

}}}  // namespace souris::v0::detail
