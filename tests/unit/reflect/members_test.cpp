// SPDX-License-Identifier: MIT
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/members.hpp>

using namespace souris::detail;

namespace {

struct Empty {};
struct One {
    std::string only;
};
struct InnerMembers {
    int a;
    double b;
};
/// What initialises members in ways of its own.
struct Rich {
    std::string name;
    std::optional<std::string> maybe;
    std::variant<int, std::string> either;
    std::unique_ptr<InnerMembers> pointer;
    InnerMembers inner;
    std::vector<InnerMembers> list;
    std::map<std::string, int> map;
    std::array<int, 3> array;
    std::string_view view;
    bool flag = true;
    std::span<const std::byte> bytes;
    std::optional<InnerMembers> optional_inner;
    std::pair<int, int> pair;
    std::tuple<int, double> tuple;
    std::chrono::sys_seconds time;
};
struct Twenty {
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
};
template <class T>
struct Generic {
    T under_score_1;
    T CamelCase;
};

/// What is not default constructible, alone and among others.
struct Id {
    explicit Id(int) {}
};
struct LateId {
    double weight;
    Id id;
};
struct EarlyId {
    Id id;
    std::string name;
    std::array<Id, 2> more;
};
struct WithReference {
    double weight;
    int& reference;
};
struct WithArray {
    int first;
    int array[3];
    std::string last;
};
struct WithLongText {
    char text[256];
};
struct WithUnion {
    int first;
    union {
        int whole;
        float part;
    };
};
struct FirstTag {};
struct SecondTag {};
struct WithTags : FirstTag, SecondTag {
    int first;
    std::string second;
};
struct MemberedBase {
    int first;
};
struct Derived : MemberedBase {
    int second;
};
struct OnlyDerived : MemberedBase {};
struct WithConstant {
    const int version = 1;
    int b = 0;
};

constexpr bool is_problem(MemberCount found, MembersProblem problem, std::size_t count = 0) {
    return found.problem == problem && found.count == count;
}

static_assert(member_count<LateId> == 2);
static_assert(member_count<EarlyId> == 3);
static_assert(member_count<WithTags> == 2);
static_assert(member_count<WithConstant> == 2);
static_assert(is_problem(found_members<WithReference>, MembersProblem::part));
#if SOURIS_HAS_MEMBER_NAMES
static_assert(is_problem(found_members<WithArray>, MembersProblem::part, 1));
static_assert(is_problem(found_members<WithLongText>, MembersProblem::part));
static_assert(is_problem(found_members<WithUnion>, MembersProblem::part, 1));
static_assert(member_count<WithArray> == 0);
static_assert(is_problem(found_members<Derived>, MembersProblem::base));
static_assert(is_problem(found_members<OnlyDerived>, MembersProblem::base));
#endif
static_assert(member_count<Empty> == 0);
static_assert(member_count<One> == 1);
static_assert(member_count<InnerMembers> == 2);
static_assert(member_count<Rich> == 15);
static_assert(member_count<Twenty> == 20);

}  // namespace

TEST_CASE("members are visited in order") {
    Twenty twenty{};
    int number = 0;
    visit_aggregate(twenty, [&](auto&... members) { ((members = number++), ...); });
    CHECK(twenty.a0 == 0);
    CHECK(twenty.a7 == 7);
    CHECK(twenty.b9 == 19);
    Empty empty;
    CHECK(visit_aggregate(empty, [](auto&... members) { return sizeof...(members); }) == 0);
}

#if SOURIS_HAS_MEMBER_NAMES

TEST_CASE("members have the names of the source") {
    static constexpr auto inner = find_member_names<InnerMembers>();
    CHECK(inner == std::array<std::string_view, 2>{"a", "b"});
    static constexpr auto rich = find_member_names<Rich>();
    CHECK(rich == std::array<std::string_view, 15>{"name", "maybe", "either", "pointer", "inner",
                                                   "list", "map", "array", "view", "flag", "bytes",
                                                   "optional_inner", "pair", "tuple", "time"});
    static constexpr auto generic = find_member_names<Generic<std::map<int, std::string>>>();
    CHECK(generic == std::array<std::string_view, 2>{"under_score_1", "CamelCase"});
    struct Local {
        int here;
    };
    static constexpr auto local = find_member_names<Local>();
    CHECK(local == std::array<std::string_view, 1>{"here"});
    struct Unusual {
        int cost$usd;
        int \u00e9t\u00e9;
        int size;
    };
    static constexpr auto unusual = find_member_names<Unusual>();
    CHECK(unusual == std::array<std::string_view, 3>{"cost$usd", "\xC3\xA9t\xC3\xA9", "size"});
    static constexpr auto tagged = find_member_names<WithTags>();
    CHECK(tagged == std::array<std::string_view, 2>{"first", "second"});
    struct Bits {
        int few : 3;
        int others;
    };
    CHECK(find_member_names<Bits>().empty());
}

#endif
