// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>

#include <souris/config.hpp>
#include <souris/dropped_values.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

/// @file
/// What values have in common with those of other formats. docs/interop.md has the tables.

namespace souris::inline v0 {

/// A format of programs that know nothing of Souris.
enum class Neighbour : std::uint8_t { json, cbor, msgpack };

/// How to read another format.
struct InteropReadOptions {
    /// What the reader is willing to spend. `max_depth` and `max_nodes` are of what the bytes hold:
    /// a tagged map counts with all that is in it.
    Limits limits{};
    /// Maps with the key `souris_type` are tagged values; if not, maps like any other.
    bool tagged = true;
    /// Refuse maps that name a key twice.
    bool strict = false;
    /// What no value is the same as becomes one that comes near, and is not refused.
    bool lossy = false;
    /// Where the number of values that lost something is added, unless nullptr.
    std::uint64_t* losses = nullptr;
    /// Where the result's memory comes from; it must outlive the result. nullptr stands for the
    /// default resource.
    std::pmr::memory_resource* resource = nullptr;
    /// Where values are told of whose keys are repeated, unless nullptr.
    DroppedValues* dropped = nullptr;
};

/// How to write another format.
struct InteropWriteOptions {
    /// What the format has no equivalent for becomes a map with the key `souris_type`, and so does
    /// a map that has this key; read with `InteropReadOptions::tagged` they are the same values
    /// again. If not, the one is an error and the other a map like any other.
    bool tagged = false;
    /// Nothing is written that a reader with these limits would refuse for its depth, number of
    /// nodes, length of keys, strings and binary values, or size of all (`max_input`; not where a
    /// sink is given).
    Limits limits{};
};

/// Why `format` has no equivalent of `value`, of which only the outermost is looked at: "no
/// equivalent of a time zone". nullptr if it has one. Static storage.
[[nodiscard]] SOURIS_EXPORT const char* why_inexpressible(const Value& value,
                                                          Neighbour format) noexcept;

/// Whether `format` has an equivalent for all of `value`. Linear time; nothing recurses.
/// Errors: `unrepresentable`, with the path of the first value that has none and the reason;
/// `out_of_memory`.
[[nodiscard]] SOURIS_EXPORT Result<void> check_expressible(const Value& value, Neighbour format);

/// Replaces everything in `value` that `format` cannot say by what comes nearest, and returns how
/// many values that were. For JSON only what has no plain form is replaced, and all that loses its
/// type is counted. Linear time; nothing recurses. Throws std::bad_alloc.
///
/// @snippet reference_interop.cpp approximate
SOURIS_EXPORT std::uint64_t approximate(Value& value, Neighbour format);

}  // namespace souris::inline v0
