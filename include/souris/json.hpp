// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include <souris/config.hpp>
#include <souris/dropped_values.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/text_argument.hpp>
#include <souris/value.hpp>

/// @file
/// Values as JSON and back.
///
/// Tagged JSON has every value without loss: JSON where JSON suffices, and elsewhere an object
/// whose member `souris_type` is the type's number, such as
/// `{"souris_type":6,"timestamp":"2024-10-30T12:34:56"}`. Plain JSON has no such objects, so it
/// does not tell types apart, and has no form for some values. docs/format.md has the tables.

namespace souris::inline v0 {

/// How to read JSON.
struct JsonReadOptions {
    /// What the reader is willing to spend. `max_depth` and `max_nodes` are of the resulting value.
    Limits limits{};
    /// Objects with the key `souris_type` are tagged values; if not, maps like any other.
    bool tagged = true;
    /// In the strings of JSON values, escape nothing that need not be: fewer bytes for the same. If
    /// not, they are kept as they stand.
    bool unescapes_json = false;
    /// Where the result's memory comes from; it must outlive the result. nullptr stands for the
    /// default resource.
    std::pmr::memory_resource* resource = nullptr;
    /// Where values are told of whose keys are repeated, unless nullptr.
    DroppedValues* dropped = nullptr;
};

/// The value that `text`, one JSON document (RFC 8259), says. Linear time; nothing recurses.
///
/// A number without point and exponent is an integer and exact, any other the nearest f64, whatever
/// rounding mode the program has set and also where it does without subnormal numbers. Where a key
/// is repeated the last value wins and takes the place of the first; the members of a tagged value
/// may not be repeated.
///
/// Errors, with offset and path: `invalid_json`, `invalid_utf8`, `invalid_tagged_json`,
/// `integer_out_of_range` (of `Integer`), `number_out_of_range` (of the finite f64),
/// `limit_exceeded`, `out_of_memory`. The detail tells what was wanted.
///
/// @snippet reference_interop.cpp json
[[nodiscard]] SOURIS_EXPORT Result<Value> value_from_json(TextArgument text,
                                                          const JsonReadOptions& options = {});

/// Which JSON to write.
enum class JsonForm : std::uint8_t {
    tagged,  ///< Reads back as the same value.
    plain,   ///< For programs that want JSON and no types.
};

/// How to write JSON.
struct JsonWriteOptions {
    JsonForm form = JsonForm::tagged;
    /// Spaces a level, each element and entry on a line of its own; 0 for all on one line. What is
    /// written grows with the lines times their depth: where limits let in trees that are very
    /// deep, leave it 0.
    unsigned indent = 0;
    /// Escape everything that is not ASCII.
    bool ascii = false;
    /// Nothing is written that a reader with these limits would refuse for its depth, number of
    /// nodes, length of keys, strings and binary values, or size of all (`max_input`; not where a
    /// sink is given).
    Limits limits{};
};

/// Writes `value` as JSON, without a line break at the end. Linear time; nothing recurses.
///
/// Safe for a terminal: characters that command one (`commands_a_terminal`) are escaped in every
/// string, those inside of JSON values included; these lose the line breaks and tabs between their
/// tokens and the white space around them, too.
///
/// Errors, with the path: `unrepresentable` for what plain JSON cannot say (integers outside
/// [-2^63, 2^64-1], floating point numbers that are not finite); `invalid_utf8`;
/// `invalid_character`; `invalid_timestamp`; `limit_exceeded`; `out_of_memory`. What was written
/// until then stays. What a sink's handler says is told by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> write_json(Sink& sink, const Value& value,
                                                    const JsonWriteOptions& options = {});

/// The same as a string.
///
/// @snippet reference_interop.cpp json
[[nodiscard]] SOURIS_EXPORT Result<std::string> to_json(const Value& value,
                                                        const JsonWriteOptions& options = {});

}  // namespace souris::inline v0
