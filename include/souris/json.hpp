// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/dropped_values.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

/// @file
/// Values as JSON and back.
///
/// Tagged JSON represents every value without loss: as JSON where JSON suffices, elsewhere as an
/// object whose member `souris_type` is the type's number, such as
/// `{"souris_type":6,"timestamp":"2024-10-30T12:34:56"}`. Plain JSON has no such objects, so it
/// does not distinguish types and cannot represent some values. docs/format.md has the tables.

namespace souris { inline namespace v0 {

/// How to read JSON.
struct JsonReadOptions {
    /// Limits of the reader. `max_depth` and `max_nodes` apply to the resulting value.
    Limits limits{};
    /// Treat objects with the key `souris_type` as tagged values; otherwise as plain maps.
    bool tagged = true;
    /// Remove needless escapes from the strings of JSON values, which saves bytes. Otherwise their
    /// text is kept as written.
    bool unescapes_json = false;
    /// Memory resource of the result; must outlive the result. nullptr stands for the default
    /// resource.
    std::pmr::memory_resource* resource = nullptr;
    /// Receives the values that are dropped due to repeated keys, unless nullptr.
    DroppedValues* dropped = nullptr;
};

/// Reads `text`, one JSON document (RFC 8259), as a value. Linear time; nothing recurses. A byte
/// order mark at the beginning is skipped.
///
/// A number without point and exponent is an exact integer; any other is the nearest f64,
/// independent of the rounding mode and of a mode that flushes subnormal numbers. For a repeated
/// key, the last value wins and takes the place of the first; members of a tagged value must not be
/// repeated.
///
/// Errors, with offset and path: `invalid_json`, `invalid_utf8`, `invalid_tagged_json`,
/// `integer_out_of_range` (of `Integer`), `number_out_of_range` (of the finite f64),
/// `limit_exceeded`, `out_of_memory`. The detail says what was expected.
///
/// @snippet reference_interop.cpp json
[[nodiscard]] SOURIS_EXPORT Result<Value> value_from_json(TextArgument text,
                                                          const JsonReadOptions& options = {});

/// The JSON form to write.
enum class JsonForm : std::uint8_t {
    tagged,  ///< Reads back as the same value.
    plain,   ///< For programs that expect plain JSON.
};

/// How to write JSON.
struct JsonWriteOptions {
    JsonForm form = JsonForm::tagged;
    /// Spaces per level, with each element and entry on its own line; 0 writes a single line. The
    /// size of the indentation is the number of lines times their depth: use 0 if the limits admit
    /// very deep trees.
    unsigned indent = 0;
    /// Escape everything that is not ASCII.
    bool ascii = false;
    /// Refuse to write anything that a reader with these limits would refuse for its depth, number
    /// of nodes, length of keys, strings and binary values, or total size (`max_input`; not if a
    /// sink is given).
    Limits limits{};
};

/// Writes `value` as JSON, without a line break at the end. Linear time; nothing recurses.
///
/// Safe for a terminal: characters that command one (`commands_a_terminal`) are escaped in every
/// string, including those inside JSON values. JSON values also lose the line breaks and tabs
/// between their tokens and the surrounding white space.
///
/// Errors, with the path: `unrepresentable` for values without a plain JSON form (integers outside
/// [-2^63, 2^64-1], floating point numbers that are not finite); `invalid_utf8`;
/// `invalid_character`; `invalid_timestamp`; `limit_exceeded`; `out_of_memory`. Output written
/// before the error stays. Errors of a sink's handler are returned by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> write_json(Sink& sink, const Value& value,
                                                    const JsonWriteOptions& options = {});

/// `write_json` into a new string.
///
/// @snippet reference_interop.cpp json
[[nodiscard]] SOURIS_EXPORT Result<std::string> to_json(const Value& value,
                                                        const JsonWriteOptions& options = {});

}}  // namespace souris::v0
