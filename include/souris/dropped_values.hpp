// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <souris/config.hpp>
#include <souris/pointer.hpp>

/// @file
/// What readers leave out where a map names a key twice.

namespace souris::inline v0 {

/// Values that were read and are gone, since another one came later in the same map with the same
/// key. That may be another key in the bytes: of CBOR, 1 and "1" are one if what has no equivalent
/// is read all the same.
struct DroppedValues {
    /// Of more of them only the number is kept.
    static constexpr std::size_t max_paths = 16;

    /// How many there are.
    std::uint64_t count = 0;
    /// JSON Pointers of the first ones, each for as often as something was dropped there.
    std::vector<std::string> paths{};

    /// Adds one of a map, whose path is asked for if it is kept. Throws std::bad_alloc.
    template <std::invocable PathOfMap>
    void add(const PathOfMap& path_of_map, std::string_view key) {
        if (count++ >= max_paths) return;
        append_pointer_token(paths.emplace_back(path_of_map()), key);
    }
};

}  // namespace souris::inline v0
