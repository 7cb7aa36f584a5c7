// SPDX-License-Identifier: MIT
#include "common/heap.hpp"

#include <cstdint>
#include <cstring>
#include <initializer_list>

#include <doctest/doctest.h>

namespace cli = souris::cli;

TEST_CASE("a block has at least the size that was asked for") {
    for (const std::size_t size : {1U, 24U, 1000U, 1U << 20U}) {
        CAPTURE(size);
        void* const block = cli::take_block(size);
        REQUIRE(block != nullptr);
        CHECK(cli::size_of_block(block) >= size);
        std::memset(block, 1, size);
        cli::release_block(block);
    }
}

TEST_CASE("an aligned block begins at a multiple of its alignment") {
    for (const std::size_t alignment : {32U, 64U, 4096U}) {
        for (const std::size_t size : {1U, 100U, 5000U}) {
            CAPTURE(alignment);
            CAPTURE(size);
            void* const block = cli::take_aligned(size, alignment);
            REQUIRE(block != nullptr);
            CHECK(reinterpret_cast<std::uintptr_t>(block) % alignment == 0);
            CHECK(cli::size_of_aligned(block, alignment) >= size);
            std::memset(block, 1, size);
            cli::release_aligned(block);
        }
    }
}
