// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "codec_properties.hpp"
#include "generators/value_generator.hpp"
#include "view_properties.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

}  // namespace

TEST_CASE("values go through bytes and back in both layouts") {
    CHECK(rc::check("value", [](const Value& value) {
        for (const Layout layout : properties::all_layouts) {
            RC_ASSERT(properties::value_round_trips(value, layout));
        }
    }));
}

TEST_CASE("every prefix of a value is truncated") {
    CHECK(rc::check("prefix", [](const Value& value) {
        const auto bytes = encode_value(value);
        RC_PRE(bytes.has_value() && bytes->size() < 2000);
        RC_ASSERT(properties::value_prefixes_are_truncated(value));
    }));
}

TEST_CASE("bytes with something changed are a value or refused") {
    CHECK(rc::check("damage", [](const Value& value) {
        auto bytes = encode_value(value).value();
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        }
        for (const Layout layout : properties::all_layouts) {
            RC_ASSERT(properties::bytes_are_a_value_or_refused(bytes, layout));
            RC_ASSERT(properties::ways_of_reading_agree(bytes, layout));
        }
        RC_ASSERT(properties::view_tells_what_the_value_does(bytes));
    }));
}

TEST_CASE("arbitrary bytes are a value or refused") {
    CHECK(rc::check("noise", [](const std::vector<std::uint8_t>& noise) {
        for (const Layout layout : properties::all_layouts) {
            const auto bytes = std::as_bytes(std::span(noise));
            RC_ASSERT(properties::bytes_are_a_value_or_refused(bytes, layout));
            RC_ASSERT(properties::ways_of_reading_agree(bytes, layout));
        }
    }));
}
