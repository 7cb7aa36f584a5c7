// SPDX-License-Identifier: MIT
#include "reading/json_line_reader.hpp"

#include <span>
#include <utility>

#include <souris/utf8.hpp>

namespace souris::cli {

std::optional<std::string_view> JsonLineReader::take_line() {
    const std::size_t end = buffer_.find('\n', searched_);
    searched_ = buffer_.size();
    const bool is_last = end == std::string::npos;
    if (is_last && (!at_end_ || begin_ == buffer_.size())) return std::nullopt;
    std::string_view line(buffer_);
    line = line.substr(begin_, is_last ? std::string_view::npos : end - begin_);
    begin_ = is_last ? buffer_.size() : end + 1;
    searched_ = begin_;
    if (++number_ == 1 && line.starts_with(byte_order_mark)) {
        line.remove_prefix(byte_order_mark.size());
    }
    return line;
}

Result<void> JsonLineReader::read_more() {
    constexpr std::size_t piece_size = std::size_t{64} * 1024;
    buffer_.erase(0, begin_);
    searched_ -= std::exchange(begin_, 0);
    const std::size_t held = buffer_.size();
    buffer_.resize(held + piece_size);
    const auto room = std::as_writable_bytes(std::span(buffer_)).subspan(held);
    const auto size = input_.read(room);
    buffer_.resize(held + size.value_or(0));
    if (!size) return failure(size.error());
    at_end_ = *size == 0;
    return {};
}

}  // namespace souris::cli
