// SPDX-License-Identifier: MIT
#include "common/memory_bound.hpp"

#include <cstddef>
#include <cstdint>

#include <doctest/doctest.h>

using namespace souris;
using cli::MemoryBound;

namespace {

constexpr std::size_t memory_of_program = std::size_t{1} << 20U;
constexpr std::size_t memory_for_messages = std::size_t{256} * 1024;

}  // namespace

TEST_CASE("a bound counts from its beginning, besides what the program itself takes") {
    MemoryBound bound;
    REQUIRE(bound.take(5000));
    bound.begin(1000);
    CHECK(bound.has_room(memory_of_program + 1000));
    CHECK(bound.take(memory_of_program + 1000));
    CHECK_FALSE(bound.was_exceeded());
    CHECK_FALSE(bound.take(1 + memory_for_messages));
    CHECK(bound.was_exceeded());
}

TEST_CASE("what was given back can be taken again") {
    MemoryBound bound;
    bound.begin(0);
    for (int i = 0; i < 3; ++i) {
        REQUIRE(bound.take(memory_of_program));
        bound.give_back(memory_of_program);
    }
    CHECK_FALSE(bound.was_exceeded());
}

TEST_CASE("a refusal leaves room for its message, once") {
    MemoryBound bound;
    bound.begin(0);
    REQUIRE(bound.take(memory_of_program));
    CHECK_FALSE(bound.has_room(1));
    CHECK(bound.take(memory_for_messages));
    CHECK_FALSE(bound.has_room(1));
    CHECK_FALSE(bound.has_room(1));
}

TEST_CASE("a bound near the largest number does not wrap around") {
    MemoryBound bound;
    bound.begin(~std::uint64_t{0} - 1);
    CHECK(bound.take(std::size_t{1} << 30U));
}

TEST_CASE("memory that ran out without the bound is no limit") {
    CHECK(cli::told_by_bound(ErrorCode::out_of_memory) == Error(ErrorCode::out_of_memory));
    CHECK(cli::told_by_bound(ErrorCode::truncated) == Error(ErrorCode::truncated));
}
