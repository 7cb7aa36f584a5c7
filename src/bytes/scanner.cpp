// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
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
        if (state_->refused) return failure(*state_->refused);
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

namespace {

/// The size of the item at the beginning, if it is complete. Once it is refused, it stays so.
Result<std::optional<std::size_t>> read_item(detail::ScannerState& state) {
    return detail::or_out_of_memory([&]() -> Result<std::optional<std::size_t>> {
        if (!state.refused && !state.buffer.rest().empty()) {
            try {
                auto size = state.read_on();
                if (size && (*size || !state.at_end)) return size;
                state.refused = size ? state.cut_off() : std::move(size).error();
            } catch (const std::bad_alloc&) {
                state.refused = Error(ErrorCode::out_of_memory);
            }
        }
        if (!state.refused) return std::optional<std::size_t>();
        Error error = *state.refused;
        if (error.code == ErrorCode::out_of_memory) {
            // Once there is memory, the item is read from its beginning.
            state.refused.reset();
            state.head = 0;
            state.begin_item();
        }
        return failure(std::move(error));
    });
}

}  // namespace

Result<std::optional<std::span<const std::byte>>> Scanner::next() {
    assert(state_ != nullptr);
    detail::ScannerState& state = *state_;
    SOURIS_ASSIGN_OR_RETURN(const std::optional<std::size_t> size, read_item(state));
    if (!size) return std::optional<std::span<const std::byte>>();
    const std::size_t head = std::exchange(state.head, 0);
    state.item_offset = state.buffer.taken() + head;
    const std::span<const std::byte> item = state.buffer.take(*size).subspan(head);
    state.begin_item();
    return std::optional(item);
}

std::uint64_t Scanner::wanted() const noexcept {
    return state().buffer.rest().empty() ? 1 : state().wanted();
}

Result<void> Scanner::finish() {
    assert(state_ != nullptr);
    state_->at_end = true;
    SOURIS_RETURN_IF_ERROR(read_item(*state_));
    return {};
}

bool Scanner::is_finished() const noexcept {
    return state().at_end;
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
