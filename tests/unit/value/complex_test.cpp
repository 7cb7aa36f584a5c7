// SPDX-License-Identifier: MIT
#include <limits>

#include <doctest/doctest.h>

#include <souris/complex.hpp>

using souris::Complex;
using souris::Integer;

TEST_CASE("a complex number is in one of two forms") {
    constexpr Complex cartesian(3, -4);
    static_assert(cartesian.polar() == nullptr);
    static_assert(cartesian.cartesian()->real == Integer(3));
    static_assert(cartesian.cartesian()->imaginary == Integer(-4));

    constexpr Complex polar = Complex::polar(5, 0.5);
    static_assert(polar.cartesian() == nullptr);
    static_assert(polar.polar()->modulus == 5);
    static_assert(polar.polar()->argument == 0.5);

    static_assert(Complex() == Complex(0, 0));
    CHECK(Complex(Integer::min(), Integer::max()).cartesian()->imaginary == Integer::max());
}

TEST_CASE("complex numbers are equal in form and parts, floating point ones in bits") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(Complex(1, 0) == Complex(1U, 0U));
    CHECK(Complex(1, 0) != Complex(0, 1));
    CHECK(Complex(1, 0) != Complex::polar(1, 0));
    CHECK(Complex::polar(nan, nan) == Complex::polar(nan, nan));
    CHECK(Complex::polar(nan, 0) != Complex::polar(0, nan));
    CHECK(Complex::polar(1, 0.0) != Complex::polar(1, -0.0));
}

TEST_CASE("complex numbers are in a total order") {
    const Complex ascending[] = {Complex(-1, 5),       Complex(0, -5),       Complex(0, 5),
                                 Complex::polar(0, 0), Complex::polar(0, 1), Complex::polar(1, 0)};
    for (const Complex& a : ascending) {
        for (const Complex& b : ascending)
            CHECK(((a <=> b) == (&a <=> &b)));
    }
}

TEST_CASE("a complex number is written as people write it") {
    CHECK(Complex().to_string() == "0+0i");
    CHECK(Complex(-3, 4).to_string() == "-3+4i");
    CHECK(Complex(Integer::min(), -1).to_string() == "-170141183460469231731687303715884105728-1i");
    CHECK(Complex::polar(2, -0.5).to_string() == "2.0 * e^(-0.5i)");
}
