// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "common/stream.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

/// Reads newline-delimited JSON line by line, as it comes. It holds one line, at most
/// `Limits::max_input`, and the piece of input that it ended in.
class JsonLineReader {
  public:
    JsonLineReader(PiecewiseInput input, const Limits& limits)
        : input_(std::move(input)), max_line_(limits.max_input) {}

    /// The next line that is not blank, without its end; valid until the next call. Nothing at the
    /// end of the input. `before_waiting`, which returns a `Result<void>`, is called before more
    /// input is waited for. Errors: `limit_exceeded`, `io_error`, those of `before_waiting`.
    template <class BeforeWaiting>
    [[nodiscard]] Result<std::optional<std::string_view>> next(BeforeWaiting before_waiting) {
        for (;;) {
            if (const auto line = take_line()) {
                if (!is_blank_line(*line)) return line;
                continue;
            }
            if (at_end_) return std::optional<std::string_view>();
            if (buffer_.size() - begin_ > max_line_) {
                ++number_;
                return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
            }
            if (auto waiting = before_waiting(); !waiting) return failure(waiting.error());
            if (auto read = read_more(); !read) return failure(read.error());
        }
    }

    /// The number of the line that `next` gave last, or found too long, from 1.
    [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

  private:
    [[nodiscard]] std::optional<std::string_view> take_line();
    [[nodiscard]] Result<void> read_more();

    PiecewiseInput input_;
    std::uint64_t max_line_;
    std::string buffer_;
    std::size_t begin_ = 0;
    /// Before it, no line ends.
    std::size_t searched_ = 0;
    std::uint64_t number_ = 0;
    bool at_end_ = false;
};

}  // namespace souris::cli
