// SPDX-License-Identifier: MIT
#include "common/tree_size.hpp"

#include <cstdint>
#include <utility>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using cli::TreeBudget;

TEST_CASE("a tree is charged with its values, keys and contents") {
    const Value root =
        test::parse(R"({"ab":[1,{"souris_type":2,"bytes":[1,2,3,4]}],"c":"xyz","d":{}})");
    constexpr std::uint64_t nodes = 6;
    constexpr std::uint64_t keys = 3;
    constexpr std::uint64_t memory = (nodes + keys) * sizeof(Value) + 4 + 4 + 3;
    TreeBudget enough({.max_memory = memory, .max_nodes = nodes});
    REQUIRE(enough.charge(root));
    CHECK(enough.nodes.left() == 0);
    CHECK(enough.memory.left() == 0);

    TreeBudget few_nodes({.max_memory = memory, .max_nodes = nodes - 1});
    CHECK(few_nodes.charge(root).error() == Error(ErrorCode::limit_exceeded, "max_nodes"));
    TreeBudget little_memory({.max_memory = memory - 1, .max_nodes = nodes});
    CHECK(little_memory.charge(root).error() == Error(ErrorCode::limit_exceeded, "max_memory"));
}

TEST_CASE("several trees share one budget") {
    TreeBudget budget({.max_nodes = 3});
    CHECK(budget.charge(1));
    CHECK(budget.charge(Array{1}));
    CHECK_FALSE(budget.charge(1));
}

TEST_CASE("the depth of a tree takes no stack to charge") {
    Value root = 1;
    for (int i = 0; i < 1'000'000; ++i) {
        Array outer;
        outer.push_back(std::move(root));
        root = std::move(outer);
    }
    TreeBudget budget(Limits::unlimited());
    CHECK(budget.charge(root));
}
