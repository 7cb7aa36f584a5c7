// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/parser.hpp>
#include <souris/value_view.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

/// A value, parsed from its own bytes.
struct Parsed {
    explicit Parsed(const Value& value) : bytes(encode_value(value).value()) {}

    Bytes bytes;
    Parser parser;
    ValueView root = parser.parse(bytes).value();
};

}  // namespace

TEST_CASE("every type is got as it was put, and as nothing else") {
    const Parsed parsed(
        Array{true, U'x', 200U, -3, Integer::max(), 1.5, 0.5F, "text", test::from_hex("0102"),
              Complex(1, -2), Timestamp{2024, 2, 29, 1, 2, 3, 4}, *TimeZone::parse("Asia/Tokyo"),
              *JsonText::parse("[1]"), Ipv4(1, 2, 3, 4), Ipv6({1, 2, 3, 4, 5, 6, 7, 8})});
    const auto at = [&](std::size_t index) { return *parsed.root.elements().find(index); };
    CHECK(at(0).get<bool>() == true);
    CHECK(at(1).get<char32_t>() == U'x');
    CHECK(at(2).get<std::uint8_t>() == 200);
    CHECK(at(2).get<std::int8_t>().error().code == ErrorCode::integer_out_of_range);
    CHECK(at(3).get<int>() == -3);
    CHECK(at(3).get<double>() == -3.0);
    CHECK(at(4).get<Integer>() == Integer::max());
    CHECK(at(4).get<std::uint64_t>().error().code == ErrorCode::integer_out_of_range);
    CHECK(at(5).get<double>() == 1.5);
    CHECK(at(5).get<float>() == 1.5F);
    CHECK(at(6).get<double>() == 0.5);
    CHECK(at(7).get<std::string_view>() == "text");
    CHECK(at(7).get<std::string>() == "text");
    CHECK(test::to_hex(at(8).get<std::span<const std::byte>>().value()) == "0102");
    CHECK(at(9).get<Complex>() == Complex(1, -2));
    CHECK(at(10).get<Timestamp>() == Timestamp{2024, 2, 29, 1, 2, 3, 4});
    CHECK(at(11).get<TimeZone>() == *TimeZone::parse("Asia/Tokyo"));
    CHECK(at(12).get<JsonText>() == *JsonText::parse("[1]"));
    CHECK(at(13).get<Ipv4>() == Ipv4(1, 2, 3, 4));
    CHECK(at(14).get<Ipv6>() == Ipv6({1, 2, 3, 4, 5, 6, 7, 8}));
    for (std::size_t i = 0; i < 15; ++i) {
        if (i != 7) CHECK(at(i).get<std::string_view>().error().code == ErrorCode::wrong_type);
    }
    CHECK(at(7).get<bool>().error().detail == "found string, wanted boolean");
}

TEST_CASE("text and binary are views into the bytes") {
    const Parsed parsed(Array{"Mouse", test::from_hex("010203")});
    const auto is_inside = [&](const void* place) {
        return place >= parsed.bytes.data() && place < parsed.bytes.data() + parsed.bytes.size();
    };
    CHECK(is_inside(parsed.root.elements().find(0)->text().data()));
    CHECK(is_inside(parsed.root.elements().find(1)->binary().data()));
}

TEST_CASE("elements, flat and nested") {
    const Parsed flat(Array{1, 2, 3});
    const Parsed nested(Array{Array{1, Array{2}}, 3, Map{{"a", 4}}, 5});
    CHECK(flat.root.elements().find(2)->integer() == 3);
    CHECK_FALSE(flat.root.elements().find(3).has_value());
    CHECK(nested.root.elements().find(1)->integer() == 3);
    CHECK(nested.root.elements().find(3)->integer() == 5);
    CHECK_FALSE(nested.root.elements().find(4).has_value());
    std::string types;
    for (const ValueView element : nested.root.elements()) {
        types += name_of(element.type());
        types += ' ';
    }
    CHECK(types == "array integer map integer ");
    CHECK(nested.root.entries().empty());
    CHECK(nested.root.text().empty());
    CHECK(nested.root.binary().empty());
    CHECK(nested.root.integer().is_zero());
}

TEST_CASE("iterators are forward ones and leave their old place behind") {
    const Parsed array(Array{1, 2});
    const ArrayView elements = array.root.elements();
    CHECK(elements.size() == 2);
    auto element = elements.begin();
    CHECK((*element++).integer() == 1);
    CHECK((*element++).integer() == 2);
    CHECK(element == elements.end());

    const Parsed map(Map{{"a", 1}, {"b", 2}});
    const MapView entries = map.root.entries();
    auto entry = entries.begin();
    CHECK((*entry++).first == "a");
    CHECK((*entry++).first == "b");
    CHECK(entry == entries.end());
}

TEST_CASE("entries of small and large maps") {
    for (const unsigned count : {0U, 1U, 16U, 17U, 1000U}) {
        Map map;
        for (unsigned i = 0; i < count; ++i)
            map["key" + std::to_string(i)] = Array{i, "x"};
        const Parsed parsed{Value(map)};
        const MapView entries = parsed.root.entries();
        CHECK(entries.size() == count);
        unsigned expected = 0;
        for (const auto& [key, value] : entries) {
            CHECK(key == "key" + std::to_string(expected));
            CHECK(value.elements().find(0)->integer() == expected);
            ++expected;
        }
        for (unsigned i = 0; i < count; ++i) {
            CHECK(entries.find("key" + std::to_string(i))->elements().find(0)->integer() == i);
        }
        CHECK_FALSE(entries.find("other").has_value());
        CHECK(parsed.root.elements().empty());
    }
}

TEST_CASE("where a key is repeated the last one is found") {
    for (const unsigned others : {0U, 40U}) {
        Bytes bytes = test::from_hex(others == 0 ? "84" : "812a");
        const auto append = [&](const char* hex) {
            const Bytes more = test::from_hex(hex);
            bytes.insert(bytes.end(), more.begin(), more.end());
        };
        append("100161 4001");
        for (unsigned i = 0; i < others; ++i)
            append("100162 90");
        append("100161 4002");
        Parser parser;
        const auto root = parser.parse(bytes);
        REQUIRE(root.has_value());
        CHECK(root->entries().find("a")->integer() == 2);
        CHECK(root->to_value() == decode_value(bytes));
    }
}

TEST_CASE("lookups by pointer agree with those in a value, errors too") {
    const Value value = Map{{"users", Array{Map{{"name", "Ada"}, {"a/b", 1}}}}, {"n", 5}};
    const Parsed parsed(value);
    for (const char* const pointer :
         {"", "/users", "/users/0", "/users/0/name", "/users/0/a~1b", "/n", "/users/1", "/users/x",
          "/nobody", "/n/deeper", "users", "/users/0/~2"}) {
        CAPTURE(std::string(pointer));
        const Found in_value = value.at(pointer);
        const FoundView in_view = parsed.root.at(pointer);
        REQUIRE(static_cast<bool>(in_view) == static_cast<bool>(in_value));
        if (in_value) {
            CHECK((*in_view).to_value() == *in_value);
            CHECK(in_view.path() == in_value.path());
        } else {
            CHECK(in_view.error() == in_value.error());
        }
    }
    CHECK(parsed.root.at("/users/0").at("/name").get<std::string_view>() == "Ada");
    CHECK(parsed.root.at("/users/0").at("/age").error().path == "/users/0/age");
    CHECK(parsed.root.at("/users/9").at("/age").error().path == "/users/9");
    CHECK(parsed.root.at("/users/9").get<bool>().error().path == "/users/9");
    CHECK(parsed.root.at("/n").get<bool>().error().path == "/n");
}

TEST_CASE("a copy takes its memory from the resource that was given") {
    const Parsed parsed(Array{std::string(100, 'x'), Map{{std::string(100, 'k'), Complex(1, 2)}}});
    std::pmr::monotonic_buffer_resource arena(std::pmr::new_delete_resource());
    std::pmr::set_default_resource(std::pmr::null_memory_resource());
    const Value copy = parsed.root.to_value(&arena);
    std::pmr::set_default_resource(nullptr);
    CHECK(copy == decode_value(parsed.bytes));
}

TEST_CASE("keys, indices and sizes are those of the value") {
    const Value value = Map{{"users", Array{Map{{"a/b", 1}}, "x"}}, {"n", 5}, {"null", nullptr}};
    const Parsed parsed(value);
    CHECK(parsed.root["users"][0]["a/b"].path() == "/users/0/a~1b");
    CHECK(parsed.root["users"][0]["a/b"].get<int>() == 1);
    CHECK(parsed.root["users"][1].value().text() == "x");
    for (const char* const key : {"users", "n", "none", "/n", ""}) {
        CAPTURE(std::string(key));
        const Found in_value = value[key][2]["deeper"];
        const FoundView in_view = parsed.root[key][2]["deeper"];
        CHECK(in_view.error() == in_value.error());
        CHECK(parsed.root.contains(key) == value.contains(key));
    }
    CHECK_THROWS_AS(static_cast<void>(parsed.root["none"].value()), BadResultAccess);
    CHECK_FALSE(parsed.root["n"]->contains("n"));
    for (const auto& entry : parsed.root.entries()) {
        const std::string key(entry.first);
        const ValueView child = entry.second;
        CAPTURE(key);
        CHECK(child.size() == value[key]->size());
        CHECK(child.empty() == value[key]->empty());
        CHECK(child.is_array() == value[key]->is_array());
        CHECK(child.is_number() == value[key]->is_number());
    }
    CHECK(parsed.root.is_map());
    CHECK(parsed.root["users"].get<Array>() == value["users"].get<Array>());
    CHECK(parsed.root.get<Map>() == value.get<Map>());
    CHECK(parsed.root.get<Value>() == value);
    CHECK(parsed.root.get<Array>().error() == value.get<Array>().error());
}
