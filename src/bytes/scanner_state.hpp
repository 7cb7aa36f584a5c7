// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/result.hpp>
#include <souris/scanner.hpp>

#include "bytes/piece_buffer.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// What a scanner of one kind of items knows, besides what all have.
struct ScannerState {
    explicit ScannerState(std::uint64_t max_item) noexcept : buffer(max_item) {}
    ScannerState(const ScannerState&) = delete;
    ScannerState& operator=(const ScannerState&) = delete;
    virtual ~ScannerState() = default;

    /// Reads on in the item at the beginning of `buffer.rest()`, which is not empty. Its
    /// size, `head` included; nothing if it is not complete. May be called again after it has found
    /// an item. Throws std::bad_alloc.
    [[nodiscard]] virtual Result<std::optional<std::size_t>> read_on() = 0;
    /// The verdict on an item that the input ends in.
    [[nodiscard]] virtual Error cut_off() = 0;
    /// `Scanner::wanted`, after `read_on` has found nothing.
    [[nodiscard]] virtual std::uint64_t wanted() const noexcept = 0;
    /// The bytes of the buffer have moved.
    virtual void follow() noexcept = 0;
    /// The item was taken: the next one begins.
    virtual void begin_item() noexcept = 0;

    PieceBuffer buffer;
    /// Bytes before the current item proper, such as its length.
    std::size_t head = 0;
    /// Where the last item proper began.
    std::uint64_t item_offset = 0;
    /// There are no more bytes.
    bool at_end = false;
    /// The verdict on the current item.
    std::optional<Error> refused{};
};

}}}  // namespace souris::v0::detail
