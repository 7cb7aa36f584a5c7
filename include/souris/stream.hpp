// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <span>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

/// @file
/// Bytes and values from and to streams of the standard library. `read_some` makes a stream a
/// source for `next_of` and `read_value`, `write_all` a target for a `Sink`.

namespace souris { inline namespace v0 {

/// Waits for bytes and reads what is in the stream's buffer, at most as many as `room` has, which
/// must be at least one. Returns how many; 0 at the end. std::cin has no buffer unless
/// `sync_with_stdio(false)` is called: read descriptor 0 instead. Errors: `io_error` if the stream
/// fails, or was not opened.
[[nodiscard]] SOURIS_EXPORT Result<std::size_t> read_some(std::istream& input,
                                                          std::span<std::byte> room);

/// Writes all of `bytes`. Errors: `io_error` if the stream fails.
///
/// @snippet reference_stream.cpp stream
[[nodiscard]] SOURIS_EXPORT Result<void> write_all(std::ostream& output,
                                                   std::span<const std::byte> bytes);

/// Reads one value from `input`, and not a byte more. Nothing at the end of the input. For many
/// values, `read_value` of a `ValueScanner` is faster. Errors: those of `ValueScanner::next` and
/// `decode_value`; `io_error` if the stream fails.
///
/// @snippet reference_stream.cpp stream
[[nodiscard]] SOURIS_EXPORT Result<std::optional<Value>> read_value(
    std::istream& input, const DecodeOptions& options = {}, Layout layout = Layout::v2);

}}  // namespace souris::v0
