// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

// Detects the members of an aggregate without a declaration: their number, from the number of
// initialisers it accepts; references to them, from structured bindings; their names, from the
// compiler's spelling of a pointer to each.
//
// Not supported: members of base classes, built-in arrays (std::array is fine), unions, references
// and bit-fields. A class with one of these is recognised, never miscounted.

/// Whether members' names can be detected: by g++ since 12 and clang since 19.
#if defined(__clang__)
#define SOURIS_HAS_MEMBER_NAMES (__clang_major__ >= 19)
#else
#define SOURIS_HAS_MEMBER_NAMES (__GNUC__ >= 12)
#endif

namespace souris { inline namespace v0 { namespace detail {

/// Maximum number of members that are detected.
inline constexpr std::size_t max_members = 64;

/// Converts to the type of any member of `Class`. Not to its bases, which are initialised like
/// members but are none; nor to a union, since an anonymous one cannot be decomposed.
template <class Class>
struct AnyMember {
    template <class T>
    requires(!std::is_base_of_v<T, Class> && !std::is_same_v<T, Class> && !std::is_union_v<T>)
    // Never called, but clang requires a definition.
    // NOLINTNEXTLINE(google-explicit-constructor): that is what it is for.
    operator T() const {
        __builtin_unreachable();
    }
};

/// Converts to any base of `Class` without members, or to any base with members.
template <class Class, bool is_empty = true>
struct AnyBase {
    template <class T>
    requires(std::is_base_of_v<T, Class> && !std::is_same_v<T, Class> &&
             (std::is_empty_v<T> == is_empty))
    // NOLINTNEXTLINE(google-explicit-constructor): that is what it is for.
    operator T() const {
        __builtin_unreachable();
    }
};

template <class T, class... Initialisers>
[[nodiscard]] constexpr bool takes() noexcept {
    return requires {
        T{Initialisers()...};
    };
}

/// In parenthesised initialisation, an array member or anonymous union cannot take an initialiser
/// for its first part instead. All compilers that reveal names support it.
template <class T, class... Initialisers>
[[nodiscard]] constexpr bool takes_each() noexcept {
#if defined(__cpp_aggregate_paren_init)
    return requires {
        T(Initialisers()...);
    };
#else
    return true;
#endif
}

/// Number of bases of an aggregate, if none of them has members.
template <class T, class... Bases>
[[nodiscard]] constexpr std::size_t count_bases() noexcept {
    if constexpr (sizeof...(Bases) < max_members && takes<T, Bases..., AnyBase<T>>()) {
        return count_bases<T, Bases..., AnyBase<T>>();
    } else {
        return sizeof...(Bases);
    }
}

/// The obstacle to detecting the members of a class.
enum class MembersProblem { none, base, part, too_many, bit_field };

struct MemberCount {
    /// For the problem `part`: number of members before the part.
    std::size_t count;
    MembersProblem problem;
};

template <class T, class... Initialisers>
[[nodiscard]] constexpr std::size_t count_each() noexcept {
    if constexpr (sizeof...(Initialisers) < max_members &&
                  takes_each<T, Initialisers..., AnyMember<T>>()) {
        return count_each<T, Initialisers..., AnyMember<T>>();
    } else {
        return sizeof...(Initialisers);
    }
}

/// Counts all member initialisers, starting from `Initialisers`, which `T` accepts.
template <class T, class... Initialisers>
[[nodiscard]] constexpr MemberCount count_from(std::size_t bases) noexcept {
    constexpr bool is_too_many = sizeof...(Initialisers) > 2 * max_members;
    if constexpr (!is_too_many && takes<T, Initialisers..., AnyMember<T>>()) {
        return count_from<T, Initialisers..., AnyMember<T>>(bases);
    } else if constexpr (!takes_each<T, Initialisers...>()) {
        return {count_each<T>(), MembersProblem::part};
    } else {
        const std::size_t count = sizeof...(Initialisers) - bases;
        if (count == 0 && !std::is_empty_v<T>) return {0, MembersProblem::part};
        if (count > max_members) return {0, MembersProblem::too_many};
        return {count, MembersProblem::none};
    }
}

/// If a member has no default initialisation, fewer initialisers are not enough.
template <class T, class... Initialisers>
[[nodiscard]] constexpr MemberCount count_with_least() noexcept {
    if constexpr (takes<T, Initialisers...>()) {
        return count_from<T, Initialisers...>(0);
    } else if constexpr (sizeof...(Initialisers) > max_members) {
        return {0, MembersProblem::part};
    } else {
        return count_with_least<T, Initialisers..., AnyMember<T>>();
    }
}

/// Maps each index to one base.
template <class T, std::size_t>
using NthBase = AnyBase<T>;

template <class T, std::size_t... i>
[[nodiscard]] constexpr MemberCount count_behind_bases(std::index_sequence<i...>) noexcept {
    using MemberedBase = AnyBase<T, false>;
    if constexpr (takes<T, NthBase<T, i>..., MemberedBase>()) {
        return {0, MembersProblem::base};
    }
    return count_from<T, NthBase<T, i>...>(sizeof...(i));
}

template <class T>
[[nodiscard]] consteval MemberCount count_members() noexcept {
    if constexpr (!takes<T>()) return count_with_least<T>();
    constexpr MemberCount found = count_from<T>(0);
    if constexpr (found.problem != MembersProblem::part) {
        return found;
    } else {
        return count_behind_bases<T>(std::make_index_sequence<count_bases<T>()>());
    }
}

template <class T>
inline constexpr MemberCount found_members = count_members<T>();
/// 0 if the members cannot be detected.
template <class T>
inline constexpr std::size_t member_count =
    found_members<T>.problem == MembersProblem::none ? found_members<T>.count : 0;

// Visits nothing if a member has no address: a bit-field binds to no reference. Compilers that do
// not reveal names skip this check; clang before 16 cannot compile it.
#if SOURIS_HAS_MEMBER_NAMES
#define SOURIS_VISIT(...)                                 \
    {                                                     \
        auto& [__VA_ARGS__] = object;                     \
        if constexpr (requires { visit(__VA_ARGS__); }) { \
            return visit(__VA_ARGS__);                    \
        } else {                                          \
            return visit();                               \
        }                                                 \
    }
#else
#define SOURIS_VISIT(...)             \
    {                                 \
        auto& [__VA_ARGS__] = object; \
        return visit(__VA_ARGS__);    \
    }
#endif

// So many names, since a structured binding takes no pack before C++26.
// clang-format off
#define SOURIS_NAMES_8 m0, m1, m2, m3, m4, m5, m6, m7
#define SOURIS_NAMES_16 SOURIS_NAMES_8, m8, m9, m10, m11, m12, m13, m14, m15
#define SOURIS_NAMES_24 SOURIS_NAMES_16, m16, m17, m18, m19, m20, m21, m22, m23
#define SOURIS_NAMES_32 SOURIS_NAMES_24, m24, m25, m26, m27, m28, m29, m30, m31
#define SOURIS_NAMES_40 SOURIS_NAMES_32, m32, m33, m34, m35, m36, m37, m38, m39
#define SOURIS_NAMES_48 SOURIS_NAMES_40, m40, m41, m42, m43, m44, m45, m46, m47
#define SOURIS_NAMES_56 SOURIS_NAMES_48, m48, m49, m50, m51, m52, m53, m54, m55
#define SOURIS_NAMES_64 SOURIS_NAMES_56, m56, m57, m58, m59, m60, m61, m62, m63
// clang-format on

/// Calls `visit` with a reference to each member of an aggregate.
template <class T, class Visit>
constexpr decltype(auto) visit_aggregate(T& object, Visit&& visit) {
    constexpr std::size_t count = member_count<std::remove_const_t<T>>;
    static_assert(count <= max_members);
    if constexpr (count == 0) {
        return visit();
    }
    // clang-format off
    else if constexpr (count == 1) SOURIS_VISIT(m0)
    else if constexpr (count == 2) SOURIS_VISIT(m0, m1)
    else if constexpr (count == 3) SOURIS_VISIT(m0, m1, m2)
    else if constexpr (count == 4) SOURIS_VISIT(m0, m1, m2, m3)
    else if constexpr (count == 5) SOURIS_VISIT(m0, m1, m2, m3, m4)
    else if constexpr (count == 6) SOURIS_VISIT(m0, m1, m2, m3, m4, m5)
    else if constexpr (count == 7) SOURIS_VISIT(m0, m1, m2, m3, m4, m5, m6)
    else if constexpr (count == 8) SOURIS_VISIT(SOURIS_NAMES_8)
    else if constexpr (count == 9) SOURIS_VISIT(SOURIS_NAMES_8, m8)
    else if constexpr (count == 10) SOURIS_VISIT(SOURIS_NAMES_8, m8, m9)
    else if constexpr (count == 11) SOURIS_VISIT(SOURIS_NAMES_8, m8, m9, m10)
    else if constexpr (count == 12) SOURIS_VISIT(SOURIS_NAMES_8, m8, m9, m10, m11)
    else if constexpr (count == 13) SOURIS_VISIT(SOURIS_NAMES_8, m8, m9, m10, m11, m12)
    else if constexpr (count == 14) SOURIS_VISIT(SOURIS_NAMES_8, m8, m9, m10, m11, m12, m13)
    else if constexpr (count == 15) SOURIS_VISIT(SOURIS_NAMES_8, m8, m9, m10, m11, m12, m13, m14)
    else if constexpr (count == 16) SOURIS_VISIT(SOURIS_NAMES_16)
    else if constexpr (count == 17) SOURIS_VISIT(SOURIS_NAMES_16, m16)
    else if constexpr (count == 18) SOURIS_VISIT(SOURIS_NAMES_16, m16, m17)
    else if constexpr (count == 19) SOURIS_VISIT(SOURIS_NAMES_16, m16, m17, m18)
    else if constexpr (count == 20) SOURIS_VISIT(SOURIS_NAMES_16, m16, m17, m18, m19)
    else if constexpr (count == 21) SOURIS_VISIT(SOURIS_NAMES_16, m16, m17, m18, m19, m20)
    else if constexpr (count == 22) SOURIS_VISIT(SOURIS_NAMES_16, m16, m17, m18, m19, m20, m21)
    else if constexpr (count == 23) SOURIS_VISIT(SOURIS_NAMES_16, m16, m17, m18, m19, m20, m21, m22)
    else if constexpr (count == 24) SOURIS_VISIT(SOURIS_NAMES_24)
    else if constexpr (count == 25) SOURIS_VISIT(SOURIS_NAMES_24, m24)
    else if constexpr (count == 26) SOURIS_VISIT(SOURIS_NAMES_24, m24, m25)
    else if constexpr (count == 27) SOURIS_VISIT(SOURIS_NAMES_24, m24, m25, m26)
    else if constexpr (count == 28) SOURIS_VISIT(SOURIS_NAMES_24, m24, m25, m26, m27)
    else if constexpr (count == 29) SOURIS_VISIT(SOURIS_NAMES_24, m24, m25, m26, m27, m28)
    else if constexpr (count == 30) SOURIS_VISIT(SOURIS_NAMES_24, m24, m25, m26, m27, m28, m29)
    else if constexpr (count == 31) SOURIS_VISIT(SOURIS_NAMES_24, m24, m25, m26, m27, m28, m29, m30)
    else if constexpr (count == 32) SOURIS_VISIT(SOURIS_NAMES_32)
    else if constexpr (count == 33) SOURIS_VISIT(SOURIS_NAMES_32, m32)
    else if constexpr (count == 34) SOURIS_VISIT(SOURIS_NAMES_32, m32, m33)
    else if constexpr (count == 35) SOURIS_VISIT(SOURIS_NAMES_32, m32, m33, m34)
    else if constexpr (count == 36) SOURIS_VISIT(SOURIS_NAMES_32, m32, m33, m34, m35)
    else if constexpr (count == 37) SOURIS_VISIT(SOURIS_NAMES_32, m32, m33, m34, m35, m36)
    else if constexpr (count == 38) SOURIS_VISIT(SOURIS_NAMES_32, m32, m33, m34, m35, m36, m37)
    else if constexpr (count == 39) SOURIS_VISIT(SOURIS_NAMES_32, m32, m33, m34, m35, m36, m37, m38)
    else if constexpr (count == 40) SOURIS_VISIT(SOURIS_NAMES_40)
    else if constexpr (count == 41) SOURIS_VISIT(SOURIS_NAMES_40, m40)
    else if constexpr (count == 42) SOURIS_VISIT(SOURIS_NAMES_40, m40, m41)
    else if constexpr (count == 43) SOURIS_VISIT(SOURIS_NAMES_40, m40, m41, m42)
    else if constexpr (count == 44) SOURIS_VISIT(SOURIS_NAMES_40, m40, m41, m42, m43)
    else if constexpr (count == 45) SOURIS_VISIT(SOURIS_NAMES_40, m40, m41, m42, m43, m44)
    else if constexpr (count == 46) SOURIS_VISIT(SOURIS_NAMES_40, m40, m41, m42, m43, m44, m45)
    else if constexpr (count == 47) SOURIS_VISIT(SOURIS_NAMES_40, m40, m41, m42, m43, m44, m45, m46)
    else if constexpr (count == 48) SOURIS_VISIT(SOURIS_NAMES_48)
    else if constexpr (count == 49) SOURIS_VISIT(SOURIS_NAMES_48, m48)
    else if constexpr (count == 50) SOURIS_VISIT(SOURIS_NAMES_48, m48, m49)
    else if constexpr (count == 51) SOURIS_VISIT(SOURIS_NAMES_48, m48, m49, m50)
    else if constexpr (count == 52) SOURIS_VISIT(SOURIS_NAMES_48, m48, m49, m50, m51)
    else if constexpr (count == 53) SOURIS_VISIT(SOURIS_NAMES_48, m48, m49, m50, m51, m52)
    else if constexpr (count == 54) SOURIS_VISIT(SOURIS_NAMES_48, m48, m49, m50, m51, m52, m53)
    else if constexpr (count == 55) SOURIS_VISIT(SOURIS_NAMES_48, m48, m49, m50, m51, m52, m53, m54)
    else if constexpr (count == 56) SOURIS_VISIT(SOURIS_NAMES_56)
    else if constexpr (count == 57) SOURIS_VISIT(SOURIS_NAMES_56, m56)
    else if constexpr (count == 58) SOURIS_VISIT(SOURIS_NAMES_56, m56, m57)
    else if constexpr (count == 59) SOURIS_VISIT(SOURIS_NAMES_56, m56, m57, m58)
    else if constexpr (count == 60) SOURIS_VISIT(SOURIS_NAMES_56, m56, m57, m58, m59)
    else if constexpr (count == 61) SOURIS_VISIT(SOURIS_NAMES_56, m56, m57, m58, m59, m60)
    else if constexpr (count == 62) SOURIS_VISIT(SOURIS_NAMES_56, m56, m57, m58, m59, m60, m61)
    else if constexpr (count == 63) SOURIS_VISIT(SOURIS_NAMES_56, m56, m57, m58, m59, m60, m61, m62)
    else if constexpr (count == 64) SOURIS_VISIT(SOURIS_NAMES_64)
    // clang-format on
}

#undef SOURIS_VISIT
#undef SOURIS_NAMES_8
#undef SOURIS_NAMES_16
#undef SOURIS_NAMES_24
#undef SOURIS_NAMES_32
#undef SOURIS_NAMES_40
#undef SOURIS_NAMES_48
#undef SOURIS_NAMES_56
#undef SOURIS_NAMES_64

#if SOURIS_HAS_MEMBER_NAMES

#if defined(__clang__)
#pragma clang diagnostic push
// The object without a definition is intended.
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

/// An object that is declared but not defined; its members have names anyway.
template <class T>
struct Nowhere {
    T object;
};
template <class T>
extern Nowhere<T> nowhere;

[[nodiscard]] consteval bool is_part_of_name(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// `x` of `... [with const void* member = (& nowhere<Point>.Nowhere<Point>::object.Point::x)]`.
/// Scans backwards, without the standard library: further constant evaluation is slow to compile.
[[nodiscard]] consteval std::string_view last_name(const char* spelling, std::size_t end) noexcept {
    while (end != 0 && !is_part_of_name(spelling[end - 1]))
        --end;
    std::size_t begin = end;
    while (begin != 0 && is_part_of_name(spelling[begin - 1]))
        --begin;
    return {spelling + begin, end - begin};
}

/// Returns `auto` because g++ would append the meaning of any alias to the spelling. The pointer
/// has the same type for all members, to avoid further instantiations for each.
template <const void* member>
[[nodiscard]] consteval auto name_of_member() noexcept {
    return last_name(__PRETTY_FUNCTION__, sizeof __PRETTY_FUNCTION__ - 1);
}

/// The addresses of the members; empty if one of them has no address.
struct FindAddresses {
    template <class... Members>
    [[nodiscard]] constexpr auto operator()(Members&... members) const noexcept {
        return std::array<const void*, sizeof...(members)>{std::addressof(members)...};
    }
};

/// The names of an aggregate's members, in order; empty if one of them is a bit-field.
template <class T>
[[nodiscard]] consteval auto find_member_names() noexcept {
    constexpr auto found = visit_aggregate(nowhere<T>.object, FindAddresses());
    return [&]<std::size_t... i>(std::index_sequence<i...>) {
        return std::array<std::string_view, sizeof...(i)>{name_of_member<found[i]>()...};
    }
    (std::make_index_sequence<found.size()>());
}

/// Which of an aggregate's members `member` points to. It must be one of them, or the call is no
/// constant expression.
template <class T, class Member>
[[nodiscard]] constexpr std::size_t find_member_index(Member T::*member) noexcept {
    const auto addresses = visit_aggregate(nowhere<T>.object, FindAddresses());
    std::size_t index = 0;
    while (addresses.at(index) != std::addressof(nowhere<T>.object.*member))
        ++index;
    return index;
}

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#endif

}}}  // namespace souris::v0::detail
