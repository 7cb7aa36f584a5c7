// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "unit/json/tagged_rows.hpp"
#include "unit/value/sample_values.hpp"

using souris::ErrorCode;
using souris::JsonForm;
using souris::to_json;
using souris::Value;
using souris::value_from_json;

TEST_CASE("each value has its tagged form, and comes back from it") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        CHECK(to_json(row.value).value() == row.json);
        CHECK(value_from_json(row.json).value() == row.value);
        CHECK(value_from_json(" " + std::string(row.json) + "\n").value() == row.value);
    }
    for (const Value& value : souris::test::sample_values())
        CHECK(value_from_json(to_json(value).value()).value() == value);
}

TEST_CASE("each value has its plain form, or none") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        const auto written = to_json(row.value, {.form = JsonForm::plain});
        if (row.plain == "-") {
            REQUIRE_FALSE(written);
            CHECK(written.error().code == ErrorCode::unrepresentable);
        } else {
            CHECK(written.value() == (row.plain.empty() ? row.json : row.plain));
        }
    }
}
