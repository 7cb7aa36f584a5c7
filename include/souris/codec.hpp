// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

/// @file
/// Values to bytes and back.

namespace souris::inline v0 {

class TextDecoder;
class TextEncoder;
class ValueView;

/// The value that `bytes` begin with. `strict` options refuse bytes after it. Linear time; at
/// most about 64 bytes of memory for each byte of input, and the unpacked size of compressed ones.
///
/// Errors: all of kind `bad_input`, `limit_exceeded`, `out_of_memory`, with offset and path.
///
/// @snippet reference_store.cpp codec
[[nodiscard]] SOURIS_EXPORT Result<Value> decode_value(std::span<const std::byte> bytes,
                                                       const DecodeOptions& options = {},
                                                       Layout layout = Layout::v2);

/// The value at `cursor`, which then stands after it; on failure, where it was. `text` is the text
/// table of the store that the value is in, or nullptr.
[[nodiscard]] SOURIS_EXPORT Result<Value> decode_value(Cursor& cursor, const TextDecoder* text,
                                                       Layout layout, const DecodeOptions& options);

/// The bytes of `value`, text raw.
///
/// Errors, with the path: `invalid_utf8`, `invalid_character`, `invalid_timestamp`;
/// `unrepresentable` for a negative year in layout v1, which loses its sign; `limit_exceeded`;
/// `out_of_memory`.
///
/// @snippet reference_store.cpp codec
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_value(const Value& value,
                                                       const EncodeOptions& options = {});

/// Appends the bytes of `value` to `sink`. A string is coded by `text`, unless that is nullptr or
/// makes it longer. Errors as above; what was appended until then stays. What a sink's handler
/// says is told by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> encode_value(Sink& sink, const Value& value,
                                                      const TextEncoder* text,
                                                      const EncodeOptions& options);

/// The same for a value in a parsed tree, without making a `Value` of it. Where a map names a key
/// twice, both entries are written. Linear time.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_value(ValueView value,
                                                       const EncodeOptions& options = {});

/// @copydoc encode_value(ValueView,const EncodeOptions&)
[[nodiscard]] SOURIS_EXPORT Result<void> encode_value(Sink& sink, ValueView value,
                                                      const TextEncoder* text,
                                                      const EncodeOptions& options);

}  // namespace souris::inline v0
