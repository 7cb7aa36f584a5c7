// SPDX-License-Identifier: MIT
#include "value/tree_block.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <pthread.h>

#include <souris/value.hpp>

#include "support/sanitizer.hpp"
#include "unit/value/counting_resource.hpp"
#include "unit/value/sample_values.hpp"
#include "value/tree_access.hpp"

using namespace souris;

namespace {

constexpr std::string_view longer_text = "a text that does not fit into a value";

/// A value with every kind of memory: text, complex numbers, arrays, maps with and without an
/// index, long keys, empty containers, several levels.
Value every_kind() {
    Map many;
    for (int i = 0; i < 20; ++i)
        many[std::string(longer_text) + std::to_string(i)] = Array{i, longer_text};
    const std::vector<Value> samples = test::sample_values();
    return Map{
        {"samples", Array(samples.begin(), samples.end())},
        {"many", many},
        {"nested", Array{Value(Map{{longer_text, many}})}},
        {"empty", Array{Array{}, Map{}}},
    };
}

/// Every container of a tree, and its root.
void for_each_container(Value& value, const std::function<void(Value&)>& action) {
    if (Array* const array = value.as_array()) {
        action(value);
        for (Value& element : *array)
            for_each_container(element, action);
    } else if (Map* const map = value.as_map()) {
        action(value);
        for (auto& [key, element] : *map)
            for_each_container(element, action);
    }
}

}  // namespace

TEST_CASE("a tree copied into a memory resource takes memory there alone, and gives it back") {
    const Value tree = every_kind();
    test::CountingResource memory;
    test::CountingResource forbidden;
    {
        const test::DefaultResource guard(forbidden);
        Value copy(tree, &memory);
        CHECK(copy == tree);
        for_each_container(copy, [&](Value& container) {
            // Empty containers grow in the same resource.
            if (Array* const array = container.as_array()) {
                CHECK(array->resource() == &memory);
                array->push_back(1);
            } else {
                CHECK(container.as_map()->resource() == &memory);
                (*container.as_map())[longer_text] = 1;
            }
        });
        CHECK(copy != tree);
        const Value text(longer_text, &memory);
        const Value binary(test::bytes_of(100), &memory);
        const Value complex(Complex(1, 2), &memory);
        const Value text_copy(text, &memory);
        CHECK(text_copy == text);
        CHECK(memory.live_blocks() > 100);
        // Moving keeps the resource.
        const Value moved = std::move(copy);
        CHECK_FALSE(moved.is_null());
    }
    CHECK(forbidden.allocation_count() == 0);
    CHECK(memory.live_blocks() == 0);
    CHECK_FALSE(memory.was_misused());
}

TEST_CASE("trees are put together from parts with different resources") {
    test::CountingResource first;
    test::CountingResource second;
    {
        Array array(&first);
        array.push_back(Value(longer_text, &second));
        Map map(&second);
        map[longer_text] = std::move(array);
        const Value tree = std::move(map);
        CHECK(tree == Value(Map{{longer_text, Array{longer_text}}}));
        CHECK(first.live_blocks() == 1);
        CHECK(second.live_blocks() == 3);
    }
    CHECK(first.live_blocks() == 0);
    CHECK(second.live_blocks() == 0);
}

namespace {

/// An operation on a target that allocates memory.
struct Action {
    std::string_view name;
    Value target;
    std::function<void(Value&)> run;
};

std::vector<Action> allocating_actions() {
    const Value tree = every_kind();
    const auto map_of = [](int size) {
        Map map;
        for (int i = 0; i < size; ++i)
            map[std::string(longer_text) + std::to_string(i)] = longer_text;
        return map;
    };
    std::vector<Action> actions = {
        {"copy", tree, [tree](Value&) { const Value copy = tree; }},
        {"copy assignment", tree,
         [tree](Value& target) {
             target = Array{tree, tree};
         }},
        {"array copy", tree,
         [tree](Value&) { const Array copy = *tree.at("/samples")->as_array(); }},
        {"array append", Array{1, 2, 3, 4},
         [tree](Value& target) { target.as_array()->push_back(tree); }},
        {"array insert", Array{1, 2, 3, 4},
         [](Value& target) { target.as_array()->insert(2, longer_text); }},
        {"array reserve", tree,
         [](Value& target) { target.find("/samples")->as_array()->reserve(1000); }},
        {"array from resource", nullptr,
         [](Value&) { const Array array(std::pmr::get_default_resource()); }},
        {"text", nullptr, [](Value& target) { target = longer_text; }},
        {"complex", nullptr, [](Value& target) { target = Complex(1, 2); }},
        {"map copy", tree, [tree](Value&) { const Map copy = *tree.as_map(); }},
        {"map reserve", map_of(20), [](Value& target) { target.as_map()->reserve(1000); }},
        {"map operator[]", map_of(16), [](Value& target) { (*target.as_map())[longer_text]; }},
        {"map assign", map_of(3),
         [](Value& target) {
             target.as_map()->insert_or_assign(longer_text.data() + std::string("0"), longer_text);
         }},
    };
    for (const int size : {0, 4, 15, 16, 17, 31, 32, 64}) {
        actions.push_back({"map insert", map_of(size), [](Value& target) {
                               target.as_map()->insert_or_assign(longer_text, longer_text);
                           }});
    }
    return actions;
}

}  // namespace

TEST_CASE("when memory runs out, nothing leaks and the target is as it was") {
    for (const bool stays_empty : {false, true}) {
        for (const Action& action : allocating_actions()) {
            CAPTURE(action.name);
            bool succeeded = false;
            for (std::size_t k = 0; !succeeded; ++k) {
                test::CountingResource memory;
                {
                    Value target(action.target, &memory);
                    const test::DefaultResource guard(memory);
                    memory.fail_after(k, stays_empty);
                    try {
                        action.run(target);
                        succeeded = true;
                    } catch (const std::bad_alloc&) {
                        CHECK(target == action.target);
                    }
                    memory.never_fail();
                }
                REQUIRE(memory.live_blocks() == 0);
                REQUIRE_FALSE(memory.was_misused());
                // Each operation allocates.
                if (k == 0) CHECK_FALSE(succeeded);
            }
        }
    }
}

TEST_CASE("sealing a map of repeated keys leaks nothing when memory runs out") {
    bool succeeded = false;
    for (std::size_t k = 0; !succeeded; ++k) {
        test::CountingResource memory;
        {
            Value value;
            Map& map = detail::TreeAccess::put_map(value, 60, &memory);
            for (int i = 0; i < 60; ++i) {
                const std::string key = std::string(longer_text) + std::to_string(i % 30);
                detail::TreeAccess::append(map, Value(key, &memory)) = Value(longer_text, &memory);
            }
            memory.fail_after(k, false);
            try {
                const std::size_t repeated = detail::TreeAccess::seal(map);
                succeeded = true;
                CHECK(repeated == 30);
            } catch (const std::bad_alloc&) {
            }
        }
        REQUIRE(memory.live_blocks() == 0);
    }
}

TEST_CASE("capacities grow by doubling, up to the most") {
    CHECK(detail::grown_capacity(0, 1, 1000) == 4);
    CHECK(detail::grown_capacity(4, 5, 1000) == 8);
    CHECK(detail::grown_capacity(4, 100, 1000) == 100);
    CHECK(detail::grown_capacity(600, 601, 1000) == 1000);
    CHECK(detail::grown_capacity(1000, 1000, 1000) == 1000);
    CHECK_THROWS_AS(std::ignore = detail::grown_capacity(1000, 1001, 1000), std::bad_alloc);
    CHECK_THROWS_AS(std::ignore = detail::new_array_block(nullptr, ~std::size_t{0}),
                    std::bad_alloc);
    CHECK_THROWS_AS(std::ignore = detail::new_map_block(nullptr, Map::max_size() + 1),
                    std::bad_alloc);
}

namespace {

/// Far more than any stack holds, even at a byte per level.
constexpr std::size_t levels = test::is_sanitized ? 50'000 : 1'000'000;
constexpr std::size_t small_stack = 128 * 1024;

/// Alternately nested arrays and maps of one child.
Value deep_tree(std::string_view bottom) {
    Value value = bottom;
    for (std::size_t i = 0; i < levels; i += 2) {
        Array array;
        array.push_back(std::move(value));
        Map map;
        map["child"] = std::move(array);
        value = std::move(map);
    }
    return value;
}

/// The results with a small stack.
struct Observed {
    bool copy_equal = false;
    bool copy_ordered = false;
    bool copy_hashed = false;
    bool other_unequal = false;
    bool other_ordered = false;
};

void* use_deep_trees(void* argument) {
    Observed& observed = *static_cast<Observed*>(argument);
    Value tree = deep_tree("bottom");
    {
        const Value copy = tree;
        observed.copy_equal = copy == tree;
        observed.copy_ordered = (copy <=> tree) == 0;
        observed.copy_hashed = std::hash<Value>()(copy) == std::hash<Value>()(tree);
    }
    const Value other = deep_tree("bottom of another");
    observed.other_unequal = other != tree;
    observed.other_ordered = tree < other;
    tree = nullptr;
    return nullptr;
}

}  // namespace

TEST_CASE("deep trees are copied, compared, hashed and destroyed on a small stack") {
    Observed observed;
    pthread_attr_t attributes;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstacksize(&attributes, small_stack) == 0);
    pthread_t thread{};
    REQUIRE(pthread_create(&thread, &attributes, use_deep_trees, &observed) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&attributes);
    CHECK(observed.copy_equal);
    CHECK(observed.copy_ordered);
    CHECK(observed.copy_hashed);
    CHECK(observed.other_unequal);
    CHECK(observed.other_ordered);
}
