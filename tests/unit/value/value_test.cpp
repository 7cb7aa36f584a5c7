// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "unit/value/sample_values.hpp"

using namespace souris;

static_assert(sizeof(Value) == 24);
static_assert(sizeof(Array) == sizeof(void*));
static_assert(sizeof(Map) == sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<Value>);
static_assert(std::is_nothrow_move_assignable_v<Value>);
static_assert(std::is_nothrow_constructible_v<Value, int>);

// Other types are not converted to numbers, characters or text implicitly.
static_assert(!std::is_constructible_v<Value, char>);
static_assert(!std::is_constructible_v<Value, wchar_t>);
static_assert(!std::is_constructible_v<Value, char8_t>);
static_assert(!std::is_constructible_v<Value, char16_t>);
static_assert(!std::is_constructible_v<Value, void*>);
static_assert(!std::is_constructible_v<Value, int*>);
static_assert(!std::is_constructible_v<Value, Type>);
static_assert(!std::is_constructible_v<Value, long double>);

TEST_CASE("every C++ type becomes the value it looks like, without a cast") {
    struct Row {
        Value value;
        Type type;
    };
    const std::vector<std::byte> bytes = test::bytes_of(30, 7);
    const std::string text = "brie";
    const Row rows[] = {
        {{}, Type::null},
        {nullptr, Type::null},
        {true, Type::boolean},
        {static_cast<signed char>(-1), Type::integer},
        {static_cast<unsigned char>(1), Type::integer},
        {static_cast<short>(1), Type::integer},
        {static_cast<unsigned short>(1), Type::integer},
        {1, Type::integer},
        {1U, Type::integer},
        {1L, Type::integer},
        {1UL, Type::integer},
        {1LL, Type::integer},
        {1ULL, Type::integer},
        {std::size_t{1}, Type::integer},
        {Integer::max(), Type::integer},
        {1.0, Type::float64},
        {1.0F, Type::float32},
        {U'x', Type::character},
        {"brie", Type::string},
        {text.c_str(), Type::string},
        {text, Type::string},
        {std::string_view(text), Type::string},
        {bytes, Type::binary},
        {std::span<const std::byte>(bytes), Type::binary},
        {Value(std::array<std::byte, 3>{}), Type::binary},
        {Complex(1, 2), Type::complex},
        {Complex::polar(1, 2), Type::complex},
        {Timestamp{}, Type::timestamp},
        {TimeZone(), Type::timezone},
        {JsonText(), Type::json},
        {Ipv4(127, 0, 0, 1), Type::ipv4},
        {Ipv6(), Type::ipv6},
        {Array(), Type::array},
        {Map(), Type::map},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.type));
        CHECK(row.value.type() == row.type);
        CHECK(row.value.is(row.type));
        CHECK(row.value.is_null() == (row.type == Type::null));
    }
}

#if SOURIS_HAS_INT128
TEST_CASE("128-bit integers become values") {
    CHECK(Value(~native_uint128{0}) == Value(Integer::max()));
    CHECK(Value(native_int128{-5}) == Value(-5));
}
#endif

TEST_CASE("text and binary of every length around the boundary to memory of their own") {
    for (std::size_t size = 0; size <= 50; ++size) {
        CAPTURE(size);
        std::string text;
        for (std::size_t i = 0; i < size; ++i)
            text += static_cast<char>('a' + i % 26);
        const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
        Value string(text);
        Value binary(bytes);
        CHECK(string.text() == text);
        CHECK(string.binary().empty());
        CHECK(std::ranges::equal(binary.binary(), bytes));
        CHECK(binary.text().empty());
        CHECK(string != binary);
        // Short text is inside the value.
        const auto place = reinterpret_cast<std::uintptr_t>(string.text().data());
        const auto begin = reinterpret_cast<std::uintptr_t>(&string);
        const bool is_inside = place >= begin && place < begin + sizeof string;
        CHECK(is_inside == (size <= 22));
        // Copying and moving keep the content.
        const Value copy = string;
        const Value moved = std::move(string);
        CHECK(copy.text() == text);
        CHECK(moved.text() == text);
    }
}

TEST_CASE("text holds any bytes") {
    const std::string text("a\0\xFF\0", 4);
    CHECK(Value(text).text() == text);
    CHECK(Value(std::string_view()).text().empty());
    CHECK(Value(std::span<const std::byte>()).binary().empty());
}

TEST_CASE("text() and integer() of other types are empty") {
    for (const Value& value : test::sample_values()) {
        CAPTURE(name_of(value.type()));
        const bool has_text =
            value.is(Type::string) || value.is(Type::json) || value.is(Type::timezone);
        if (!has_text) CHECK(value.text().empty());
        if (!value.is(Type::binary)) CHECK(value.binary().empty());
        if (!value.is(Type::integer)) CHECK(value.integer().is_zero());
        if (!value.is(Type::array)) {
            CHECK(value.elements().empty());
            CHECK(value.as_array() == nullptr);
        }
        if (!value.is(Type::map)) {
            CHECK(value.entries().empty());
            CHECK(value.as_map() == nullptr);
        }
    }
    CHECK(Value(TimeZone()).text() == "UTC");
    CHECK(Value(JsonText()).text() == "null");
    CHECK(Value(-7).integer() == Integer(-7));
    CHECK(Value(Array{1, 2}).elements().size() == 2);
    CHECK(Value(Map{{"a", 1}}).entries().size() == 1);
}

TEST_CASE("integers keep their sign state") {
    CHECK(Value(5).integer().sign_state() == SignState::signed_non_negative);
    CHECK(Value(5U).integer().sign_state() == SignState::unsigned_number);
    CHECK(Value(-5).integer().sign_state() == SignState::negative);
    CHECK(Value(5) == Value(5U));
}

TEST_CASE("a tree is written down as braces") {
    const Value value = Map{
        {"name", "Mouse"},
        {"boxes", Array{1, 2.5, "brie", nullptr, Array{true, false}, Map{{"x", U'y'}}}},
        {"name", "Rat"},
    };
    CHECK(value.entries().size() == 2);
    CHECK(value.entries()[0].key() == "name");
    CHECK(value.entries()[0].value == Value("Rat"));
    const auto boxes = value.entries()[1].value.elements();
    CHECK(boxes.size() == 6);
    CHECK(boxes[0] == Value(1));
    CHECK(boxes[1] == Value(2.5));
    CHECK(boxes[4].elements()[1] == Value(false));
    CHECK(*boxes[5].as_map()->find("x") == Value(U'y'));
}

TEST_CASE("a copy is equal and independent; moving leaves null") {
    for (const Value& sample : test::sample_values()) {
        CAPTURE(name_of(sample.type()));
        Value original = sample;
        CHECK(original == sample);
        Value assigned("something else, too long to stand inside");
        assigned = original;
        CHECK(assigned == sample);

        const Value moved = std::move(original);
        CHECK(moved == sample);
        CHECK(original.is_null());
        original = std::move(assigned);
        CHECK(original == sample);
        CHECK(assigned.is_null());
    }
    Value array = Array{1, Array{2, 3}};
    const Value copy = array;
    array.as_array()->begin()[1].as_array()->clear();
    CHECK(copy == Value(Array{1, Array{2, 3}}));
    CHECK(array == Value(Array{1, Array{}}));
}

TEST_CASE("assigning a value to itself changes nothing") {
    for (const Value& sample : test::sample_values()) {
        CAPTURE(name_of(sample.type()));
        Value value = sample;
        const Value& same = value;
        value = same;
        CHECK(value == sample);
        Value& also_same = value;
        value = std::move(also_same);
        CHECK(value == sample);
    }
}

TEST_CASE("a child can be assigned to its own ancestor") {
    const std::string text(40, 'x');
    const Value tree = Array{Array{text, 1}, Map{{"a", Map{{"b", text}}}}};

    Value copied = tree;
    copied = (*copied.as_array())[0];
    CHECK(copied == Value(Array{text, 1}));

    Value moved = tree;
    moved = std::move((*moved.as_array())[0]);
    CHECK(moved == Value(Array{text, 1}));

    Value grandchild = tree;
    grandchild = std::move(*grandchild.find("/1/a/b"));
    CHECK(grandchild == Value(text));

    Value down = tree;
    (*down.as_array())[0] = down;
    CHECK(down == Value(Array{tree, Map{{"a", Map{{"b", text}}}}}));

    Value map = tree;
    map = *map.find("/1");
    map = std::move(*map.as_map()->find("a"));
    CHECK(map == Value(Map{{"b", text}}));
}

TEST_CASE("values go into standard containers") {
    std::vector<Value> values;
    for (int i = 0; i < 100; ++i)
        values.insert(values.begin(), Value(std::string(static_cast<std::size_t>(i), 'x')));
    CHECK(values.front().text().size() == 99);
    CHECK(values.back().text().empty());
    std::map<Value, int> sorted;
    for (const Value& value : values)
        ++sorted[value];
    CHECK(sorted.size() == 100);
}

TEST_CASE("a null pointer to text is null") {
    CHECK(Value(static_cast<const char*>(nullptr)).is_null());
    CHECK(Value(static_cast<char*>(nullptr)) == Value());
    CHECK(Array{static_cast<const char*>(nullptr)} == Array{Value()});
    CHECK(Value("").is(Type::string));
    Value value = "text";
    value = static_cast<const char*>(nullptr);
    CHECK(value.is_null());
}

TEST_CASE("what was moved from can be used") {
    Value value = Map{{"a", 1}};
    const Value taken = std::move(value);
    CHECK(value.is_null());  // NOLINT(bugprone-use-after-move)
    CHECK(value == Value());
    Map map{{"a", 1}};
    const Map taken_map = std::move(map);
    CHECK(map.empty());  // NOLINT(bugprone-use-after-move)
    CHECK(map.find("a") == nullptr);
    map.sort_keys();
    map.clear();
    map["b"] = 2;
    CHECK(map.size() == 1);
    Array array{1};
    const Array taken_array = std::move(array);
    CHECK(array.empty());  // NOLINT(bugprone-use-after-move)
    array.clear();
    array.push_back(2);
    CHECK(array == Array{2});
    TimeZone zone = TimeZone::parse("Europe/London").value();
    const TimeZone taken_zone = std::move(zone);
    CHECK(zone == TimeZone());  // NOLINT(bugprone-use-after-move)
    zone = TimeZone(taken_zone);
    CHECK(zone == taken_zone);
    JsonText json = JsonText::parse("[1]").value();
    const JsonText taken_json = std::move(json);
    CHECK(json == JsonText());  // NOLINT(bugprone-use-after-move)
    json = JsonText(taken_json);
    CHECK(json == taken_json);
}

TEST_CASE("[] makes the containers on the way to a value") {
    Value value;
    value["a"]["b"] = 1;
    value["list"].push_back("x");
    value["list"].push_back(Array{2});
    value["list"][0] = "y";
    CHECK(value == Map{{"a", Map{{"b", 1}}}, {"list", Array{"y", Array{2}}}});
    CHECK(value["absent"].is_null());
    CHECK(value.contains("absent"));
}

TEST_CASE("[] and push_back replace nothing") {
    const auto code_of = [](auto change) {
        try {
            change();
        } catch (const BadResultAccess& exception) {
            return exception.error().code;
        }
        return ErrorCode::none;
    };
    Value text = "x";
    Value array = Array{1};
    CHECK(code_of([&] { text["a"] = 1; }) == ErrorCode::wrong_type);
    CHECK(code_of([&] { text[0] = 1; }) == ErrorCode::wrong_type);
    CHECK(code_of([&] { text.push_back(1); }) == ErrorCode::wrong_type);
    CHECK(code_of([&] { array["a"] = 1; }) == ErrorCode::wrong_type);
    CHECK(code_of([&] { array[1] = 1; }) == ErrorCode::index_out_of_range);
    CHECK(code_of([&] { array[-1] = 1; }) == ErrorCode::index_out_of_range);
    Value null;
    CHECK(code_of([&] { null[0] = 1; }) == ErrorCode::wrong_type);
    CHECK(null.is_null());
    CHECK(text == "x");
    CHECK(array == Array{1});
}

TEST_CASE("a value can be appended to itself") {
    Value array = Array{1};
    array.push_back(array);
    array.push_back(std::move(array));
    CHECK(array == Array{1, Array{1}, Array{1, Array{1}}});
}

TEST_CASE("size, empty, contains and erase of any type") {
    Value map = Map{{"a", 1}, {"b", 2}};
    Value array = Array{1, 2, 3};
    Value text = "text";
    CHECK(map.size() == 2);
    CHECK(array.size() == 3);
    CHECK(text.size() == 1);
    CHECK(Value().size() == 0);
    CHECK(Value().empty());
    CHECK(Value(Map()).empty());
    CHECK_FALSE(Value("").empty());
    CHECK(map.contains("a"));
    CHECK_FALSE(map.contains("/a"));
    CHECK_FALSE(array.contains("0"));
    CHECK(map.erase("a"));
    CHECK_FALSE(map.erase("a"));
    CHECK_FALSE(map.erase(0));
    CHECK(array.erase(1));
    CHECK_FALSE(array.erase(2));
    CHECK_FALSE(array.erase(-1));
    CHECK_FALSE(array.erase("0"));
    CHECK_FALSE(text.erase("a"));
    CHECK(map == Map{{"b", 2}});
    CHECK(array == Array{1, 3});
}
