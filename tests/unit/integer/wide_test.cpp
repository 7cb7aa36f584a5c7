// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/wide.hpp>

using souris::Wide;
using souris::wide_add;
using souris::wide_divide;
using souris::wide_divide_by_bits;
using souris::wide_multiply;
using souris::wide_negate;
using souris::wide_product;
using souris::wide_shift_left;
using souris::wide_shift_right;
using souris::wide_subtract;

namespace {

constexpr std::uint64_t all = ~std::uint64_t{0};
constexpr std::uint64_t top = std::uint64_t{1} << 63U;
constexpr Wide zero{};
constexpr Wide one{0, 1};
constexpr Wide greatest{all, all};

}  // namespace

TEST_CASE("order and width") {
    static_assert(zero < one && one < Wide{1, 0} && Wide{0, all} < Wide{1, 0});
    static_assert(Wide{1, 2} == Wide{1, 2} && Wide{1, 2} != Wide{2, 1});
    static_assert(zero.is_zero() && !one.is_zero() && !Wide{1, 0}.is_zero());
    static_assert(zero.bit_width() == 0 && greatest.bit_width() == 128);
    for (unsigned k = 0; k < 128; ++k)
        CHECK(wide_shift_left(one, k).bit_width() == k + 1);
}

TEST_CASE("sums carry, differences borrow") {
    static_assert(wide_add({0, all}, one) == Wide{1, 0});
    static_assert(wide_add(greatest, one) == zero);
    static_assert(wide_add({1, all}, {2, all}) == Wide{4, all - 1});
    static_assert(wide_subtract({1, 0}, one) == Wide{0, all});
    static_assert(wide_subtract(zero, one) == greatest);
    static_assert(wide_negate(zero) == zero && wide_negate(one) == greatest);
    static_assert(wide_negate({1, 0}) == Wide{all, 0});
    static_assert(wide_negate({top, 0}) == Wide{top, 0});
    CHECK(wide_add(wide_subtract({5, 3}, {2, 9}), {2, 9}) == Wide{5, 3});
}

TEST_CASE("shifts move between the halves") {
    struct Row {
        unsigned count;
        Wide left, right;
    };
    constexpr Wide x{0x0123456789ABCDEF, 0xFEDCBA9876543210};
    constexpr Row rows[] = {
        {0, x, x},
        {4, {0x123456789ABCDEFF, 0xEDCBA98765432100}, {0x00123456789ABCDE, 0xFFEDCBA987654321}},
        {64, {0xFEDCBA9876543210, 0}, {0, 0x0123456789ABCDEF}},
        {68, {0xEDCBA98765432100, 0}, {0, 0x00123456789ABCDE}},
        {127, {0, 0}, {0, 0}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.count);
        CHECK(wide_shift_left(x, row.count) == row.left);
        CHECK(wide_shift_right(x, row.count) == row.right);
    }
    static_assert(wide_shift_left(one, 127) == Wide{top, 0});
    static_assert(wide_shift_right(greatest, 127) == one);
}

TEST_CASE("products") {
    static_assert(wide_product(all, all) == Wide{all - 1, 1});
    static_assert(wide_product(0x123456789ABCDEF0, 0x0FEDCBA987654321) ==
                  Wide{0x0121FA00AD77D742, 0x2236D88FE5618CF0});
    static_assert(wide_product(0, all) == zero && wide_product(1, all) == Wide{0, all});

    static_assert(wide_multiply({0, all}, {0, all}) == Wide{all - 1, 1});
    static_assert(wide_multiply({1, 0}, {0, all}) == Wide{all, 0});
    static_assert(wide_multiply({0, 3}, {0x5555555555555555, 0x5555555555555555}) == greatest);
    static_assert(!wide_multiply({1, 0}, {1, 0}));
    static_assert(!wide_multiply({0, 2}, {top, 0}) && !wide_multiply({top, 0}, {0, 2}));
    static_assert(!wide_multiply({all, all}, {0, 2}));
    // Only the carry of the low product makes the result too large.
    static_assert(!wide_multiply({0x5555555555555555, all}, {0, 3}));
    CHECK(wide_multiply(greatest, zero) == zero);
    CHECK(wide_multiply(one, greatest) == greatest);
}

TEST_CASE("divisions, and the portable one") {
    struct Row {
        Wide x, y, quotient, remainder;
    };
    constexpr Row rows[] = {
        {zero, one, zero, zero},
        {one, greatest, zero, one},
        {greatest, one, greatest, zero},
        {greatest, greatest, one, zero},
        {greatest, {0, 10}, {0x1999999999999999, 0x9999999999999999}, {0, 5}},
        {greatest, {1, 0}, {0, all}, {0, all}},
        {{top, 0}, {0, 3}, {0x2AAAAAAAAAAAAAAA, 0xAAAAAAAAAAAAAAAA}, {0, 2}},
        {{1, 0}, {0, all}, one, one},
        {{0, 100}, {0, 7}, {0, 14}, {0, 2}},
        {{top, 1}, {top, 0}, one, one},
    };
    for (const Row& row : rows) {
        for (const auto& [quotient, remainder] :
             {wide_divide(row.x, row.y), wide_divide_by_bits(row.x, row.y)}) {
            CHECK(quotient == row.quotient);
            CHECK(remainder == row.remainder);
        }
    }
    static_assert(wide_divide(greatest, {0, all}).quotient == Wide{1, 1});
    static_assert(wide_divide_by_bits(greatest, {0, all}).quotient == Wide{1, 1});
}
