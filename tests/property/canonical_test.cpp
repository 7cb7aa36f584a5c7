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

TEST_CASE("short values are told to be canonical or not") {
    const auto check = [](std::size_t size, std::uint32_t step) {
        for (std::uint32_t i = 0; i < std::uint32_t{1} << 8 * size; i += step) {
            Bytes bytes;
            for (std::size_t k = size; k-- != 0;)
                bytes.push_back(static_cast<std::byte>(i >> 8 * k & 0xFFU));
            CAPTURE(i);
            REQUIRE(properties::value_bytes_are_told(bytes));
        }
    };
    check(1, 1);
    check(2, 1);
    // Prime, so that all second and third bytes occur with many others.
    check(3, 251);
}
