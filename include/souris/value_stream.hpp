// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <optional>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

/// @file
/// Values one after another in a stream of the standard library.

namespace souris { inline namespace v0 {

/// Reads one value from `input`, and not a byte more. Nothing at the end of the input. For many
/// values, `read_value` of a `ValueScanner` is faster. Errors: those of `ValueScanner::next` and
/// `decode_value`; `io_error` if the stream fails.
///
/// @snippet reference_stream.cpp stream
[[nodiscard]] SOURIS_EXPORT Result<std::optional<Value>> read_value(
    std::istream& input, const DecodeOptions& options = {}, Layout layout = Layout::v2);

}}  // namespace souris::v0
