// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "reference/short_inputs.hpp"

// All inputs of three bytes. Each case takes about ten seconds in an optimised build.
// tests/meson.build selects the cases for `meson test`; this runs all:
//
//     build/tests/reference-exhaustive

using namespace souris;

namespace {

constexpr reference::Options lenient{};
constexpr reference::Options strict{.strict = true};

}  // namespace

TEST_CASE("three bytes as a v1 value") {
    CHECK(test::for_each_input(3, [](std::span<const std::byte> bytes) {
        return properties::value_agrees_with_reference(bytes, Layout::v1, lenient);
    }));
}

TEST_CASE("three bytes as a v1 value strictly") {
    CHECK(test::for_each_input(3, [](std::span<const std::byte> bytes) {
        return properties::value_agrees_with_reference(bytes, Layout::v1, strict);
    }));
}

TEST_CASE("three bytes as a v2 value") {
    CHECK(test::for_each_input(3, [](std::span<const std::byte> bytes) {
        return properties::value_agrees_with_reference(bytes, Layout::v2, lenient);
    }));
}

TEST_CASE("three bytes as a v2 value strictly") {
    CHECK(test::for_each_input(3, [](std::span<const std::byte> bytes) {
        return properties::value_agrees_with_reference(bytes, Layout::v2, strict);
    }));
}

TEST_CASE("three bytes as a v1 body") {
    CHECK(test::for_each_input(
        3, [](std::span<const std::byte> bytes) { return test::v1_body_agrees(bytes, lenient); }));
}

TEST_CASE("three bytes as a v1 body strictly") {
    CHECK(test::for_each_input(
        3, [](std::span<const std::byte> bytes) { return test::v1_body_agrees(bytes, strict); }));
}

TEST_CASE("three bytes as a v2 body") {
    CHECK(test::for_each_input(
        3, [](std::span<const std::byte> bytes) { return test::v2_body_agrees(bytes, lenient); }));
}

TEST_CASE("three bytes as a v2 body strictly") {
    CHECK(test::for_each_input(
        3, [](std::span<const std::byte> bytes) { return test::v2_body_agrees(bytes, strict); }));
}

TEST_CASE("three bytes as a packed value") {
    CHECK(test::for_each_input(3, [](std::span<const std::byte> bytes) {
        return properties::packed_agrees_with_reference(bytes, lenient);
    }));
}

TEST_CASE("three bytes as a packed value strictly") {
    CHECK(test::for_each_input(3, [](std::span<const std::byte> bytes) {
        return properties::packed_agrees_with_reference(bytes, strict);
    }));
}
