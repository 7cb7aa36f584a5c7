// SPDX-License-Identifier: MIT
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "canonical_properties.hpp"
#include "generators/sample_object.hpp"
#include "generators/value_generator.hpp"

using namespace souris;

namespace {

const auto choose = [](std::size_t end) { return *rc::gen::inRange<std::size_t>(0, end); };

void damage(Bytes& bytes) {
    for (std::size_t i = choose(3); i > 0; --i)
        bytes[choose(bytes.size())] = static_cast<std::byte>(choose(256));
}

}  // namespace

TEST_CASE("whatever built them, equal trees have the same canonical bytes") {
    CHECK(rc::check("trees", [](const Value& value) {
        RC_ASSERT(properties::equal_trees_give_equal_bytes(value, choose));
    }));
}

TEST_CASE("an object has the canonical bytes of its tree") {
    CHECK(rc::check("objects", [](const std::vector<std::uint8_t>& bytes) {
        RC_ASSERT(properties::object_is_as_its_tree(test::sample_object(bytes)));
    }));
}

TEST_CASE("canonical values are told from all others") {
    CHECK(rc::check("as written", [](const Value& value) {
        const Value other = properties::disguised(value, choose);
        auto bytes =
            encode_value(other, {.profile = *rc::gen::element(Profile::stored, Profile::balanced)});
        RC_ASSERT(properties::value_bytes_are_told(*bytes));
        bytes = encode_value(other, properties::canonical_encoding);
        damage(*bytes);
        RC_ASSERT(properties::value_bytes_are_told(*bytes));
    }));
    CHECK(rc::check("any bytes", [](const std::vector<std::uint8_t>& bytes) {
        RC_ASSERT(properties::value_bytes_are_told(std::as_bytes(std::span(bytes))));
    }));
}

TEST_CASE("canonical files are told from all others") {
    CHECK(rc::check("stores", [](const Value& value) {
        Store store;
        store["value"] = value;
        WriteOptions options;
        options.canonical = choose(4) != 0;
        if (!options.canonical) options.layout = *rc::gen::element(Layout::v1, Layout::v2);
        auto bytes = encode_store(store, options);
        if (!bytes) return;
        RC_ASSERT(properties::file_bytes_are_told(*bytes));
        damage(*bytes);
        RC_ASSERT(properties::file_bytes_are_told(*bytes));
    }));
    CHECK(rc::check("packed values", [](const Value& value) {
        auto bytes = pack(value, {.canonical = choose(4) != 0});
        RC_ASSERT(properties::file_bytes_are_told(*bytes));
        damage(*bytes);
        RC_ASSERT(properties::file_bytes_are_told(*bytes));
    }));
}

TEST_CASE("all values of three bytes are told to be canonical or not") {
    Bytes bytes(3);
    for (unsigned i = 0; i < 0x1000000; i += 1 + i % 7) {
        bytes = {static_cast<std::byte>(i >> 16U), static_cast<std::byte>(i >> 8U & 0xFFU),
                 static_cast<std::byte>(i & 0xFFU)};
        if (!properties::value_bytes_are_told(bytes)) {
            CAPTURE(i);
            REQUIRE(false);
        }
    }
}
