// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/describe.hpp>
#include <souris/detail/class_decoder.hpp>
#include <souris/detail/class_encoder.hpp>
#include <souris/detail/class_members.hpp>
#include <souris/detail/class_table.hpp>
#include <souris/detail/value_codec.hpp>
#include <souris/encoder.hpp>

/// @file
/// How objects of a type are written and read: `Codec`, and its default for classes.

namespace souris { inline namespace v0 {

/// How values of a type are written and read. Programs add their own types by specialising it, for
/// one type or for all that satisfy a concept:
///
/// @snippet custom_type.cpp codec
///
/// `encode` writes exactly one value, `decode` reads exactly one, into an object that was default
/// constructed or passed to `decode_into`. A program's `Codec` takes precedence over a `describe`,
/// and that over the library's guesses from a type's interface.
template <class T>
struct Codec : detail::DefaultCodec<T> {};

/// Ignores `const`.
template <class T>
struct Codec<const T> : Codec<T> {};

namespace detail {

/// A class with members, and what has a codec that is not that of classes.
template <class T>
concept Known = HasMembers<T> || !std::is_base_of_v<ClassCodec, Codec<T>>;

/// A member's name as the compiler shows it in an error.
template <std::size_t size>
struct MemberName {
    char text[size + 1]{};

    explicit consteval MemberName(std::string_view name) noexcept {
        for (std::size_t i = 0; i < size; ++i)
            text[i] = name[i];
    }
};

/// Never defined: the error of a member whose type souris does not know, of which the compiler
/// shows all there is to say.
template <class Class, MemberName name, class Type>
struct MemberNeedsCodecOrDescribe;

template <class Class, std::size_t member, class Type>
void require_known() noexcept {
    if constexpr (!Known<Type>) {
        constexpr std::string_view name = ClassMembers<Class>::fields[member].name;
        static_cast<void>(
            sizeof(MemberNeedsCodecOrDescribe<Class, MemberName<name.size()>(name), Type>));
    }
}

/// Does not compile if the type of a member is unknown, and names each of those.
template <class Class, class... Members>
bool fail_unknown_members(const Members&...) noexcept {
    []<std::size_t... i>(std::index_sequence<i...>) {
        (require_known<Class, i, Members>(), ...);
    }
    (std::index_sequence_for<Members...>());
    return false;
}

template <class T>
[[nodiscard]] constexpr std::uint64_t find_held_memory() noexcept {
    if constexpr (std::is_base_of_v<ClassCodec, Codec<T>> && HasMembers<T>) {
        using Sum = decltype(ClassMembers<T>::visit(
            std::declval<T&>(), []<class... Members>(const Members&...) {
                return std::integral_constant<std::uint64_t, (0U + ... + held_memory<Members>)>();
            }));
        return Sum::value;
    } else {
        return 0;
    }
}

/// Classes: aggregates, where the compiler reveals the names of their members, and described
/// classes.
///
/// A map of the members by name, without empty optional members; or an array of their values. Both
/// are read, whichever form is used for writing. If a map repeats a member, only the last value
/// counts.
template <class T>
struct DefaultCodec : ClassCodec {
    static bool encode(Encoder& encoder, const T& object) {
        return ClassMembers<T>::visit(object, [&](const auto&... members) {
            if constexpr ((Known<std::remove_cvref_t<decltype(members)>> && ...)) {
                constexpr auto& table = class_table<T>;
                if (form_of(table, encoder.options()) == ObjectForm::array) {
                    return ClassEncoder<ObjectForm::array>(encoder, table, 0).write_all(members...);
                }
                return ClassEncoder<ObjectForm::map>(encoder, table, find_left_out(members...))
                    .write_all(members...);
            } else {
                return fail_unknown_members<T>(members...);
            }
        });
    }
    static bool decode(Decoder& decoder, T& object) {
        return ClassMembers<T>::visit(object, [&](auto&... members) {
            if constexpr (!(Known<std::remove_cvref_t<decltype(members)>> && ...)) {
                return fail_unknown_members<T>(members...);
            } else if constexpr ((is_readable_member<
                                      T, std::remove_reference_t<decltype(members)>>() &&
                                  ...)) {
                ClassDecoder quick(decoder, class_table<T>);
                if (quick.read_all(members...)) [[likely]]
                    return true;
                if (decoder.has_failed()) return false;
                quick.keep_progress();
                // The last call, with no argument on the stack, so that it takes over the frame,
                // which would else be that of every nested object.
                return read_rest(decoder, object);
            } else {
                return false;
            }
        });
    }

  private:
    [[gnu::noinline]] static bool read_rest(Decoder& decoder, T& object) {
        return ClassMembers<T>::visit(object, [&](auto&... members) {
            // Computed once per class: no compiler provides all of them as constants.
            static const MemberOffset offsets[] = {find_offset(object, members)..., 0};
            return read_class(decoder, class_reader<T, std::remove_cvref_t<decltype(members)>...>,
                              address_of(object), offsets);
        });
    }
};

}  // namespace detail

}}  // namespace souris::v0
