// SPDX-License-Identifier: MIT
#include "columns/charged_text.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace souris;
using detail::columns::ChargedText;

TEST_CASE("a text charges for its memory, as it grows") {
    Budget memory(10000);
    ChargedText text(memory);
    CHECK(text.append("short"));
    CHECK(memory.left() == 10000);
    CHECK(text.append(std::string(1000, 'x')));
    CHECK(memory.left() < 9000);
    const std::uint64_t left = memory.left();
    text.clear();
    CHECK(text.size() == 0);
    CHECK(text.append(std::string(1000, 'x')));
    CHECK(memory.left() == left);
    CHECK(text.make_room(10));
    CHECK_FALSE(text.is_out_of_memory());
    CHECK_FALSE(text.append(std::string(10000, 'x')));
    CHECK(text.size() == 1000);
    CHECK(text.append("x"));
    CHECK(text.is_out_of_memory());
}
