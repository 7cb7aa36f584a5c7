// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "unit/value/sample_values.hpp"

using namespace souris;

namespace {

std::size_t hash_of(const Value& value) {
    return std::hash<Value>()(value);
}

/// Equal by all comparisons.
void check_equal(const Value& a, const Value& b) {
    CHECK(a == b);
    CHECK(b == a);
    CHECK(std::is_eq(a <=> b));
    CHECK(std::is_eq(b <=> a));
    CHECK(hash_of(a) == hash_of(b));
}

void check_less(const Value& a, const Value& b) {
    CHECK(a != b);
    CHECK(b != a);
    CHECK(std::is_lt(a <=> b));
    CHECK(std::is_gt(b <=> a));
    CHECK(hash_of(a) != hash_of(b));
}

}  // namespace

TEST_CASE("values of all types are equal to themselves and in one order") {
    const std::vector<Value> ascending = test::sample_values();
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        for (std::size_t j = i; j < ascending.size(); ++j) {
            CAPTURE(i);
            CAPTURE(j);
            if (i == j) {
                check_equal(ascending[i], ascending[j]);
                check_equal(ascending[i], Value(ascending[i]));
            } else {
                check_less(ascending[i], ascending[j]);
            }
        }
    }
    std::vector<Value> shuffled = ascending;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(1));
    std::sort(shuffled.begin(), shuffled.end());
    CHECK(shuffled == ascending);
}

TEST_CASE("the same values inside containers") {
    const std::vector<Value> ascending = test::sample_values();
    for (std::size_t i = 0; i + 1 < ascending.size(); ++i) {
        CAPTURE(i);
        const Value& a = ascending[i];
        const Value& b = ascending[i + 1];
        check_less(Array{0, Value(Array{a}), 2}, Array{0, Value(Array{b}), 1});
        check_less(Map{{"a", 0}, {"b", a}, {"c", 2}}, Map{{"c", 1}, {"b", b}, {"a", 0}});
        check_equal(Map{{"x", Array{a, b}}, {"y", a}}, Map{{"y", a}, {"x", Array{a, b}}});
    }
}

TEST_CASE("numbers are equal within a type, floating point ones in their bits") {
    check_equal(1, 1U);
    check_equal(std::numeric_limits<std::int64_t>::max(), Integer(9'223'372'036'854'775'807U));
    CHECK(Value(1) != Value(1.0));
    CHECK(Value(1) != Value(1.0F));
    CHECK(Value(1.0) != Value(1.0F));
    CHECK(Value(1) != Value(true));
    CHECK(Value(0) != Value(nullptr));
    CHECK(Value('\0' + 0) != Value(U'\0'));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    check_equal(nan, nan);
    CHECK(Value(nan) != Value(-nan));
    CHECK(Value(nan) != Value(std::bit_cast<double>(std::bit_cast<std::uint64_t>(nan) + 1)));
    CHECK(Value(0.0) != Value(-0.0));
    check_equal(std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::quiet_NaN());
    check_equal(Complex(1, 2), Complex(1U, 2U));
}

TEST_CASE("types with the same text are different values") {
    const JsonText json = JsonText::parse("0").value();
    const TimeZone zone = TimeZone::parse("0").value();
    const std::vector<Value> values = {"0", test::bytes_of(1, '0'), json, zone};
    for (const Value& a : values) {
        for (const Value& b : values)
            CHECK((a == b) == (&a == &b));
    }
    std::set<std::size_t> hashes;
    for (const Value& value : values)
        hashes.insert(hash_of(value));
    CHECK(hashes.size() == values.size());
}

TEST_CASE("values compare with what becomes a value") {
    CHECK(Value("x") == "x");
    CHECK(5 == Value(5));
    CHECK(Value(Array{1}) == Array{1});
    CHECK(Value(5) < 6);
    CHECK(Value("b") > "a");
}

TEST_CASE("maps compare without regard to order, with and without an index") {
    for (const int size : {0, 1, 2, 16, 17, 100, 1000}) {
        CAPTURE(size);
        std::vector<int> numbers;
        for (int i = 0; i < size; ++i)
            numbers.push_back(i);
        const auto make = [&](int changed) {
            Map map;
            for (const int number : numbers)
                map[std::to_string(number)] = number == changed ? number + 1 : number;
            return Value(std::move(map));
        };
        const Value map = make(-1);
        std::shuffle(numbers.begin(), numbers.end(), std::mt19937(2));
        check_equal(map, make(-1));
        if (size > 0) check_less(map, make(size / 2));
    }
    check_less(Map{{"a", 1}, {"b", 2}}, Map{{"b", 1}, {"a", 2}});
    // The same keys and hashes of values, combined differently.
    CHECK(hash_of(Map{{"a", 1}, {"b", 2}}) != hash_of(Map{{"a", 2}, {"b", 1}}));
    CHECK(hash_of(Map{{"a", "b"}}) != hash_of(Map{{"b", "a"}}));
}

TEST_CASE("containers: the structure is part of the value") {
    const std::vector<Value> values = {
        Array{},
        Array{Value(Array{})},
        Array{Array{}, Array{}},
        Array{Value(Array{Value(Array{})})},
        Array{1, 2, 3},
        Array{Array{1, 2}, 3},
        Array{1, Array{2, 3}},
        Array{Array{1}, 2, 3},
        Array{3, 2, 1},
        Map{},
        Map{{"", Map{}}},
        Map{{"", nullptr}},
        Map{{"a", 1}},
        Map{{"a", Map{{"b", 1}}}},
        Map{{"a", Map{}}, {"b", 1}},
    };
    std::set<std::size_t> hashes;
    for (const Value& a : values) {
        hashes.insert(hash_of(a));
        for (const Value& b : values) {
            CHECK((a == b) == (&a == &b));
            CHECK(std::is_eq(a <=> b) == (&a == &b));
            CHECK((a < b) == (b > a));
        }
    }
    CHECK(hashes.size() == values.size());
}

TEST_CASE("integers that collide under a hash without a key do not collide here") {
    // std::hash<Integer> is mix(low ^ mix(high)); low can undo what high does.
    const auto unkeyed = [](std::uint64_t low, std::uint64_t high) {
        return Integer::from_bits({high, low}, SignState::unsigned_number).value();
    };
    const auto mix_of = [](std::uint64_t x) {
        x = (x ^ (x >> 33U)) * 0xFF51AFD7ED558CCDULL;
        x = (x ^ (x >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
        return x ^ (x >> 33U);
    };
    std::set<std::size_t> hashes;
    for (std::uint64_t high = 0; high < 1000; ++high)
        hashes.insert(hash_of(unkeyed(mix_of(high), high)));
    CHECK(hashes.size() == 1000);
}

namespace {

/// All values are different, and each is found by an equal one.
template <class T>
void check_hashed(const std::vector<T>& different) {
    const std::unordered_set<T> set(different.begin(), different.end());
    CHECK(set.size() == different.size());
    std::set<std::size_t> hashes;
    for (const T& value : different) {
        CHECK(set.count(T(value)) == 1);
        hashes.insert(std::hash<T>()(value));
    }
    CHECK(hashes.size() == different.size());
}

}  // namespace

TEST_CASE("the types that values are made of are keys of hash tables") {
    check_hashed<Ipv4>({Ipv4(), Ipv4(1, 2, 3, 4), Ipv4(4, 3, 2, 1)});
    check_hashed<Ipv6>({Ipv6(), Ipv6({0, 0, 0, 0, 0, 0, 0, 1}), Ipv6({1, 0, 0, 0, 0, 0, 0, 0})});
    check_hashed<TimeZone>({TimeZone(), *TimeZone::parse("Europe/London")});
    check_hashed<JsonText>({*JsonText::parse("1"), *JsonText::parse("1 ")});
    check_hashed<Complex>({Complex(), Complex(1, 0), Complex(0, 1), Complex::polar(1, 0),
                           Complex::polar(0, 1), Complex::polar(-0.0, 1)});
    check_hashed<Timestamp>(
        {*Timestamp::parse("2024-01-02T03:04:05"), *Timestamp::parse("2024-02-01T03:04:05"),
         *Timestamp::parse("-2024-01-02T03:04:05"), *Timestamp::parse("2024-01-02T03:04:05.5")});
}
