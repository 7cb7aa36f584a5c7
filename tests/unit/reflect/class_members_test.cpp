// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/detail/class_members.hpp>

using namespace souris;
using namespace souris::detail;

namespace {

struct Coordinates {
    int x = 1;
    int y = 2;
};

constexpr NamesProblem problem_of(std::string_view first, std::string_view second,
                                  std::string_view alias = {}) {
    const FieldInfo fields[] = {{.name = first}, {.name = second, .aliases = {alias}}};
    return find_names_problem(fields, 2);
}

}  // namespace

template <>
struct souris::describe<Coordinates> {
    static constexpr auto fields =
        std::tuple{field("y", &Coordinates::y), field("x", &Coordinates::x).alias("column")};
};

#if SOURIS_HAS_MEMBER_NAMES

namespace {

struct Renamed {
    int first = 1;
    int second = 2;
    int third = 3;
};

}  // namespace

template <>
struct souris::describe<Renamed> {
    static constexpr auto renamed = std::tuple{field("3rd", &Renamed::third).required(),
                                               field("first", &Renamed::first).alias("1st")};
};

TEST_CASE("members that are not renamed keep their names and places") {
    using Members = ClassMembers<Renamed>;
    static_assert(Members::count == 3);
    static_assert(Members::fields[0].is_called("first"));
    static_assert(Members::fields[0].is_called("1st"));
    static_assert(!Members::fields[0].is_required);
    static_assert(Members::fields[1].name == "second");
    static_assert(Members::fields[2].name == "3rd");
    static_assert(!Members::fields[2].is_called("third"));
    static_assert(Members::fields[2].is_required);
    Renamed object;
    CHECK(Members::visit(object, [](int& first, int& second, int& third) {
              return 100 * first + 10 * second + third;
          }) == 123);
}

#endif

TEST_CASE("described members are visited in the order of the description") {
    static_assert(ClassMembers<Coordinates>::count == 2);
    static_assert(ClassMembers<Coordinates>::fields[1].is_called("column"));
    Coordinates object;
    const int sum =
        ClassMembers<Coordinates>::visit(object, [](int& y, int& x) { return 10 * y + x; });
    CHECK(sum == 21);
}

TEST_CASE("names that cannot be written, or that are two members', are found") {
    static_assert(problem_of("a", "b") == NamesProblem::none);
    static_assert(problem_of("", "b") == NamesProblem::none);
    static_assert(problem_of("a", "a") == NamesProblem::repeated);
    static_assert(problem_of("a", "b", "a") == NamesProblem::repeated);
    CHECK(problem_of("a", std::string(239, 'b')) == NamesProblem::none);
    CHECK(problem_of("a", std::string(240, 'b')) == NamesProblem::too_long);
    CHECK(problem_of("a", "b", std::string(240, 'b')) == NamesProblem::too_long);
}

TEST_CASE("names are UTF-8") {
    for (const char* name : {"a", "caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x90\xAD", "\x7F",
                             "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
        CHECK(is_name_utf8(name));
    }
    for (const char* name : {"\x80", "\xC3", "\xC3(", "\xC1\x81", "\xE0\x80\x80", "\xED\xA0\x80",
                             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "a\xE2\x82"}) {
        CHECK_FALSE(is_name_utf8(name));
    }
}
