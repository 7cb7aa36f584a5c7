// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>

/// @file
/// How a type tells its members' names, where they are not to be found without being told.

namespace souris::inline v0 {

/// What a type is written as. Specialise it for a class whose members are private, renamed, or not
/// all to be written, for compilers that cannot find the names by themselves, and for an
/// enumeration whose values are to be written by name. A class may say its `ObjectForm`, too; an
/// enumeration, by `static constexpr bool takes_other_numbers = true`, that numbers which are none
/// of its enumerators are read; a `std::variant` has the names of its alternatives in their order,
/// as `static constexpr std::array<std::string_view, N> alternatives`.
///
/// @snippet reference_object.cpp describe
/// @snippet reference_object.cpp describe it
template <class T>
struct describe;

namespace detail {

/// What is known of a member besides where it is.
struct FieldInfo {
    static constexpr std::size_t max_aliases = 4;

    std::string_view name;
    /// Names that it is read by, too; "" where there are fewer.
    std::array<std::string_view, max_aliases> aliases{};
    bool is_required = false;

    /// Which of its names a key is: 0 for the name, then the aliases; `name_count` if none.
    static constexpr std::size_t name_count = 1 + max_aliases;
    [[nodiscard]] constexpr std::size_t find_name(std::string_view key) const noexcept {
        if (key == name) return 0;
        for (std::size_t i = 0; i < max_aliases; ++i) {
            if (!aliases[i].empty() && key == aliases[i]) return 1 + i;
        }
        return name_count;
    }
    [[nodiscard]] constexpr bool is_called(std::string_view key) const noexcept {
        return find_name(key) != name_count;
    }
};

}  // namespace detail

/// A member, in a description: made by `field`.
template <class Class, class Member>
struct Field {
    detail::FieldInfo info;
    Member Class::*member;

    /// The member is also read by this name, such as the one it had in an older version. Where both
    /// are there, the name counts, and an alias before those that are added after it. Up to four
    /// times; a fifth is no constant expression.
    [[nodiscard]] constexpr Field alias(std::string_view name) const {
        detail::FieldInfo changed = info;
        std::size_t used = 0;
        while (!changed.aliases.at(used).empty())
            ++used;
        changed.aliases.at(used) = name;
        return {changed, member};
    }

    /// Without it, reading is `missing_field`, whatever the options say.
    [[nodiscard]] constexpr Field required() const {
        detail::FieldInfo changed = info;
        changed.is_required = true;
        return {changed, member};
    }
};

/// A member by its name: UTF-8 of at most 239 bytes, and no other's. Else it does not compile.
template <class Class, class Member>
[[nodiscard]] constexpr Field<Class, Member> field(std::string_view name, Member Class::*member) {
    return {{.name = name}, member};
}

/// A value of an enumeration by its name, in a description.
template <class Enumeration>
struct Enumerator {
    std::string_view name;
    Enumeration value;
};

/// @copydoc Enumerator
template <class Enumeration>
[[nodiscard]] constexpr Enumerator<Enumeration> enumerator(std::string_view name,
                                                           Enumeration value) {
    return {name, value};
}

namespace detail {

template <class T>
concept HasFields = requires {
    describe<T>::fields;
};

template <class T>
concept HasEnumerators = requires {
    describe<T>::enumerators;
};

template <class T>
concept HasForm = requires {
    describe<T>::form;
};

template <class T>
concept HasAlternatives = requires {
    describe<T>::alternatives;
};

/// Of an enumeration: whether numbers that are no enumerator are read, too.
template <class T>
inline constexpr bool takes_other_numbers = false;
template <class T>
requires requires {
    describe<T>::takes_other_numbers;
}
inline constexpr bool takes_other_numbers<T> = describe<T>::takes_other_numbers;

}  // namespace detail

}  // namespace souris::inline v0
