// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/result.hpp>

#include "value/json_events.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Finds the brackets, commas and colons outside of strings, and the beginnings of strings, in any
/// text, JSON or not. Scans 64 bytes at a time and skips everything between.
class JsonStructure {
  public:
    explicit JsonStructure(std::string_view text) noexcept : text_(text) {}

    /// Moves to the next of them; false at the end of the text.
    [[nodiscard]] bool next() noexcept {
        while (marks_ == 0) {
            if (next_block_ >= text_.size()) return false;
            read_block();
        }
        offset_ = block_ + static_cast<std::size_t>(std::countr_zero(marks_));
        assert(offset_ < text_.size());
        marks_ &= marks_ - 1;
        return true;
    }

    [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
    [[nodiscard]] char first() const noexcept {
        assert(offset_ < text_.size());
        return text_[offset_];
    }

    /// Moves to the end. Fails if the text as a whole is invalid; readers report this before any
    /// other fault: `invalid_json` for a control character in a string, for a string without an
    /// end, and for text of only white space; `invalid_utf8`.
    [[nodiscard]] Result<void, JsonFault> finish() noexcept;

  private:
    void read_block() noexcept;
    /// The bytes escaped by the backslashes of a block, including a backslash before the block.
    [[nodiscard]] std::uint64_t take_escaped(std::uint64_t backslashes) noexcept;

    std::string_view text_;
    std::size_t offset_ = 0;
    /// Offsets of the current block and of the next one.
    std::size_t block_ = 0;
    std::size_t next_block_ = 0;
    /// The marks in the block that are not visited yet.
    std::uint64_t marks_ = 0;
    /// The last byte before the next block is an unescaped backslash.
    bool is_escaped_ = false;
    bool is_in_string_ = false;
    bool has_control_in_string_ = false;
};

}}}  // namespace souris::v0::detail
