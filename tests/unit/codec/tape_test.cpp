// SPDX-License-Identifier: MIT
#include "codec/tape.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail;

TEST_CASE("a node holds its parts") {
    const Node node = Node::make(Type::string, 0x123456789ABCDEF0, 5, std::size_t{1} << 40U);
    CHECK(node.type() == Type::string);
    CHECK(node.detail() == 5);
    CHECK(node.size() == std::size_t{1} << 40U);
    CHECK(node.data == 0x123456789ABCDEF0);
    CHECK_FALSE(node.is_container());
    CHECK(Node::make(Type::map, 1).is_container());
    CHECK(sizeof(Node) == 16);
}

TEST_CASE("growing keeps the nodes") {
    Tape tape;
    tape.reserve(1, 0);
    tape.nodes()[0] = Node::make(Type::boolean, 1);
    tape.reserve(100'000, 1);
    CHECK(tape.capacity() >= 100'000);
    CHECK(tape.root().get<bool>() == true);
}

TEST_CASE("kept text stays where it is") {
    Tape tape;
    std::vector<std::string_view> kept;
    std::vector<std::string> expected;
    for (std::size_t size = 0; size < 3000; size += 7) {
        expected.emplace_back(size, static_cast<char>('a' + size % 26));
        kept.push_back(tape.keep(expected.back()));
    }
    expected.emplace_back(1'000'000, 'z');
    kept.push_back(tape.keep(expected.back()));
    for (std::size_t i = 0; i < kept.size(); ++i)
        CHECK(kept[i] == expected[i]);
}
