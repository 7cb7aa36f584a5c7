// SPDX-License-Identifier: MIT
#include "codec/tape.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail;

TEST_CASE("a node holds its parts") {
    const Node node = Node::make(Type::string, 0x123456789ABCDEF0, 5, std::uint64_t{1} << 30U);
    CHECK(node.type() == Type::string);
    CHECK(node.detail() == 5);
    CHECK(node.size() == std::size_t{1} << 30U);
    if constexpr (sizeof(std::size_t) > sizeof(std::uint32_t)) {
        const std::uint64_t size = std::uint64_t{1} << 40U;
        CHECK(Node::make(Type::string, 0, 5, size).size() == size);
    }
    CHECK(node.data == 0x123456789ABCDEF0);
    CHECK_FALSE(node.is_container());
    CHECK(Node::make(Type::map, 1).is_container());
    CHECK(sizeof(Node) == 16);
}

TEST_CASE("growing keeps the nodes") {
    Tape tape;
    Budget memory(4'500'000);
    REQUIRE(tape.reserve(1, 0, memory));
    tape.nodes()[0] = Node::make(Type::boolean, 1);
    REQUIRE(tape.reserve(100'000, 1, memory));
    CHECK(tape.capacity() >= 100'000);
    CHECK(tape.root().get<bool>() == true);
    // Twice as many would be too dear while the old ones are there, but not the few that are asked.
    REQUIRE(tape.reserve(110'000, 1, memory));
    CHECK(tape.capacity() < 200'000);
    CHECK_FALSE(tape.reserve(200'000, 1, memory));
    CHECK(tape.root().get<bool>() == true);
}

TEST_CASE("kept text stays where it is") {
    Tape tape;
    Budget memory(10'000'000);
    const auto keep = [&](std::string_view text) {
        REQUIRE(tape.keep(text, memory));
        return text;
    };
    std::vector<std::string_view> kept;
    std::vector<std::string> expected;
    for (std::size_t size = 0; size < 3000; size += 7) {
        expected.emplace_back(size, static_cast<char>('a' + size % 26));
        kept.push_back(keep(expected.back()));
    }
    expected.emplace_back(1'000'000, 'z');
    kept.push_back(keep(expected.back()));
    for (std::size_t i = 0; i < kept.size(); ++i)
        CHECK(kept[i] == expected[i]);
    Budget little(100);
    std::string_view text = expected[200];
    CHECK_FALSE(tape.keep(text, little));
    text = {};
    CHECK(tape.keep(text, little));
}

TEST_CASE("a tree that is forgotten leaves its memory, unless that is too much") {
    Tape tape;
    Budget memory(10'000'000);
    REQUIRE(tape.reserve(100'000, 0, memory));
    Budget enough(10'000'000);
    tape.clear(enough);
    CHECK(tape.capacity() == 100'000);
    CHECK(enough.left() < 10'000'000 - 100'000 * sizeof(Node));
    Budget little(1'000'000);
    tape.clear(little);
    CHECK(tape.capacity() == 0);
    CHECK(little.left() == 1'000'000);
}
