// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/result.hpp>

#include "value/json_events.hpp"

namespace souris::inline v0::detail {

/// Where the brackets, commas and colons of a text stand outside of its strings, and where the
/// strings begin, whether it is JSON or not: 64 bytes at a time, without looking at what is
/// between.
class JsonStructure {
  public:
    explicit JsonStructure(std::string_view text) noexcept : text_(text) {}

    /// Goes to the next of them; false at the end of the text.
    [[nodiscard]] bool next() noexcept {
        while (marks_ == 0) {
            if (next_block_ >= text_.size()) return false;
            read_block();
        }
        offset_ = block_ + static_cast<std::size_t>(std::countr_zero(marks_));
        marks_ &= marks_ - 1;
        return true;
    }

    [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
    [[nodiscard]] char first() const noexcept { return text_[offset_]; }

    /// Goes to the end. Fails with what makes a text bad as a whole, which is said of it before
    /// anything else: `invalid_json` for a control character in a string, for a string without an
    /// end, and for nothing but white space; `invalid_utf8`.
    [[nodiscard]] Result<void, JsonFault> finish() noexcept;

  private:
    void read_block() noexcept;
    /// The bytes that backslashes of a block stand before, which stand for themselves.
    [[nodiscard]] std::uint64_t take_escaped(std::uint64_t backslashes) noexcept;

    std::string_view text_;
    std::size_t offset_ = 0;
    /// Where the block that is being read begins, and that after it.
    std::size_t block_ = 0;
    std::size_t next_block_ = 0;
    /// Of the block, those that are to come.
    std::uint64_t marks_ = 0;
    /// The last byte before the next block is a backslash that is not escaped.
    bool is_escaped_ = false;
    bool is_in_string_ = false;
    bool has_control_in_string_ = false;
};

}  // namespace souris::inline v0::detail
