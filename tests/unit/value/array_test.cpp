// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <list>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "unit/value/counting_resource.hpp"

using namespace souris;

namespace {

/// Too long to fit inside a value.
std::string long_text(int number) {
    return "a text that needs memory of its own " + std::to_string(number);
}

Array texts(int count) {
    Array array;
    for (int i = 0; i < count; ++i)
        array.push_back(long_text(i));
    return array;
}

}  // namespace

TEST_CASE("an empty array takes no memory") {
    test::CountingResource memory;
    const test::DefaultResource guard(memory);
    Array array;
    CHECK(array.empty());
    CHECK(array.capacity() == 0);
    CHECK(array.begin() == array.end());
    CHECK(array.find(0) == nullptr);
    CHECK(std::as_const(array).find(0) == nullptr);
    array.clear();
    array.reserve(0);
    const Array copy = array;
    CHECK(copy == array);
    CHECK(Array{} == array);
    CHECK(memory.allocation_count() == 0);
}

TEST_CASE("arrays are made from braces and ranges") {
    CHECK(Array{1, "two", nullptr}.size() == 3);
    CHECK(Array{nullptr}.size() == 1);
    CHECK(Array{Array{1}, Array{}}.size() == 2);
    const Array nested{Value(Array{1})};
    CHECK(nested.size() == 1);
    CHECK(nested[0] == Value(Array{1}));
    const std::vector<int> numbers = {1, 2, 3};
    CHECK(Array(numbers.begin(), numbers.end()) == Array{1, 2, 3});
    const std::list<std::string> words = {"a", "b"};
    CHECK(Array(words.begin(), words.end()) == Array{"a", "b"});
    CHECK(Array(words.begin(), words.begin()).empty());
}

TEST_CASE("an array grows at its end, its elements staying what they are") {
    Array array;
    for (int i = 0; i < 1000; ++i) {
        const Value& added = array.push_back(long_text(i));
        CHECK(&added == array.end() - 1);
        CHECK(array.capacity() >= array.size());
    }
    CHECK(array.size() == 1000);
    int i = 0;
    for (const Value& value : array)
        CHECK(value == Value(long_text(i++)));
    CHECK(array.capacity() < 2000);

    while (!array.empty())
        array.pop_back();
    CHECK(array.capacity() >= 1000);
    CHECK(array.begin() == array.end());
}

TEST_CASE("find tells what is there") {
    Array array{1, 2};
    CHECK(*array.find(1) == Value(2));
    CHECK(array.find(2) == nullptr);
    CHECK(array.find(~std::size_t{0}) == nullptr);
    *array.find(0) = "changed";
    CHECK(array == Array{"changed", 2});
    array[1] = array[0];
    CHECK(std::as_const(array)[1] == Value("changed"));
}

TEST_CASE("insert and erase at every place") {
    for (int place = 0; place <= 5; ++place) {
        CAPTURE(place);
        const auto index = static_cast<std::size_t>(place);
        Array array = texts(5);
        const Value* const inserted = &array.insert(index, "new");
        CHECK(inserted == &array[index]);
        CHECK(array.size() == 6);
        CHECK(array[index] == Value("new"));
        array.erase(index);
        CHECK(array == texts(5));
        if (place == 5) continue;
        array.erase(index);
        CHECK(array.size() == 4);
        for (int i = 0; i < 4; ++i) {
            CHECK(array[static_cast<std::size_t>(i)] == Value(long_text(i < place ? i : i + 1)));
        }
    }
}

TEST_CASE("elements of an array go into the array itself") {
    Array array = texts(4);
    CHECK(array.size() == array.capacity());
    array.push_back(array[0]);
    CHECK(array[4] == Value(long_text(0)));
    while (array.size() < array.capacity())
        array.push_back(array[1]);
    array.push_back(std::move(array[2]));
    CHECK(array[2].is_null());
    CHECK(*(array.end() - 1) == Value(long_text(2)));
    array.insert(0, array[1]);
    CHECK(array[0] == Value(long_text(1)));
    CHECK(array[2] == Value(long_text(1)));

    Array whole = texts(2);
    whole.push_back(whole);
    CHECK(whole[2] == Value(texts(2)));
    Array moved = texts(2);
    moved.push_back(std::move(moved));
    CHECK(moved == Array{Value(texts(2))});
}

TEST_CASE("arrays are assigned, to themselves and from inside themselves") {
    Array array = texts(3);
    const Array& same = array;
    array = same;
    CHECK(array == texts(3));
    Array& also_same = array;
    array = std::move(also_same);
    CHECK(array == texts(3));
    const Array taken = std::move(array);
    CHECK(taken == texts(3));
    CHECK(array.empty());
    array = taken;
    CHECK(array == texts(3));

    Array outer{texts(3), 1};
    outer = std::move(*outer[0].as_array());
    CHECK(outer == texts(3));
    outer = Array{texts(3), 1};
    outer = *outer[0].as_array();
    CHECK(outer == texts(3));
}

TEST_CASE("clear destroys and keeps the room") {
    Array array = texts(10);
    const std::size_t capacity = array.capacity();
    array.clear();
    CHECK(array.empty());
    CHECK(array.capacity() == capacity);
    array.push_back(1);
    CHECK(array == Array{1});
}

TEST_CASE("reserve makes room, never less, and refuses what cannot be") {
    Array array = texts(3);
    array.reserve(100);
    CHECK(array.capacity() == 100);
    CHECK(array == texts(3));
    array.reserve(5);
    CHECK(array.capacity() == 100);
    // Where sizes have 32 bits, no size is greater than max_size().
    if constexpr (sizeof(std::size_t) > sizeof(std::uint32_t)) {
        CHECK_THROWS_AS(array.reserve(Array::max_size() + 1), std::bad_alloc);
    }
    CHECK_THROWS_AS(array.reserve(~std::size_t{0}), std::bad_alloc);
    CHECK(array == texts(3));
    Array empty;
    CHECK_THROWS_AS(empty.reserve(~std::size_t{0}), std::bad_alloc);
    CHECK(empty.empty());
}

TEST_CASE("arrays are equal element by element") {
    CHECK(Array{1, 2} == Array{1, 2});
    CHECK(Array{1, 2} != Array{2, 1});
    CHECK(Array{1, 2} != Array{1});
    CHECK(Array{} != Array{nullptr});
    CHECK(Array{1, Map{{"a", 1}}} == Array{1U, Map{{"a", 1}}});
}

TEST_CASE("an array remembers its memory resource") {
    test::CountingResource memory;
    {
        Array array(&memory);
        CHECK(array.resource() == &memory);
        for (int i = 0; i < 100; ++i)
            array.push_back(i);
        CHECK(array.resource() == &memory);
        CHECK(memory.live_blocks() == 1);
        const Array copy = array;
        CHECK(copy.resource() == std::pmr::get_default_resource());
        const Array moved = std::move(array);
        CHECK(moved.resource() == &memory);
        CHECK(array.resource() == std::pmr::get_default_resource());
    }
    CHECK(memory.live_blocks() == 0);
    CHECK_FALSE(memory.was_misused());
    CHECK(Array(nullptr).resource() == std::pmr::get_default_resource());
}

TEST_CASE("a tree that is put into itself is copied") {
    const Value original = Array{Array{1}, "two"};
    SUBCASE("at the end") {
        Value root = original;
        Array& inner = *root.find("/0")->as_array();
        CHECK(inner.push_back(std::move(root)) == original);
        CHECK(root == Value(Array{Array{1, original}, "two"}));
        root.find("/0")->as_array()->push_back(std::move(*root.as_array()));
        CHECK(root.find("/0/2/0/1/1") != nullptr);
    }
    SUBCASE("in the middle") {
        Value root = original;
        root.find("/0")->as_array()->insert(0, std::move(root));
        CHECK(root == Value(Array{Array{original, 1}, "two"}));
        root = original;
        root.find("/0")->as_array()->insert(0, std::move(*root.as_array()));
        CHECK(root == Value(Array{Array{original, 1}, "two"}));
    }
    SUBCASE("by assignment") {
        Value root = original;
        *root.find("/0") = std::move(root);
        CHECK(root == Value(Array{original, "two"}));
        root = original;
        *root.find("/0")->as_array() = std::move(*root.as_array());
        CHECK(root == Value(Array{original, "two"}));
        root = original;
        *root.find("/0") = std::move(*root.as_array());
        CHECK(root == Value(Array{original, "two"}));
    }
    SUBCASE("an element of it") {
        Array array{"a string of more than 22 bytes"};
        while (array.size() < 9)
            array.push_back(array[0]);
        CHECK(array[8] == array[0]);
        array.insert(0, array[8]);
        CHECK(array[0] == array[9]);
        array.insert(0, std::move(array[9]));
        CHECK(array[0] == array[1]);
        CHECK(array[10].is_null());
        while (array.size() < array.capacity())
            array.push_back(1);
        array.push_back(std::move(array[0]));
        CHECK(array[0].is_null());
        CHECK(array[array.size() - 1] == array[1]);
    }
    SUBCASE("moved by braces and by conversion") {
        Array array;
        array.push_back({});
        array.push_back("text");
        array.push_back(Array{1});
        array.insert(0, {});
        CHECK(array == Array{nullptr, nullptr, "text", Value(Array{1})});
    }
}

TEST_CASE("the ends of an array, and values made in place") {
    Array array;
    CHECK(array.emplace_back().is_null());
    CHECK(array.emplace_back("x") == "x");
    CHECK(array.front().is_null());
    array.front() = 1;
    array.back() = 2;
    const Array& same = array;
    CHECK(same.front() == 1);
    CHECK(same.back() == 2);
    array.emplace_back(array);
    CHECK(array == Array{1, 2, Array{1, 2}});
}
