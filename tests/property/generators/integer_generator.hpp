// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <ostream>
#include <vector>

#include <rapidcheck.h>

#include <souris/integer.hpp>

namespace generators {

/// `magnitude` or its negative, brought into range; a non-negative number of either sign state.
inline souris::Integer make_integer(souris::Wide magnitude, souris::SignState state) {
    using souris::Integer;
    using souris::SignState;
    if (state == SignState::negative) {
        return Integer::from_magnitude(magnitude, true).value_or(Integer::min());
    }
    return *Integer::from_bits(magnitude, state);
}

inline rc::Gen<souris::SignState> sign_state() {
    return rc::gen::element(souris::SignState::unsigned_number,
                            souris::SignState::signed_non_negative, souris::SignState::negative);
}

/// 2^k - 3 to 2^k + 3 and their negatives, for all k.
inline rc::Gen<souris::Integer> integer_near_power_of_two() {
    return rc::gen::apply(
        [](unsigned k, unsigned offset, souris::SignState state) {
            const auto power = souris::wide_shift_left({0, 1}, k);
            return make_integer(wide_subtract(wide_add(power, {0, offset}), {0, 3}), state);
        },
        // Below 4 the subtraction would wrap.
        rc::gen::inRange(2U, 128U), rc::gen::inRange(0U, 7U), sign_state());
}

/// Numbers at which the encoding changes, and the ends of the range.
inline rc::Gen<souris::Integer> integer_at_boundary() {
    using souris::Integer;
    return rc::gen::elementOf(std::vector<Integer>{0,
                                                   1,
                                                   -1,
                                                   239,
                                                   240,
                                                   255,
                                                   256,
                                                   239U,
                                                   240U,
                                                   255U,
                                                   256U,
                                                   -15,
                                                   -16,
                                                   -17,
                                                   -255,
                                                   -256,
                                                   -257,
                                                   Integer::min(),
                                                   *(Integer::min() + 1),
                                                   Integer::max(),
                                                   *(Integer::max() - 1)});
}

/// Every bit width equally often.
inline rc::Gen<souris::Integer> integer_of_any_width() {
    constexpr std::uint64_t all = ~std::uint64_t{0};
    return rc::gen::apply(
        [](unsigned width, std::uint64_t high, std::uint64_t low, souris::SignState state) {
            if (width == 0) return make_integer({}, state);
            const souris::Wide top{high | (std::uint64_t{1} << 63U), low};
            return make_integer(wide_shift_right(top, 128 - width), state);
        },
        rc::gen::inRange(0U, 129U), rc::gen::inRange(std::uint64_t{0}, all),
        rc::gen::inRange(std::uint64_t{0}, all), sign_state());
}

}  // namespace generators

template <>
struct rc::Arbitrary<souris::Integer> {
    static Gen<souris::Integer> arbitrary() {
        // RapidCheck itself would begin with narrow numbers only.
        return gen::resize(kNominalSize, gen::weightedOneOf<souris::Integer>(
                                             {{3, generators::integer_near_power_of_two()},
                                              {2, generators::integer_at_boundary()},
                                              {3, generators::integer_of_any_width()}}));
    }
};

namespace souris {

/// How RapidCheck prints a counterexample.
// NOLINTNEXTLINE(readability-identifier-naming): RapidCheck looks for this name.
inline void showValue(const Integer& integer, std::ostream& out) {
    out << integer.to_string() << " (sign state " << static_cast<int>(integer.sign_state()) << ")";
}

}  // namespace souris
