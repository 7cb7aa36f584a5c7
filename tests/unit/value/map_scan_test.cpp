// SPDX-License-Identifier: MIT
#include "value/map_scan.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "value/map_index.hpp"
#include "value/tree_access.hpp"

using namespace souris;
using detail::TreeAccess;

namespace {

const detail::MapBlock& fill(Value& slot, const std::vector<std::string>& keys) {
    Map& map = TreeAccess::put_map(slot, keys.size(), nullptr);
    for (const std::string& key : keys)
        TreeAccess::append(map, key, nullptr);
    return *TreeAccess::block_of(map);
}

/// Keys of many lengths, inside and outside the entry, that differ in a single byte.
std::vector<std::string> similar_keys(std::size_t size) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < size; ++i) {
        std::string key(20 + i % 8, 'k');
        key[i / 8] = 'x';
        keys.push_back(key);
    }
    return keys;
}

}  // namespace

TEST_CASE("every key is found at its place") {
    for (const std::size_t size : {std::size_t{1}, std::size_t{5}, std::size_t{64}}) {
        const auto keys = similar_keys(size);
        Value value;
        const detail::MapBlock& map = fill(value, keys);
        for (std::size_t i = 0; i < size; ++i)
            CHECK(detail::scan_keys(map, keys[i]) == i);
        CHECK(detail::scan_keys(map, "") == size);
        CHECK(detail::scan_keys(map, keys[0] + 'z') == size);
        CHECK(detail::scan_for_repeated_key(map) == size);
    }
}

TEST_CASE("a repeated key is found wherever its two entries stand") {
    for (std::size_t size = 2; size <= detail::max_entries_without_index; size += 3) {
        for (std::size_t first = 0; first < size; ++first) {
            for (std::size_t second = first + 1; second < size; ++second) {
                auto keys = similar_keys(size);
                keys[second] = keys[first];
                Value value;
                if (detail::scan_for_repeated_key(fill(value, keys)) != second) {
                    FAIL_CHECK(size, ' ', first, ' ', second);
                }
            }
        }
    }
}

TEST_CASE("the first of several repetitions is told") {
    Value value;
    CHECK(detail::scan_for_repeated_key(fill(value, {"a", "b", "c", "b", "a", "c"})) == 3);
    Value all_empty;
    CHECK(detail::scan_for_repeated_key(fill(all_empty, {"", "", ""})) == 1);
}
