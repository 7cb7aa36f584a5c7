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

namespace souris { inline namespace v0 {

class TextDecoder;
class TextEncoder;
class ValueView;

/// Reads the value at the start of `bytes`. `strict` options refuse bytes after it. Linear time; at
/// most about 64 bytes of memory per byte of input, plus the unpacked size of compressed blocks.
///
/// Errors: all of kind `bad_input`, `limit_exceeded`, `out_of_memory`, with offset and path.
///
/// @snippet reference_store.cpp codec
[[nodiscard]] SOURIS_EXPORT Result<Value> decode_value(std::span<const std::byte> bytes,
                                                       const DecodeOptions& options = {},
                                                       Layout layout = Layout::v2);

/// Reads the value at `cursor` and leaves `cursor` after it; on failure, unmoved. `text` is the
/// text table of the enclosing store, or nullptr.
[[nodiscard]] SOURIS_EXPORT Result<Value> decode_value(Cursor& cursor, const TextDecoder* text,
                                                       Layout layout, const DecodeOptions& options);

/// Writes `value`, text uncoded.
///
/// Errors, with the path: `invalid_utf8`, `invalid_character`, `invalid_timestamp`;
/// `unrepresentable` for a negative year in layout v1, which loses its sign; `limit_exceeded`;
/// `contradictory_options` with `EncodeOptions::canonical`; `out_of_memory`.
///
/// @snippet reference_store.cpp codec
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_value(const Value& value,
                                                       const EncodeOptions& options = {});

/// Appends the bytes of `value` to `sink`. `text` codes strings, unless it is nullptr or makes a
/// string longer. Errors as above; output appended before the error stays. Errors of a sink's
/// handler are returned by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> encode_value(Sink& sink, const Value& value,
                                                      const TextEncoder* text,
                                                      const EncodeOptions& options);

/// The same for a value in a parsed tree, without building a `Value`. Both entries of a key that
/// occurs twice in a map are written; in canonical form, the last one. Linear time.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_value(ValueView value,
                                                       const EncodeOptions& options = {});

/// @copydoc encode_value(ValueView,const EncodeOptions&)
[[nodiscard]] SOURIS_EXPORT Result<void> encode_value(Sink& sink, ValueView value,
                                                      const TextEncoder* text,
                                                      const EncodeOptions& options);

}}  // namespace souris::v0
