// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/describe.hpp>
#include <souris/detail/builtin_kind.hpp>
#include <souris/detail/enumeration_range.hpp>
#include <souris/encoder.hpp>

/// @file
/// What the codecs of all types are built from: what is known of a type, and how one value of it is
/// read and written.

namespace souris { inline namespace v0 {

template <class T>
struct Codec;

namespace detail {

/// The built-in codec of a type: selected by name, by interface, or as a class.
template <class T>
struct DefaultCodec;

/// Types without a description, whose form the library may guess.
template <class T>
concept Undescribed = !HasFields<T> && !HasEnumerators<T>;

/// Enumerations that are read and written as their underlying type is.
template <class T>
concept NumberedEnumeration =
    std::is_enum_v<T> && !HasEnumerators<T> && HasFixedType<T> &&
    builtin_kind<std::underlying_type_t<T>> != BuiltinKind::other &&
    !std::same_as<std::underlying_type_t<T>, bool> && std::is_base_of_v<DefaultCodec<T>, Codec<T>>;

template <NumberedEnumeration T>
inline constexpr BuiltinKind builtin_kind<T> = builtin_kind<std::underlying_type_t<T>>;

/// The type whose encoding a scalar has.
template <class T>
struct ScalarOf {
    using Type = T;
};
template <NumberedEnumeration T>
struct ScalarOf<T> {
    using Type = std::underlying_type_t<T>;
};

/// Base of codecs that overwrite the object completely. Other codecs read only the parts that are
/// present.
struct WholeCodec {};

/// Base of codecs of classes.
struct ClassCodec {};

/// Whether reading overwrites the object completely.
template <class T>
inline constexpr bool is_overwritten =
    builtin_kind<T> != BuiltinKind::other || std::is_base_of_v<WholeCodec, Codec<T>>;

template <class T>
[[nodiscard]] constexpr std::uint64_t find_held_memory() noexcept;
/// Heap bytes that a new object allocates on construction, as some containers do. Unknown for types
/// with a program's own `Codec`.
template <class T>
inline constexpr std::uint64_t held_memory = find_held_memory<T>();
template <class First, class Second>
inline constexpr std::uint64_t held_memory<std::pair<First, Second>> =
    held_memory<First> + held_memory<Second>;
template <class... Parts>
inline constexpr std::uint64_t held_memory<std::tuple<Parts...>> = (0U + ... + held_memory<Parts>);
template <class T, std::size_t size>
inline constexpr std::uint64_t held_memory<std::array<T, size>> = size* held_memory<T>;
template <class T, std::size_t size>
inline constexpr std::uint64_t held_memory<T[size]> = size* held_memory<T>;
template <class T>
inline constexpr std::uint64_t held_memory<const T> = held_memory<T>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// Not inline: one instance per type instead of per member.
template <class T>
[[gnu::noinline]] bool read_object(Decoder& decoder, void* object) {
    return Codec<T>::decode(decoder, *static_cast<T*>(object));
}
/// @copydoc read_object
template <class T>
[[gnu::noinline]] bool write_object(Encoder& encoder, const void* object) {
    return Codec<T>::encode(encoder, *static_cast<const T*>(object));
}

/// Resets an object in place to a new one.
template <class T>
void renew_object(void* object) {
    T& old = *static_cast<T*>(object);
    if constexpr (std::is_nothrow_default_constructible_v<T>) {
        old.~T();
        ::new (object) T();
    } else {
        old = T();
    }
}

template <class T>
inline constexpr bool can_renew = std::is_nothrow_default_constructible_v<T> ||
                                  (std::is_default_constructible_v<T> &&
                                   std::is_move_assignable_v<T>);

/// For an existing object of the caller, whose absent members keep their values.
template <class T>
inline constexpr ObjectReader old_object_reader{read_object<T>, nullptr};
/// For an object created for reading.
template <class T>
inline constexpr ObjectReader new_object_reader{read_object<T>, nullptr};
template <class T>
requires can_renew<T>
inline constexpr ObjectReader new_object_reader<T>{read_object<T>, renew_object<T>};

template <class T>
inline constexpr ValueReader reader_of{.read = read_object<T>};
template <class T>
requires(builtin_kind<T> != BuiltinKind::other) inline constexpr ValueReader reader_of<T>{
    builtin_kind<T>, builtin_element_kind<T>, nullptr};

template <class T>
inline constexpr ValueWriter writer_of{.write = write_object<T>};
template <class T>
requires(builtin_kind<T> != BuiltinKind::other) inline constexpr ValueWriter writer_of<T>{
    builtin_kind<T>, builtin_element_kind<T>, nullptr};

template <class... Members>
inline constexpr ValueReader readers_of[] = {reader_of<Members>..., {}};
template <class... Members>
inline constexpr ValueWriter writers_of[] = {writer_of<Members>..., {}};

template <class T>
[[nodiscard]] constexpr void* address_of(T& part) noexcept {
    return const_cast<void*>(static_cast<const volatile void*>(std::addressof(part)));
}

/// Whether a new object can be created for reading, as containers and others require.
template <class T>
[[nodiscard]] consteval bool can_be_new() noexcept {
    static_assert(
        std::is_default_constructible_v<T>,
        "this type has no default constructor, so that what holds it cannot be read: give "
        "it one, or specialise souris::Codec for what holds it");
    return std::is_default_constructible_v<T>;
}

/// Reads or writes one value.
[[nodiscard]] SOURIS_EXPORT bool read_with(Decoder& decoder, const ValueReader& how, void* part);
[[nodiscard]] SOURIS_EXPORT bool write_with(Encoder& encoder, const ValueWriter& how,
                                            const void* part);

}  // namespace detail
}}  // namespace souris::v0
