// SPDX-License-Identifier: MIT
#include "codec/tape_builder.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

TEST_CASE("nodes stand in the order of the bytes, each container knowing its end") {
    // [1, {"a": [true]}, null]
    const Bytes bytes = test::from_hex("b6 4001 82 100161 b231 90");
    Tape tape;
    Cursor cursor(bytes);
    REQUIRE(build_tape(tape, cursor, nullptr, Layout::v2, {}).has_value());
    CHECK(cursor.at_end());
    const Node* const nodes = tape.nodes();
    const Type types[] = {Type::array, Type::integer, Type::map, Type::string,
                          Type::array, Type::boolean, Type::null};
    for (std::size_t i = 0; i < std::size(types); ++i)
        CHECK(nodes[i].type() == types[i]);
    CHECK(nodes[0].size() == 3);
    CHECK(nodes[0].data == 7);
    CHECK(nodes[2].size() == 1);
    CHECK(nodes[2].data == 4);
    CHECK(nodes[4].data == 2);
}

TEST_CASE("an integer of more than 64 bits stands beside the nodes") {
    Tape tape;
    for (const char* const hex : {"40f8000000000000000001", "42f8ffffffffffffff7ffe"}) {
        const Bytes bytes = test::from_hex(hex);
        Cursor cursor(bytes);
        REQUIRE(build_tape(tape, cursor, nullptr, Layout::v2, {}).has_value());
        CHECK(tape.nodes()[0].detail() == Tape::wide_detail);
        CHECK(tape.root().integer() == tape.integers.at(0));
    }
}
