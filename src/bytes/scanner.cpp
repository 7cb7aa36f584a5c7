// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <souris/scanner.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "bytes/scanner_state.hpp"

namespace souris { inline namespace v0 {

Scanner::Scanner(std::unique_ptr<detail::ScannerState> state) noexcept : state_(std::move(state)) {
    assert(state_ != nullptr);
}
Scanner::Scanner(Scanner&& other) noexcept = default;
Scanner& Scanner::operator=(Scanner&& other) noexcept = default;
Scanner::~Scanner() = default;

const detail::ScannerState& Scanner::state() const noexcept {
    assert(state_ != nullptr);
    return *state_;
}

Result<std::span<std::byte>> Scanner::prepare(std::size_t size) {
    assert(state_ != nullptr && !state_->at_end);
    return detail::or_out_of_memory([&]() -> Result<std::span<std::byte>> {
        const std::span<std::byte> room = state_->buffer.make_room(size);
        state_->follow();
        return room;
    });
}

void Scanner::commit(std::size_t size) noexcept {
    assert(state_ != nullptr);
    state_->buffer.commit(size);
}

Result<void> Scanner::append(std::span<const std::byte> bytes) {
    SOURIS_ASSIGN_OR_RETURN(const std::span<std::byte> room, prepare(bytes.size()));
    std::ranges::copy(bytes, room.begin());
    commit(bytes.size());
    return {};
}

Result<std::optional<std::span<const std::byte>>> Scanner::next() {
    using Item = std::span<const std::byte>;
    assert(state_ != nullptr);
    detail::ScannerState& state = *state_;
    if (state.refused) return failure(*state.refused);
    if (state.buffer.rest().empty()) return std::optional<Item>();
    const auto size = detail::or_out_of_memory([&] { return state.read_on(); });
    if (!size || (!*size && state.at_end)) {
        state.refused = size ? state.cut_off() : size.error();
        return failure(*state.refused);
    }
    if (!*size) return std::optional<Item>();
    const std::size_t head = std::exchange(state.head, 0);
    state.item_offset = state.buffer.taken() + head;
    const Item item = state.buffer.take(**size).subspan(head);
    state.begin_item();
    return std::optional(item);
}

std::uint64_t Scanner::wanted() const noexcept {
    return state().buffer.rest().empty() ? 1 : state().wanted();
}

Result<void> Scanner::finish() {
    assert(state_ != nullptr);
    detail::ScannerState& state = *state_;
    state.at_end = true;
    if (!state.refused && !state.buffer.rest().empty()) {
        const auto size = detail::or_out_of_memory([&] { return state.read_on(); });
        if (!size || !*size) state.refused = size ? state.cut_off() : size.error();
    }
    if (state.refused) return failure(*state.refused);
    return {};
}

std::uint64_t Scanner::offset() const noexcept {
    return state().buffer.taken();
}

std::uint64_t Scanner::item_offset() const noexcept {
    return state().refused ? state().buffer.taken() + state().head : state().item_offset;
}

std::span<const std::byte> Scanner::rest() const noexcept {
    return state().buffer.rest();
}

}}  // namespace souris::v0
