// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/integer_generator.hpp"
#include "integer_properties.hpp"

using souris::Integer;

namespace {

/// Numbers at which representations change, and adjacent ones.
std::vector<Integer> boundaries() {
    std::vector<Integer> numbers{239, 240, -15, -16, -17, Integer::max()};
    for (const unsigned k : {0U, 1U, 7U, 8U, 31U, 32U, 52U, 53U, 63U, 64U, 65U, 96U, 120U, 127U}) {
        const souris::Wide power = souris::wide_shift_left({0, 1}, k);
        for (const bool is_negative : {false, true}) {
            for (const int offset : {-1, 0, 1}) {
                const auto number = *Integer::from_magnitude(power, is_negative) + offset;
                if (number) numbers.push_back(*number);
            }
        }
    }
    return numbers;
}

}  // namespace

TEST_CASE("what holds for any two integers") {
    for (const auto& property : integer_properties::properties) {
        CHECK(rc::check(property.name, [&](const Integer& a, const Integer& b) {
            RC_ASSERT(property.holds(a, b));
            RC_ASSERT(property.holds(b, a));
            RC_ASSERT(property.holds(a, a));
        }));
    }
}

TEST_CASE("what holds for any two integers, at all pairs of boundaries") {
    const auto numbers = boundaries();
    for (const auto& property : integer_properties::properties) {
        CAPTURE(property.name);
        for (const Integer& a : numbers) {
            for (const Integer& b : numbers) {
                if (!property.holds(a, b)) FAIL(a.to_string() << ' ' << b.to_string());
            }
        }
    }
}

TEST_CASE("the generator reaches every bit width, sign and length") {
    unsigned widths = 0;
    unsigned negative = 0;
    bool seen_widths[129] = {};
    rc::check("widths", [&](const Integer& a) {
        const unsigned width = a.magnitude().bit_width();
        widths += seen_widths[width] ? 0U : 1U;
        seen_widths[width] = true;
        negative += a.is_negative() ? 1U : 0U;
    });
    CHECK(widths > 30);
    CHECK(negative > 10);
}
