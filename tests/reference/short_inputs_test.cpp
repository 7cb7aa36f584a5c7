// SPDX-License-Identifier: MIT
#include "reference/short_inputs.hpp"

#include <doctest/doctest.h>

using namespace souris;

TEST_CASE("every string of up to two bytes, as a value, a store's body and a packed value") {
    for (const bool strict : {false, true}) {
        const reference::Options options{.strict = strict};
        for (std::size_t size = 0; size <= 2; ++size) {
            CHECK(test::for_each_input(size, [&](std::span<const std::byte> bytes) {
                return properties::value_agrees_with_reference(bytes, Layout::v1, options) &&
                       properties::value_agrees_with_reference(bytes, Layout::v2, options) &&
                       test::v1_body_agrees(bytes, options) &&
                       test::v2_body_agrees(bytes, options) &&
                       properties::packed_agrees_with_reference(bytes, options);
            }));
        }
    }
}
