// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <utility>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/result.hpp>
#include <souris/scanner.hpp>
#include <souris/value.hpp>

/// @file
/// Encoded values one after another in bytes that come in pieces.

namespace souris { inline namespace v0 {

/// A `Scanner` of encoded values. It reads each byte once, however they are cut.
///
/// The errors of `next` and `finish` are those of `decode_value` for the bytes from the beginning
/// of the value on. A complete value may still be refused by `decode_value`, for the memory that
/// its tree takes or, if `options` are strict, for a repeated key.
///
/// @snippet reference_stream.cpp scanner
class SOURIS_EXPORT ValueScanner : public Scanner {
  public:
    /// Throws std::bad_alloc.
    explicit ValueScanner(const DecodeOptions& options = {}, Layout layout = Layout::v2);

    /// What the constructor was given.
    [[nodiscard]] const DecodeOptions& options() const noexcept;
    [[nodiscard]] Layout layout() const noexcept;
};

/// Reads the next value, with bytes that `source` reads, as for `next_of`. Nothing at the end of
/// the input. Errors: those of `next_of` and `decode_value`.
///
/// @snippet reference_stream.cpp source
template <detail::PieceSource Source>
[[nodiscard]] Result<std::optional<Value>> read_value(ValueScanner& scanner, Source&& source) {
    const auto found = next_of(scanner, std::forward<Source>(source));
    if (!found) return failure(found.error());
    if (!*found) return std::optional<Value>();
    auto value = decode_value(**found, scanner.options(), scanner.layout());
    if (!value) return failure(std::move(value).error());
    return std::optional<Value>(*std::move(value));
}

}}  // namespace souris::v0
