// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>

#include <souris/config.hpp>

/// @file
/// Member names of types whose names cannot be detected.

namespace souris { inline namespace v0 {

/// The serialized form of a type. Specialise it for a class whose members are private, renamed or
/// not all to be written, for compilers that cannot detect the names, and for an enumeration whose
/// values are to be written by name. Where names are detected, `renamed` lists only the members
/// that have another name in the serialized form, or aliases, or are required. A class may also
/// specify its `ObjectForm`. An enumeration with `static constexpr bool takes_other_numbers = true`
/// also reads numbers that are none of its enumerators. A `std::variant` lists the names of its
/// alternatives in order, as `static constexpr std::array<std::string_view, N> alternatives`.
///
/// @snippet reference_object.cpp describe
/// @snippet reference_object.cpp describe it
template <class T>
struct describe;

namespace detail {

/// Properties of a member, except its location.
struct FieldInfo {
    static constexpr std::size_t max_aliases = 4;

    std::string_view name;
    /// Further names that are read; "" for unused places.
    std::array<std::string_view, max_aliases> aliases{};
    bool is_required = false;

    /// Index of the name that equals `key`: 0 for the name, then the aliases; `name_count` if none.
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

/// A member in a description. Made by `field`.
template <class Class, class Member>
struct Field {
    detail::FieldInfo info;
    Member Class::*member;

    /// Adds a name under which the member is also read, such as its name in an older version. If
    /// several names are present, the name wins over aliases, and an alias over those added after
    /// it. At most four; a fifth is not a constant expression.
    [[nodiscard]] constexpr Field alias(std::string_view name) const {
        detail::FieldInfo changed = info;
        std::size_t used = 0;
        while (!changed.aliases.at(used).empty())
            ++used;
        changed.aliases.at(used) = name;
        return {changed, member};
    }

    /// Makes reading fail with `missing_field` if the member is absent, whatever the options.
    [[nodiscard]] constexpr Field required() const {
        detail::FieldInfo changed = info;
        changed.is_required = true;
        return {changed, member};
    }
};

/// A member and its name: UTF-8 of at most 239 bytes, unique in the class. Violations do not
/// compile.
template <class Class, class Member>
[[nodiscard]] constexpr Field<Class, Member> field(std::string_view name, Member Class::*member) {
    return {{.name = name}, member};
}

/// A value of an enumeration and its name, in a description.
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
concept HasRenamed = requires {
    describe<T>::renamed;
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

/// Whether an enumeration also reads numbers that are none of its enumerators.
template <class T>
inline constexpr bool takes_other_numbers = false;
template <class T>
requires requires {
    describe<T>::takes_other_numbers;
}
inline constexpr bool takes_other_numbers<T> = describe<T>::takes_other_numbers;

}  // namespace detail

}}  // namespace souris::v0
