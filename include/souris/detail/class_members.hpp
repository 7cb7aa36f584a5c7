// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <souris/describe.hpp>
#include <souris/detail/members.hpp>
#include <souris/detail/wire.hpp>
#include <souris/utf8.hpp>

/// @file
/// The members of a class, either detected or described.

namespace souris { inline namespace v0 { namespace detail {

/// A class whose members can be detected without a description.
template <class T>
concept PlainAggregate = std::is_aggregate_v<T> && std::is_class_v<T>;

/// A class whose members are described, or found in this compiler.
template <class T>
concept HasMembers = HasFields<T> ||(PlainAggregate<T>&& SOURIS_HAS_MEMBER_NAMES);

/// Maximum size of a name in bytes: its length is written as one byte.
inline constexpr std::size_t max_name_size = max_short_length;

/// A problem with the names of members in the serialized form.
enum class NamesProblem { none, too_long, not_utf8, repeated };

/// A constexpr `is_utf8`: the public function calls a library.
[[nodiscard]] constexpr bool is_name_utf8(std::string_view name) noexcept {
    std::size_t position = 0;
    while (position < name.size()) {
        const auto first = static_cast<unsigned char>(name[position++]);
        if (first < 0x80) continue;
        const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        if (first < 0xC2 || first > 0xF4 || name.size() - position < more) return false;
        char32_t code_point = first & (0x3FU >> more);
        for (std::size_t i = 0; i < more; ++i) {
            const auto next = static_cast<unsigned char>(name[position++]);
            if ((next & 0xC0U) != 0x80) return false;
            code_point = (code_point << 6U) | (next & 0x3FU);
        }
        if (!is_scalar_value(code_point) || utf8_size(code_point) != more + 1) return false;
    }
    return true;
}

[[nodiscard]] constexpr NamesProblem find_name_problem(std::string_view name,
                                                       const FieldInfo* before,
                                                       std::size_t count) noexcept {
    if (name.size() > max_name_size) return NamesProblem::too_long;
    if (!is_name_utf8(name)) return NamesProblem::not_utf8;
    for (std::size_t i = 0; i < count; ++i) {
        if (before[i].is_called(name)) return NamesProblem::repeated;
    }
    return NamesProblem::none;
}

[[nodiscard]] constexpr NamesProblem find_names_problem(const FieldInfo* fields,
                                                        std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        NamesProblem problem = find_name_problem(fields[i].name, fields, i);
        for (const std::string_view alias : fields[i].aliases) {
            if (problem != NamesProblem::none) return problem;
            if (!alias.empty()) problem = find_name_problem(alias, fields, i);
        }
        if (problem != NamesProblem::none) return problem;
    }
    return NamesProblem::none;
}

/// Refuses names that `describe` gives.
template <NamesProblem problem>
[[nodiscard]] consteval bool require_names(std::integral_constant<NamesProblem, problem>) noexcept {
    static_assert(problem != NamesProblem::too_long,
                  "a name in souris::describe has more than 239 bytes");
    static_assert(problem != NamesProblem::not_utf8, "a name in souris::describe is not UTF-8");
    static_assert(problem != NamesProblem::repeated,
                  "a name stands twice in souris::describe, as a member's or an alias");
    return true;
}

/// Unsupported types have no members, so that the compiler reports the problem only once.
struct NoMembers {
    static constexpr std::size_t count = 0;
    static constexpr std::array<FieldInfo, 0> fields{};

    template <class Object, class Visit>
    static constexpr decltype(auto) visit(Object&, Visit&& visit) {
        return visit();
    }
};

/// `count` members, their names and aliases as `fields`, and `visit(object, visitor)`, which calls
/// the visitor with a reference to each member.
template <class T>
struct ClassMembers : NoMembers {
    static_assert(!(PlainAggregate<T> && SOURIS_HAS_MEMBER_NAMES == 0),
                  "this compiler does not tell the members' names: specialise souris::describe");
    static_assert(PlainAggregate<T> && SOURIS_HAS_MEMBER_NAMES,
                  "souris does not know how this type is written and read: specialise "
                  "souris::describe if it is a class, else souris::Codec");
};

#if SOURIS_HAS_MEMBER_NAMES
/// The template arguments name the member, counted from 0, that cannot be detected.
template <class Class, std::size_t member>
[[nodiscard]] consteval bool is_found(std::bool_constant<false>) noexcept {
    static_assert(!std::is_same_v<Class, Class>,
                  "a member of this class is an array of the language's own, a union or a "
                  "reference: use std::array, or specialise souris::describe or souris::Codec");
    return true;
}
template <class Class, std::size_t member>
[[nodiscard]] consteval bool is_found(std::bool_constant<true>) noexcept {
    return true;
}

/// The member `name` of an aggregate, or what `describe` calls it.
template <class T>
[[nodiscard]] constexpr FieldInfo find_field(std::string_view name, std::size_t index) noexcept {
    if constexpr (HasRenamed<T>) {
        return std::apply(
            [&](const auto&... field) {
                const std::size_t indices[] = {find_member_index<T>(field.member)...};
                const FieldInfo infos[] = {field.info...};
                for (std::size_t i = 0; i < sizeof...(field); ++i) {
                    if (indices[i] == index) return infos[i];
                }
                return FieldInfo{.name = name};
            },
            describe<T>::renamed);
    } else {
        return {.name = name};
    }
}

/// The members of an aggregate.
template <class T>
[[nodiscard]] consteval auto find_fields() noexcept {
    constexpr auto names = find_member_names<T>();
    return [&]<std::size_t... i>(std::index_sequence<i...>) {
        return std::array<FieldInfo, names.size()>{find_field<T>(names[i], i)...};
    }
    (std::make_index_sequence<names.size()>());
}

/// The names that the compiler found have none.
template <class T>
[[nodiscard]] consteval NamesProblem find_renamed_problem() noexcept {
    if constexpr (HasRenamed<T>) {
        const auto fields = find_fields<T>();
        return find_names_problem(fields.data(), fields.size());
    } else {
        return NamesProblem::none;
    }
}

template <PlainAggregate T>
requires(!HasFields<T>) struct ClassMembers<T> {
    static_assert(found_members<T>.problem != MembersProblem::base,
                  "a base of this class has members, which are not found: specialise "
                  "souris::describe");
    static_assert(is_found<T, found_members<T>.count>(
        std::bool_constant<found_members<T>.problem != MembersProblem::part>()));
    static_assert(found_members<T>.problem != MembersProblem::too_many,
                  "a class has at most 64 members: put some of them into a class of their own");

    static constexpr auto fields = find_fields<T>();
    static constexpr std::size_t count = fields.size();
    static_assert(count == member_count<T>,
                  "a member of this class is a bit-field, which has no address: specialise "
                  "souris::Codec");
    static_assert(
        [] {
            for (const FieldInfo& field : fields) {
                if (field.name.size() > max_name_size) return HasRenamed<T>;
            }
            return true;
        }(),
        "a member's name has more than 239 bytes: specialise souris::describe");
    static_assert(require_names(std::integral_constant<NamesProblem, find_renamed_problem<T>()>()));

    template <class Object, class Visit>
    static constexpr decltype(auto) visit(Object& object, Visit&& visit) {
        return visit_aggregate(object, std::forward<Visit>(visit));
    }
};
#endif

template <HasFields T>
struct ClassMembers<T> {
    static constexpr std::size_t count = std::tuple_size_v<decltype(describe<T>::fields)>;
    static_assert(count <= max_members,
                  "a class has at most 64 members: put some of them into a class of their own");
    static constexpr auto fields =
        std::apply([](const auto&... field) { return std::array<FieldInfo, count>{field.info...}; },
                   describe<T>::fields);
    static constexpr NamesProblem problem = std::apply(
        [](const auto&... field) {
            const FieldInfo infos[] = {field.info..., {}};
            return find_names_problem(infos, sizeof...(field));
        },
        describe<T>::fields);
    static_assert(require_names(std::integral_constant<NamesProblem, problem>()));

    template <class Object, class Visit>
    static constexpr decltype(auto) visit(Object& object, Visit&& visit) {
        return std::apply([&](const auto&... field) { return visit(object.*field.member...); },
                          describe<T>::fields);
    }
};

}}}  // namespace souris::v0::detail
