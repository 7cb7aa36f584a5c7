// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include <souris/limits.hpp>

#include "support/heap.hpp"

using souris::Budget;
using souris::Limit;
using souris::Limits;

namespace {

constexpr std::uint64_t greatest = ~std::uint64_t{0};

}  // namespace

TEST_CASE("strangers get less than the default, and unlimited is no less than either") {
    constexpr Limits usual;
    constexpr Limits hostile = Limits::hostile();
    constexpr Limits unlimited = Limits::unlimited();
    for (const auto field : {&Limits::max_input, &Limits::max_output, &Limits::max_memory,
                             &Limits::max_nodes, &Limits::max_string, &Limits::max_key}) {
        CHECK(hostile.*field < usual.*field);
        CHECK(hostile.*field > 0);
        CHECK(unlimited.*field == greatest);
    }
    CHECK(hostile.max_depth == 64);
    CHECK(usual.max_depth == 1024);
    CHECK(unlimited.max_depth == ~std::size_t{0});
}

TEST_CASE("limits are named after their fields") {
    CHECK(name_of(Limit::depth) == std::string("max_depth"));
    CHECK(name_of(Limit::input) == std::string("max_input"));
    CHECK(name_of(Limit::output) == std::string("max_output"));
    CHECK(name_of(Limit::memory) == std::string("max_memory"));
    CHECK(name_of(Limit::nodes) == std::string("max_nodes"));
    CHECK(name_of(Limit::string) == std::string("max_string"));
    CHECK(name_of(Limit::key) == std::string("max_key"));
    CHECK(name_of(static_cast<Limit>(200)) == std::string("unknown limit"));
}

TEST_CASE("a budget gives all or nothing") {
    Budget budget(10);
    CHECK(budget.charge(4));
    CHECK(budget.left() == 6);
    CHECK_FALSE(budget.charge(7));
    CHECK(budget.left() == 6);
    CHECK(budget.charge(6));
    CHECK_FALSE(budget.charge(1));
    CHECK(budget.charge(0));
    CHECK(budget.left() == 0);
}

TEST_CASE("a budget for many things does not overflow") {
    struct Row {
        std::uint64_t amount, count, size;
        bool enough;
        std::uint64_t left;
    };
    constexpr Row rows[] = {
        {100, 10, 10, true, 0},
        {100, 11, 10, false, 100},
        {99, 10, 10, false, 99},
        {100, greatest, 0, true, 100},
        {100, 0, greatest, true, 100},
        {greatest, greatest, 1, true, 0},
        {greatest, greatest, 2, false, greatest},
        {greatest, 2, greatest, false, greatest},
        // The products are 2^64, which is 0, and 2^64 + 2^32, which is 2^32.
        {greatest, std::uint64_t{1} << 32U, std::uint64_t{1} << 32U, false, greatest},
        {std::uint64_t{1} << 33U, (std::uint64_t{1} << 32U) + 1, std::uint64_t{1} << 32U, false,
         std::uint64_t{1} << 33U},
    };
    for (const Row& row : rows) {
        CAPTURE(row.count);
        CAPTURE(row.size);
        Budget budget(row.amount);
        CHECK(budget.charge(row.count, row.size) == row.enough);
        CHECK(budget.left() == row.left);
    }
    static_assert([] {
        Budget budget(6);
        return budget.charge(2, 3) && budget.left() == 0;
    }());
    static_assert([] {
        Budget budget(6);
        const bool charged = budget.charge(5);
        budget.give_back(2);
        return charged && budget.left() == 3;
    }());
}

TEST_CASE("an allocation takes what the heap gives out for it") {
    using souris::detail::allocation_size;
    CHECK(allocation_size(0) == 32);
    CHECK(allocation_size(24) == 32);
    CHECK(allocation_size(25) == 48);
    CHECK(allocation_size(40) == 48);
    CHECK(allocation_size(41) == 64);
    CHECK(allocation_size(greatest) == greatest - 8192 + 4096 + 16);
    for (std::size_t size = 1; size < 10'000'000; size += 1 + size / 3) {
        // glibc adds a unit if that fills a gap between other blocks. Not every one of several
        // blocks finds such a gap.
        std::size_t least = ~std::size_t{0};
        std::array<void*, 8> blocks;
        for (void*& block : blocks) {
            block = std::malloc(size);
            REQUIRE(block != nullptr);
            least = std::min(least, souris::test::usable_size(block));
        }
        CHECK(least <= allocation_size(size));
        for (void* const block : blocks)
            std::free(block);
    }
}
