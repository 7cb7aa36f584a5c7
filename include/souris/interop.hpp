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
/// Conversions between values and other formats. docs/interop.md has the tables.

namespace souris { inline namespace v0 {

/// A format other than the library's own.
enum class OtherFormat : std::uint8_t {
    json,
    cbor,
    msgpack,
    canonical_cbor,  ///< CBOR as `InteropWriteOptions::canonical` demands: an f32 is no f32 then.
};

/// Options for reading another format.
struct InteropReadOptions {
    /// Limits of the reader. `max_depth` and `max_nodes` apply to the structure of the input: a
    /// tagged map counts with all its content.
    Limits limits{};
    /// Treat maps with the key `souris_type` as tagged values; otherwise as plain maps.
    bool tagged = true;
    /// Refuse maps with repeated keys.
    bool strict = false;
    /// Convert an item without an equal value to a similar one instead of refusing it.
    bool lossy = false;
    /// Counter to which the number of lossy conversions is added, or nullptr.
    std::uint64_t* losses = nullptr;
    /// Memory resource of the result; must outlive the result. nullptr stands for the default
    /// resource.
    std::pmr::memory_resource* resource = nullptr;
    /// Receives the values that are dropped due to repeated keys, unless nullptr.
    DroppedValues* dropped = nullptr;
    /// Read floating point numbers of every width as f64, for formats and programs to which the
    /// width means nothing.
    bool wide_floats = false;
    /// For CBOR: refuse everything but what `InteropWriteOptions::canonical` writes, with
    /// `not_canonical` and the first offset that differs. Implies `wide_floats`. For MessagePack
    /// `contradictory_options`.
    bool canonical = false;
};

/// Options for writing another format.
struct InteropWriteOptions {
    /// Write a value without an equivalent, and a map with the key `souris_type`, as a map with the
    /// key `souris_type`; with `InteropReadOptions::tagged`, it reads back as the same value.
    /// Otherwise the value is an error and the map is written like any other.
    bool tagged = false;
    /// Refuse to write anything that a reader with these limits would refuse for its depth, number
    /// of nodes, length of keys, strings and binary values, or total size (`max_input`; not if a
    /// sink is given).
    Limits limits{};
    /// For CBOR: write core deterministic encoding (RFC 8949, section 4.2.1): equal values give
    /// equal bytes. Maps are sorted, by the length of their keys first, and numbers are as short as
    /// their values allow. So the width of a floating point number tells no type: an f32 has no
    /// equivalent, and `InteropReadOptions::canonical` reads all as f64. MessagePack has no such
    /// form: `contradictory_options`.
    bool canonical = false;
};

/// The reason why `format` has no equivalent of `value`, children not considered, such as "no
/// equivalent of a time zone". nullptr if it has one. Static storage.
[[nodiscard]] SOURIS_EXPORT const char* why_inexpressible(const Value& value,
                                                          OtherFormat format) noexcept;

/// Checks that `format` has an equivalent for all of `value`. Linear time; nothing recurses.
/// Errors: `unrepresentable`, with the path of the first value without an equivalent and the
/// reason; `out_of_memory`.
[[nodiscard]] SOURIS_EXPORT Result<void> check_expressible(const Value& value, OtherFormat format);

/// Replaces every value in `value` that `format` cannot express with the nearest one that it can,
/// and returns the number of affected values. For JSON, only values without a plain form are
/// replaced, but all values that lose their type are counted. Linear time; nothing recurses. Throws
/// std::bad_alloc.
///
/// @snippet reference_interop.cpp approximate
SOURIS_EXPORT std::uint64_t approximate(Value& value, OtherFormat format);

}}  // namespace souris::v0
