// SPDX-License-Identifier: MIT
#include "columns/fold_sign.hpp"

#include <cstdint>
#include <initializer_list>

#include <doctest/doctest.h>

using namespace souris::detail::columns;

TEST_CASE("signs are folded into the lowest bit, and back") {
    constexpr std::uint64_t all = ~std::uint64_t{0};
    constexpr std::uint64_t top = std::uint64_t{1} << 63U;
    CHECK(fold_sign(0) == 0);
    CHECK(fold_sign(all) == 1);
    CHECK(fold_sign(1) == 2);
    CHECK(fold_sign(top) == all);
    CHECK(fold_sign(top - 1) == all - 1);
    for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{5}, all, all - 6, top})
        CHECK(unfold_sign(fold_sign(number)) == number);
}
