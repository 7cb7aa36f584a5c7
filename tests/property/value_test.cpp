// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/value_generator.hpp"
#include "value_properties.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

/// Several values from one tree, which are more similar than values from different trees.
std::vector<Value> parts_of(const Value& value) {
    constexpr std::size_t most = 6;
    std::vector<Value> parts;
    for (const auto& [path, part] : properties::places_of(value)) {
        if (parts.size() < most) parts.push_back(*part);
    }
    return parts;
}

}  // namespace

TEST_CASE("copies are equal to what they are copies of") {
    CHECK(
        rc::check("copy", [](const Value& value) { RC_ASSERT(properties::copy_is_equal(value)); }));
}

TEST_CASE("the order of a map's entries does not matter") {
    CHECK(rc::check("shuffled", [](const Value& value, unsigned seed) {
        RC_ASSERT(properties::map_order_is_no_matter(value, seed));
    }));
}

TEST_CASE("every path finds its value") {
    CHECK(rc::check("paths",
                    [](const Value& value) { RC_ASSERT(properties::paths_find_values(value)); }));
}

TEST_CASE("equality, order and hash agree") {
    CHECK(rc::check("comparison", [](const Value& first, const Value& second) {
        std::vector<Value> values = parts_of(first);
        for (Value& part : parts_of(second))
            values.push_back(std::move(part));
        for (const Value& a : values) {
            for (const Value& b : values) {
                RC_ASSERT(properties::comparison_is_consistent(a, b));
                for (const Value& c : values)
                    RC_ASSERT(properties::order_is_transitive(a, b, c));
            }
        }
    }));
}

TEST_CASE("one change makes another value") {
    CHECK(rc::check("change", [](const Value& value) {
        const auto places = properties::places_of(value);
        const auto& place = places[*rc::gen::inRange<std::size_t>(0, places.size())];
        Value changed = value;
        Value* const found = changed.find(place.path);
        RC_ASSERT(found != nullptr);
        *found = Array{*found};
        RC_ASSERT(changed != value);
        RC_ASSERT(properties::comparison_is_consistent(value, changed));
        *found = *found->find("/0");
        RC_ASSERT(properties::are_equal(value, changed));
    }));
}

TEST_CASE("a map is a list of entries, whatever is put in and taken out") {
    CHECK(rc::check("operations on a map", [](const std::vector<std::uint16_t>& seeds) {
        Value root = Map();
        Map& map = *root.as_map();
        std::vector<std::pair<std::string, Value>> list;
        const auto find = [&](const std::string& key) {
            return std::find_if(list.begin(), list.end(),
                                [&](const auto& entry) { return entry.first == key; });
        };
        // Each number is a key; there are more of them than in a map without an index.
        for (std::size_t i = 0; i < 400 + seeds.size(); ++i) {
            const std::size_t seed = i < 400 ? i * 7 : seeds[i - 400];
            const std::string key = std::to_string(seed % 150);
            const auto found = find(key);
            if (seed % 3 == 0) {
                RC_ASSERT(map.erase(key) == (found != list.end()));
                if (found != list.end()) list.erase(found);
            } else {
                map.insert_or_assign(key, i);
                if (found != list.end())
                    found->second = i;
                else
                    list.emplace_back(key, i);
            }
            if (i % 16 == 0) RC_ASSERT(properties::tree_is_sound(root));
        }
        RC_ASSERT(properties::tree_is_sound(root));
        RC_ASSERT(map.size() == list.size());
        RC_ASSERT(
            std::equal(map.begin(), map.end(), list.begin(), [](const auto& a, const auto& b) {
                return a.key() == b.first && a.value == b.second;
            }));
        for (int i = 0; i < 151; ++i) {
            const std::string key = std::to_string(i);
            RC_ASSERT(map.contains(key) == (find(key) != list.end()));
        }
    }));
}

TEST_CASE("the generator reaches all types, sizes and depths") {
    std::set<Type> types;
    std::set<std::size_t> lengths;
    std::set<std::size_t> counts;
    std::set<std::size_t> depths;
    rc::check("reach", [&](const Value& value) {
        for (const auto& [path, part] : properties::places_of(value)) {
            types.insert(part->type());
            if (part->is(Type::string)) lengths.insert(part->text().size());
            counts.insert(part->elements().size() + part->entries().size());
            depths.insert(static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')));
        }
    });
    CHECK(types.size() == type_count);
    CHECK(lengths.size() >= 12);
    CHECK(counts.size() >= 12);
    CHECK(depths.size() >= 5);
}
