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
    if (handler_ && buffer_.size() >= chunk_size_) {
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

void Sink::write_beyond(std::span<const std::byte> bytes) {
    if (handler_ && bytes.size() >= chunk_size_) {
        hand_over();
        pass_on(bytes);
        return;
    }
    std::byte* const out = reserve(bytes.size());
    commit(std::ranges::copy(bytes, out).out);
}

void Sink::hand_over() {
    const std::size_t count = used();
    go_on(0);
    if (count != 0) pass_on({buffer_.data(), count});
}

void Sink::pass_on(std::span<const std::byte> chunk) {
    assert(handler_ != nullptr);
    handed_over_ += chunk.size();
    if (handler_result_) handler_result_ = handler_(chunk);
}

}}  // namespace souris::v0
