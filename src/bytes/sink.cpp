// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <new>

#include <souris/sink.hpp>

namespace souris { inline namespace v0 {

Result<void> Sink::finish() {
    if (handler_) hand_over();
    return handler_result_;
}

void Sink::grow(std::size_t size) {
    if (handler_ && used() >= chunk_size_) {
        hand_over();
        if (size <= buffer_.size()) return;
    }
    const std::size_t before = used();
    if (size > buffer_.max_size() - before) throw std::bad_alloc();
    constexpr std::size_t smallest = 64;
    constexpr std::size_t most_growth = 8;
    const std::size_t doubled = std::min(buffer_.max_size() / 2, buffer_.size()) * 2;
    const std::size_t most =
        std::min(buffer_.max_size() / most_growth, buffer_.size()) * most_growth;
    assert(doubled <= most);
    const auto grown = static_cast<std::size_t>(
        std::clamp(expected_, std::uint64_t{doubled}, std::uint64_t{most}));
    // An empty sink may have been given a buffer to reuse.
    const std::size_t target =
        std::max({smallest, before + size, handler_ ? chunk_size_ : grown, buffer_.capacity()});
    buffer_.resize(target);
    go_on(before);
    assert(buffer_.size() - before >= size);
}

void Sink::hand_over() {
    assert(handler_ != nullptr);
    const std::size_t count = used();
    go_on(0);
    handed_over_ += count;
    if (handler_result_ && count != 0) handler_result_ = handler_({buffer_.data(), count});
}

}}  // namespace souris::v0
