// SPDX-License-Identifier: MIT
#include "compress/block_target.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

TEST_CASE("what is stored stays where it is, and what is unpacked is charged for") {
    const Bytes stored = from_hex("010203");
    Budget memory(1000);
    detail::UnpackedTarget kept(memory);
    REQUIRE(kept.take(stored).has_value());
    CHECK(kept.size() == 3);
    CHECK(memory.left() == 1000);
    const UnpackedBlock block = std::move(kept).block();
    CHECK(block.bytes().data() == stored.data());
    CHECK(block.memory() == 0);

    detail::UnpackedTarget unpacked(memory);
    const auto room = unpacked.allocate(100);
    REQUIRE(room.has_value());
    CHECK(room->size() == 100);
    CHECK(unpacked.size() == 100);
    CHECK(memory.left() == 1000 - detail::allocation_size(100));
    const std::byte* const place = room->data();
    const UnpackedBlock own = std::move(unpacked).block();
    CHECK(own.bytes().data() == place);
    CHECK(memory.left() + own.memory() == 1000);

    detail::UnpackedTarget large(memory);
    CHECK(large.allocate(1000).error() == BlockError(Limit::memory));
    CHECK(detail::UnpackedTarget(memory).allocate(0).has_value());
}

TEST_CASE("a block is unpacked into the target it is given, or the cursor stays") {
    Budget memory(1000);
    detail::UnpackedTarget target(memory);
    // Three 'a' as run lengths in layout v2.
    const Bytes bytes = from_hex("020361");
    Cursor cursor(bytes);
    REQUIRE(detail::read_block_into(target, cursor, 1, Layout::v2, {}, memory, nullptr));
    CHECK(cursor.at_end());
    CHECK(target.unpacked() == from_hex("616161"));

    detail::UnpackedTarget other(memory);
    const Bytes cut = from_hex("0203");
    Cursor at_cut(cut);
    CHECK(detail::read_block_into(other, at_cut, 1, Layout::v2, {}, memory, nullptr).error() ==
          ErrorCode::truncated);
    CHECK(at_cut.offset() == 0);
}
