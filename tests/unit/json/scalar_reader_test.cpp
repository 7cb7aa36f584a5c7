// SPDX-License-Identifier: MIT
#include "json/scalar_reader.hpp"

#include <string_view>
#include <utility>

#include <doctest/doctest.h>

using souris::Budget;
using souris::ErrorCode;
using souris::JsonReadOptions;
using souris::Limits;
using souris::Type;
using souris::Value;
using souris::detail::JsonEvent;
using souris::detail::JsonScalarReader;
using souris::detail::JsonSurvey;

namespace {

/// A reader and the objects it refers to.
struct Fixture {
    explicit Fixture(std::string_view text, const Limits& limits = {})
        : options{.limits = limits},
          memory(limits.max_memory),
          reader(text, JsonSurvey::make(text, true, limits.max_depth, survey_memory).value(),
                 options, memory) {}

    Budget survey_memory{10'000};
    JsonReadOptions options;
    Budget memory;
    JsonScalarReader reader;
};

}  // namespace

TEST_CASE("scalars") {
    const struct {
        std::string_view text;
        Value value;
    } rows[] = {
        {"null", nullptr},
        {"true", true},
        {"false", false},
        {"\"a\\n\"", "a\n"},
        {"5", 5},
        {"5.0", 5.0},
        {"\"souris_type\"", "souris_type"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        Fixture fixture(row.text);
        fixture.reader.next();
        CHECK(fixture.reader.read_scalar().value() == row.value);
        CHECK(fixture.reader.next() == JsonEvent::end);
    }
    Fixture fixture("nul");
    fixture.reader.next();
    CHECK(fixture.reader.read_scalar().error().code == ErrorCode::invalid_json);
}

TEST_CASE("containers are known when they begin, and members without souris_type") {
    Fixture fixture(R"({"a":[1,2],"souris_type":8,"b":{}})");
    JsonScalarReader& reader = fixture.reader;
    CHECK(reader.next() == JsonEvent::begin_object);
    CHECK(reader.container().tag == static_cast<std::uint8_t>(Type::map));
    CHECK(reader.next_member().value());
    CHECK(reader.events().text() == "a");
    CHECK(reader.next() == JsonEvent::begin_array);
    CHECK(reader.container().size == 2);
    CHECK(reader.next() == JsonEvent::integer);
    CHECK(reader.next() == JsonEvent::integer);
    CHECK(reader.next() == JsonEvent::end_array);
    CHECK(reader.next_member().value());
    CHECK(reader.events().text() == "b");
    CHECK(reader.next() == JsonEvent::begin_object);
    CHECK_FALSE(reader.next_member().value());
    CHECK_FALSE(reader.next_member().value());
    CHECK(reader.event() == JsonEvent::end_object);
    CHECK(reader.next() == JsonEvent::end);
}

TEST_CASE("keys and charges are held against the limits, at the last event") {
    Fixture fixture(R"({"abc":1,"abcd":2})", {.max_memory = 100, .max_nodes = 5, .max_key = 3});
    JsonScalarReader& reader = fixture.reader;
    reader.next();
    reader.next();
    CHECK(reader.read_key().value() == Value("abc"));
    reader.next();
    reader.next();
    const auto key = reader.read_key();
    REQUIRE_FALSE(key);
    CHECK(key.error().code == ErrorCode::limit_exceeded);
    CHECK(key.error().offset == 9);
    CHECK(std::string_view(key.error().detail) == "max_key");

    CHECK(reader.charge_nodes(5));
    CHECK(std::string_view(reader.charge_nodes(1).error().detail) == "max_nodes");
    CHECK(reader.charge_memory(2, 50));
    CHECK(std::string_view(reader.charge_memory(1, 1).error().detail) == "max_memory");
}

TEST_CASE("a fault of the text goes before what is refused because of it") {
    Fixture fixture("[1,}");
    JsonScalarReader& reader = fixture.reader;
    reader.next();
    CHECK(reader.refuse(Type::binary).value().code == ErrorCode::invalid_tagged_json);
    CHECK(reader.refuse(Type::binary).value().offset == 0);
    reader.next();
    CHECK(reader.next() == JsonEvent::fault);
    CHECK(reader.refuse(Type::binary).value().code == ErrorCode::invalid_json);
    CHECK(reader.refuse(Type::binary).value().offset == 3);
}
