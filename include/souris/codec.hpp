// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>

#include <souris/cursor.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

/// @file
/// Values to bytes and back.

namespace souris {

class TextDecoder;
class TextEncoder;
class ValueView;

/// How to read.
struct DecodeOptions {
    /// What the reader is willing to spend.
    Limits limits{};
    /// Refuse what a careful writer never makes, though its meaning is clear: reserved or padding
    /// bits that are set, integers longer than they need to be, repeated keys, bytes after the end.
    bool strict = false;
    /// Where the result's memory comes from; it must outlive the result. nullptr stands for the
    /// default resource.
    std::pmr::memory_resource* resource = nullptr;
    /// Of objects: a key, or an element of a positional form, that the type has no member for is
    /// `unknown_field`; else it is skipped.
    bool refuse_unknown_fields = false;
    /// Of objects: a member that is not there is `missing_field`, unless it is optional; else it
    /// keeps the value that its initialiser gave it.
    bool refuse_missing_fields = false;
};

/// What an object of a class is written as.
enum class ObjectForm : std::uint8_t {
    map,    ///< By the names of its members: types may grow, lose and reorder members.
    array,  ///< The members' values in their order: smaller and faster; types may grow at the end.
};

/// How to write.
struct EncodeOptions {
    Layout layout = Layout::v2;
    /// How much work to spend on size: of a value, on the packing of binary values; of a store, on
    /// all of it.
    Profile profile = Profile::balanced;
    /// Pack with Brotli too, where that is shorter. sourisdb refuses what was packed so. No effect
    /// in layout v1, which has no place for it.
    bool extended = false;
    /// Nothing is written that a reader with these limits would refuse for its depth, number of
    /// nodes, length of keys, strings and binary values, size of the body (`max_output`) or of all
    /// (`max_input`; not where a sink is given). What a tree takes in memory is not asked.
    Limits limits{};
    /// Of all objects whose types do not say it themselves.
    ObjectForm form = ObjectForm::map;
};

/// The value that `bytes` begin with. `strict` options refuse bytes after it. Linear time; at
/// most about 64 bytes of memory for each byte of input, and the unpacked size of compressed ones.
///
/// Errors: all of kind `bad_input`, `limit_exceeded`, `out_of_memory`, with offset and path.
[[nodiscard]] Result<Value> decode_value(std::span<const std::byte> bytes,
                                         const DecodeOptions& options = {},
                                         Layout layout = Layout::v2);

/// The value at `cursor`, which then stands after it; on failure, where it was. `text` is the text
/// table of the store that the value is in, or nullptr.
[[nodiscard]] Result<Value> decode_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                                         const DecodeOptions& options);

/// The bytes of `value`, text raw.
///
/// Errors, with the path: `invalid_utf8`, `invalid_character`, `invalid_timestamp`;
/// `unrepresentable` for a negative year in layout v1, which loses its sign; `limit_exceeded`;
/// `out_of_memory`.
[[nodiscard]] Result<Bytes> encode_value(const Value& value, const EncodeOptions& options = {});

/// Appends the bytes of `value` to `sink`. A string is coded by `text`, unless that is nullptr or
/// makes it longer. Errors as above; what was appended until then stays. What a sink's handler
/// says is told by `Sink::finish`.
[[nodiscard]] Result<void> encode_value(Sink& sink, const Value& value, const TextEncoder* text,
                                        const EncodeOptions& options);

/// The same for a value in a parsed tree, without making a `Value` of it. Where a map names a key
/// twice, both entries are written. Linear time.
[[nodiscard]] Result<Bytes> encode_value(ValueView value, const EncodeOptions& options = {});

/// @copydoc encode_value(ValueView,const EncodeOptions&)
[[nodiscard]] Result<void> encode_value(Sink& sink, ValueView value, const TextEncoder* text,
                                        const EncodeOptions& options);

}  // namespace souris
