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
/// Values that readers drop where a map repeats a key.

namespace souris { inline namespace v0 {

/// Values that were read and then dropped, since a later entry of the same map has the same key.
/// The keys may differ in the bytes: in CBOR, 1 and "1" become one key if content without an
/// equivalent is read anyway.
struct DroppedValues {
    /// Maximum number of paths kept; further drops are only counted.
    static constexpr std::size_t max_paths = 16;

    /// Number of dropped values.
    std::uint64_t count = 0;
    /// JSON Pointers of the first dropped values, one for each drop.
    std::vector<std::string> paths{};
    /// Of JSON, for each of the paths: the byte offset at which the key is first repeated.
    std::vector<std::uint64_t> offsets{};

    /// Adds a drop in a map; calls `path_of_map` only if the path is kept. Throws std::bad_alloc.
    template <std::invocable PathOfMap>
    void add(const PathOfMap& path_of_map, std::string_view key) {
        if (count++ >= max_paths) return;
        append_pointer_token(paths.emplace_back(path_of_map()), key);
    }
};

}}  // namespace souris::v0
