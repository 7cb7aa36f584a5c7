// SPDX-License-Identifier: MIT
#include "reference/random_inputs.hpp"

#include <doctest/doctest.h>

#include "support/environment.hpp"
#include "support/sanitizer.hpp"

// The number of inputs and the seed can be set:
//
//     SOURIS_REFERENCE_INPUTS=1000000 SOURIS_REFERENCE_SEED=7 build/tests/reference-tests

using namespace souris;

TEST_CASE("random inputs") {
    test::InputSource source(test::number_from_environment("SOURIS_REFERENCE_SEED", 1));
    std::size_t accepted = 0;
    const std::uint64_t count =
        test::number_from_environment("SOURIS_REFERENCE_INPUTS", 100'000 / test::step_over_similar);
    for (std::uint64_t i = 0; i < count; ++i) {
        const test::Input input = source.next();
        REQUIRE(properties::agrees_with_reference(input.kind, input.bytes, input.options));
        const bool is_store = input.kind == properties::InputKind::store;
        if (is_store &&
            reference::decode_store(input.bytes, input.options).error == ErrorCode::none) {
            ++accepted;
        }
    }
    // Many inputs are not refused within their first bytes.
    CHECK(accepted > count / 200);
}
