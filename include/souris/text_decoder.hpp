// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <souris/bit_string.hpp>
#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 {

/// Decodes the strings of a store by its text table.
///
/// @snippet reference_bytes.cpp text
class SOURIS_EXPORT TextDecoder {
  public:
    /// Reads a text table: a tree of characters. Errors: those of `HuffmanDecoder::read`. Throws
    /// std::bad_alloc.
    [[nodiscard]] static Result<TextDecoder, ErrorCode> read(
        Cursor& cursor, Budget& memory, NonCanonicalHandler* non_canonical = nullptr);

    /// Reads a coded string, which is a bit string, and appends its UTF-8 to `out`: at most
    /// `max_size` bytes, else `limit_exceeded`. The result is always well-formed UTF-8. On failure
    /// both `cursor` and `out` are unchanged. Linear in the bits. Errors: those of
    /// `read_bit_string`, and `incomplete_code`, `lost_text`. Throws std::bad_alloc.
    [[nodiscard]] Result<void, ErrorCode> decode(
        Cursor& cursor, std::string& out, std::uint64_t max_size,
        NonCanonicalHandler* non_canonical = nullptr) const;

    /// The codes of the table's characters.
    [[nodiscard]] const HuffmanDecoder& codes() const noexcept { return codes_; }

    /// Leaves of the table's tree, at least 1; several leaves may have the same character.
    [[nodiscard]] std::size_t leaf_count() const noexcept { return codes_.leaf_count(); }

  private:
    explicit TextDecoder(HuffmanDecoder codes) noexcept : codes_(std::move(codes)) {}

    HuffmanDecoder codes_;
};

}}  // namespace souris::v0
