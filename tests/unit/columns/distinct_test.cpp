// SPDX-License-Identifier: MIT
#include "columns/distinct.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "columns/split.hpp"
#include "unit/columns/noise.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// Those of the elements of an array.
DistinctScalars distinct_of(const Array& array, Repeats repeats) {
    const Bytes values = test::encoded_tree(array);
    const auto paths = split_values(values).value();
    return find_distinct(values, paths[1].cells, repeats);
}

/// Texts with so many different ones among them.
Array texts(std::size_t count, std::uint32_t different) {
    Array array;
    for (const std::uint32_t number : test::noise_below(different, count, 1))
        array.push_back(fmt::format("text {}", number));
    return array;
}

}  // namespace

TEST_CASE("scalars are counted in the order in which they first occur") {
    const Array array{1, "a", 1, Map{}, "a", "a", nullptr, "", 1.5, nullptr};
    for (const Repeats repeats : {Repeats::all, Repeats::frequent}) {
        const DistinctScalars found = distinct_of(array, repeats);
        constexpr std::uint32_t none = DistinctScalars::none;
        CHECK(found.which == std::vector<std::uint32_t>{0, 1, 0, none, 1, 1, 2, 3, 4, 2});
        std::vector<std::uint32_t> counts;
        for (const DistinctScalar& scalar : found.scalars)
            counts.push_back(scalar.count);
        CHECK(counts == std::vector<std::uint32_t>{2, 3, 2, 1, 1});
        CHECK(found.scalars[1].size == 3);
    }
    CHECK(distinct_of({}, Repeats::all).scalars.empty());
}

TEST_CASE("integers of other sign states and floats are other scalars") {
    const Array array{1, 1U, 1.0, 1.0F, "1", true};
    CHECK(distinct_of(array, Repeats::all).scalars.size() == array.size());
}

TEST_CASE("rare repeats are not looked for, frequent ones are") {
    const Array rare = texts(20000, 1U << 16U);
    const std::size_t different = distinct_of(rare, Repeats::all).scalars.size();
    CHECK(different < rare.size());
    CHECK(distinct_of(rare, Repeats::frequent).scalars.size() == rare.size());
    for (const std::uint32_t few : {1U, 30U, 2000U}) {
        CAPTURE(few);
        const Array often = texts(20000, few);
        const DistinctScalars found = distinct_of(often, Repeats::frequent);
        CHECK(found.scalars.size() <= few);
        CHECK(found.which == distinct_of(often, Repeats::all).which);
    }
}
