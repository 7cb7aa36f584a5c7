// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <souris/pointer.hpp>
#include <souris/value.hpp>

#include "tree_invariants.hpp"

/// Properties of values. Each function returns whether its property holds.

namespace souris::properties {

/// Whether two values are equal by all comparisons.
inline bool are_equal(const Value& a, const Value& b) {
    return a == b && b == a && (a <=> b) == 0 && (b <=> a) == 0 &&
           std::hash<Value>()(a) == std::hash<Value>()(b);
}

/// A copy is equal, and a moved value equals its source before.
inline bool copy_is_equal(const Value& value) {
    Value copy = value;
    if (!tree_is_sound(value) || !tree_is_sound(copy) || !are_equal(copy, value)) return false;
    const Value moved = std::move(copy);
    return are_equal(moved, value) && copy.is_null();
}

/// Equality, order and hashes of two values agree.
inline bool comparison_is_consistent(const Value& a, const Value& b) {
    const auto order = a <=> b;
    if ((b <=> a) != 0 <=> order || (a == b) != (order == 0)) return false;
    return order == 0 ? are_equal(a, b) : a != b && (a < b) == (order < 0);
}

/// The order is transitive.
inline bool order_is_transitive(const Value& a, const Value& b, const Value& c) {
    return !(a <= b && b <= c) || a <= c;
}

/// A value with its path.
struct Place {
    std::string path;
    const Value* value;
};

/// A tree's values, each before its children.
inline std::vector<Place> places_of(const Value& value) {
    std::vector<Place> places = {{"", &value}};
    for (std::size_t done = 0; done < places.size(); ++done) {
        const Place parent = places[done];
        for (const MapEntry& entry : parent.value->entries()) {
            places.push_back({parent.path, &entry.value});
            append_pointer_token(places.back().path, entry.key());
        }
        for (std::size_t i = 0; i < parent.value->elements().size(); ++i) {
            places.push_back({parent.path, &parent.value->elements()[i]});
            append_pointer_token(places.back().path, i);
        }
    }
    return places;
}

/// The path of each value finds it, and paths to missing children find nothing.
inline bool paths_find_values(const Value& value) {
    for (const auto& [path, expected] : places_of(value)) {
        const Found found = value.at(path);
        if (!found || &*found != expected || found.path() != path) return false;
        const Found beyond = value.at(path + "/nothing of that name");
        const ErrorCode wanted = expected->is(Type::map)     ? ErrorCode::key_not_found
                                 : expected->is(Type::array) ? ErrorCode::index_out_of_range
                                                             : ErrorCode::wrong_type;
        if (beyond || beyond.error().code != wanted) return false;
    }
    return true;
}

/// The tree with the entries of each map in another order.
inline Value with_shuffled_maps(const Value& value, std::mt19937& random) {
    Value shuffled = value;
    std::vector<Value*> rest = {&shuffled};
    while (!rest.empty()) {
        Value& here = *rest.back();
        rest.pop_back();
        if (Map* const map = here.as_map()) {
            std::vector<std::pair<std::string, Value>> entries;
            for (auto& [key, child] : *map)
                entries.emplace_back(key, std::move(child));
            std::shuffle(entries.begin(), entries.end(), random);
            map->clear();
            for (auto& [key, child] : entries)
                map->insert_or_assign(key, std::move(child));
            for (auto& [key, child] : *map)
                rest.push_back(&child);
        } else if (Array* const array = here.as_array()) {
            for (Value& child : *array)
                rest.push_back(&child);
        }
    }
    return shuffled;
}

/// The order of entries does not affect the value of a map.
inline bool map_order_is_no_matter(const Value& value, unsigned seed) {
    std::mt19937 random(seed);
    const Value shuffled = with_shuffled_maps(value, random);
    return tree_is_sound(shuffled) && are_equal(value, shuffled);
}

}  // namespace souris::properties
