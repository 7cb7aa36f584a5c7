// SPDX-License-Identifier: MIT
#include "value/map_index.hpp"

#include <cstddef>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "unit/value/counting_resource.hpp"
#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

using namespace souris;
using detail::TreeAccess;

namespace {

/// A map with room for `capacity` entries, and entries with the keys "0", "1" and so on.
Map& put_numbered(Value& slot, std::size_t capacity, std::size_t count,
                  std::pmr::memory_resource* resource) {
    Map& map = TreeAccess::put_map(slot, capacity, resource);
    for (std::size_t i = 0; i < count; ++i)
        TreeAccess::append(map, Value(std::to_string(i), resource)) = i;
    return map;
}

}  // namespace

TEST_CASE("an index takes the memory that is announced, none for small maps") {
    for (const std::size_t capacity : {0U, 1U, 63U, 64U, 65U, 85U, 86U, 100U, 1000U, 4096U}) {
        CAPTURE(capacity);
        test::CountingResource memory;
        Value value;
        Map& map = put_numbered(value, capacity, 0, &memory);
        const std::size_t before = memory.live_bytes();
        for (std::size_t i = 0; i < capacity; ++i)
            TreeAccess::append(map, Value(std::to_string(i), &memory));
        CHECK(TreeAccess::seal(map) == capacity);
        CHECK(memory.live_bytes() - before == detail::index_memory(capacity));
        for (std::size_t i = 0; i < capacity; ++i)
            CHECK(map.find(std::to_string(i)) == &map.begin()[i].value);
        CHECK(map.find("absent") == nullptr);
    }
}

TEST_CASE("sealing tells the first repetition; the last value wins in the first place") {
    for (const std::size_t count : {2U, 5U, 63U, 64U, 65U, 160U}) {
        for (const std::size_t repeated : {std::size_t{1}, count / 2, count - 1}) {
            CAPTURE(count);
            CAPTURE(repeated);
            test::CountingResource memory;
            {
                Value value;
                Map& map = put_numbered(value, count + 2, repeated, &memory);
                TreeAccess::append(map, Value("0")) = "second";
                for (std::size_t i = repeated; i < count; ++i)
                    TreeAccess::append(map, Value(std::to_string(i), &memory)) = i;
                TreeAccess::append(map, Value("0")) = "third";
                CHECK(TreeAccess::seal(map) == repeated);
                CHECK(map.size() == count);
                CHECK(map.resource() == &memory);
                CHECK(map.begin()->value == Value("third"));
                for (std::size_t i = 1; i < count; ++i) {
                    CHECK(map.begin()[i].key() == std::to_string(i));
                    CHECK(map.find(std::to_string(i)) == &map.begin()[i].value);
                    CHECK(map.begin()[i].value == Value(i));
                }
                CHECK(map["0"] == Value("third"));
                CHECK(map["new"].is_null());
                CHECK(map.size() == count + 1);
            }
            CHECK(memory.live_blocks() == 0);
            CHECK_FALSE(memory.was_misused());
        }
    }
}

TEST_CASE("many repetitions of the same keys") {
    Value value;
    Map& map = TreeAccess::put_map(value, 10'000, nullptr);
    for (std::size_t i = 0; i < 10'000; ++i)
        TreeAccess::append(map, Value(std::to_string(i % 100))) = i;
    CHECK(TreeAccess::seal(map) == 100);
    CHECK(map.size() == 100);
    for (std::size_t i = 0; i < 100; ++i)
        CHECK(*map.find(std::to_string(i)) == Value(9'900 + i));
}

TEST_CASE("an empty map is sealed") {
    Map map;
    CHECK(TreeAccess::seal(map) == 0);
    Value value;
    CHECK(TreeAccess::seal(TreeAccess::put_map(value, 5, nullptr)) == 0);
}

TEST_CASE("an index is built, extended and rebuilt on a block") {
    test::CountingResource memory;
    const auto destroy = [](detail::MapBlock* block) { detail::destroy_tree(block); };
    const std::unique_ptr<detail::MapBlock, decltype(destroy)> block(
        detail::new_map_block(&memory, 30), destroy);
    const auto append = [&](const std::string& key) {
        Value holder;
        Map& map = TreeAccess::put_map(holder, 1, &memory);
        TreeAccess::append(map, Value(key));
        std::construct_at(block->data() + block->size++, std::move(*map.begin()));
    };
    for (int i = 0; i < 20; ++i)
        append(std::to_string(i));
    CHECK(detail::build_index(*block) == 20);
    append("20");
    CHECK(detail::find_in_index(*block, "20") == 21);
    detail::add_to_index(*block);
    for (std::size_t i = 0; i <= 20; ++i)
        CHECK(detail::find_in_index(*block, std::to_string(i)) == i);
    CHECK(detail::find_in_index(*block, "21") == 21);

    // Building replaces the index, rebuilding reuses its memory.
    const std::size_t bytes = memory.live_bytes();
    append("7");
    CHECK(detail::build_index(*block) == 21);
    CHECK(memory.live_bytes() == bytes);
    const std::size_t allocations = memory.allocation_count();
    CHECK(detail::rebuild_index(*block) == 21);
    CHECK(memory.allocation_count() == allocations);
    CHECK(detail::find_in_index(*block, "7") == 7);
}
