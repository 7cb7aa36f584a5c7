// SPDX-License-Identifier: MIT
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/value.hpp>

using namespace souris;

namespace {

template <class T>
constexpr bool makes_value = std::is_constructible_v<Value, const T&>;

struct Struct {
    int member = 0;
};

struct ConvertsToValue {
    int member = 0;
    operator Value() const { return member; }
};

enum class Enumeration { enumerator };

}  // namespace

TEST_CASE("containers are arrays") {
    CHECK(Value(std::vector<int>{1, 2}) == Array{1, 2});
    CHECK(Value(std::vector<std::string>{"a"}) == Array{"a"});
    CHECK(Value(std::vector<bool>{true, false}) == Array{true, false});
    CHECK(Value(std::list<double>{0.5}) == Array{0.5});
    CHECK(Value(std::set<std::string_view>{"b", "a"}) == Array{"a", "b"});
    CHECK(Value(std::array<std::vector<std::uint8_t>, 2>{{{1}, {}}}) == Array{Array{1U}, Array{}});
    const Value values[] = {1, "x"};
    CHECK(Value(std::span(values)) == Array{1, "x"});
    CHECK(Value(std::vector<int>()) == Array());
    const Map map{{"tags", std::vector<std::string>{"maths"}}};
    CHECK(map.find("tags")->at("/0").value() == "maths");
    CHECK(Value(Value(Array{1}).elements()) == Array{1});
}

TEST_CASE("containers with unique keys that are text are maps") {
    CHECK(Value(std::map<std::string, int>{{"b", 2}, {"a", 1}}) == Map{{"a", 1}, {"b", 2}});
    CHECK(Value(std::unordered_map<std::string, std::vector<int>>{{"a", {1}}}) ==
          Map{{"a", Array{1}}});
    CHECK_FALSE(makes_value<std::multimap<std::string, int>>);
    CHECK_FALSE(makes_value<std::map<int, int>>);
    CHECK_FALSE(makes_value<std::map<std::string, Struct>>);
}

TEST_CASE("an optional is null or its value") {
    CHECK(Value(std::optional<int>()).is_null());
    CHECK(Value(std::optional<std::string>("x")) == "x");
    CHECK(Value(std::vector<std::optional<int>>{1, std::nullopt}) == Array{1, nullptr});
}

TEST_CASE("times of the system's clock are timestamps, or throw") {
    using namespace std::chrono;
    CHECK(Value(sys_days(year(2024) / 2 / 29)) == Timestamp{2024, 2, 29});
    CHECK(Value(system_clock::time_point(seconds(-1))) == Timestamp{1969, 12, 31, 23, 59, 59});
    CHECK(Value(sys_time<nanoseconds>::max()).is(Type::timestamp));
    CHECK(Value(sys_time<nanoseconds>::min()).is(Type::timestamp));
    try {
        const Value value = sys_seconds::max();
        FAIL("made");
    } catch (const BadResultAccess& exception) {
        CHECK(exception.error().code == ErrorCode::unrepresentable);
    }
    CHECK_FALSE(makes_value<steady_clock::time_point>);
    CHECK_FALSE(makes_value<milliseconds>);
}

TEST_CASE("text and bytes stay what they were") {
    CHECK(Value(std::string("x")) == "x");
    CHECK(Value(std::string_view("x")) == "x");
    CHECK(Value(std::vector<std::byte>{std::byte{1}}).is_binary());
    CHECK(Value(std::array<std::byte, 2>()).is_binary());
    CHECK(Value(std::span<std::byte>()).is_binary());
    CHECK(Value(ConvertsToValue{3}) == 3);
}

TEST_CASE("what could be several things is none") {
    CHECK_FALSE(makes_value<char>);
    CHECK_FALSE(makes_value<wchar_t>);
    CHECK_FALSE(makes_value<long double>);
    CHECK_FALSE(makes_value<Enumeration>);
    CHECK_FALSE(makes_value<void*>);
    CHECK_FALSE(makes_value<std::vector<char>>);
    CHECK_FALSE(makes_value<std::u32string>);
    CHECK_FALSE(makes_value<Struct>);
    CHECK_FALSE(makes_value<std::vector<Struct>>);
    CHECK_FALSE(makes_value<std::pair<int, int>>);
    CHECK_FALSE(makes_value<Result<int>>);
}
