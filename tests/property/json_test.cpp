// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/value_generator.hpp"
#include "json_properties.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

/// Fragments of JSON, in particular of tagged JSON.
rc::Gen<std::string> fragments() {
    return rc::gen::element<std::string>("{", "}", "[", "]", ",", ":", " ", "\n", "null", "true",
                                         "0", "-1", "2.5e-3", "\"", "\\", "\"a\"", "\"\\u00e9\"",
                                         "\\ud83d", "\xC3\xA9", "\x80", "\"souris_type\"",
                                         "\"souris_type\":4", "{\"souris_type\":8,\"map\":{",
                                         "\"json\":", "\"integer\":\"5\"", "\"bytes\":[");
}

}  // namespace

TEST_CASE("values go through tagged JSON and back") {
    CHECK(rc::check("tagged",
                    [](const Value& value) { RC_ASSERT(properties::value_round_trips(value)); }));
}

TEST_CASE("values have a plain form or are refused") {
    CHECK(rc::check("plain", [](const Value& value) {
        RC_ASSERT(properties::value_is_plain_json_or_refused(value));
    }));
}

TEST_CASE("JSON with something changed is a value or refused") {
    CHECK(rc::check("damage", [](const Value& value) {
        std::string text = to_json(value).value();
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
            const auto cut = *rc::gen::inRange<std::size_t>(0, 3);
            text.replace(at, cut, *fragments());
        }
        RC_ASSERT(properties::text_is_a_value_or_refused(text));
    }));
}

TEST_CASE("fragments of JSON in any order are a value or refused") {
    CHECK(rc::check("fragments", [] {
        std::string text;
        for (const std::string& fragment :
             *rc::gen::container<std::vector<std::string>>(fragments())) {
            text += fragment;
        }
        RC_ASSERT(properties::text_is_a_value_or_refused(text));
    }));
}
