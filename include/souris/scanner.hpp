// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include <souris/config.hpp>
#include <souris/result.hpp>

/// @file
/// Items one after another in bytes that come in pieces, as a network or a pipe delivers them.

namespace souris { inline namespace v0 {

namespace detail {

struct ScannerState;

}  // namespace detail

/// Finds where items end in bytes that come in pieces of any size: the base of `ValueScanner` and
/// `DocumentScanner`, which say what an item is. An item that is not complete is continued where
/// the bytes ended. It needs no thread and no stream of its own: an event loop or a coroutine gives
/// it what has come, and asks for items.
///
/// It holds the bytes from the beginning of the current item on: no more than `Limits::max_input`,
/// and what was given to it since `next` was called. Not safe for use by two threads at once.
class SOURIS_EXPORT Scanner {
  public:
    /// Takes a copy of the next bytes. Errors: `out_of_memory`; what `next` refused.
    [[nodiscard]] Result<void> append(std::span<const std::byte> bytes);
    /// Room for the next bytes, at least `size`, so that they need not be copied: what was read
    /// into it is taken by `commit`. Valid until another function is called. Not after `finish`.
    /// Errors: `out_of_memory`; what `next` refused.
    [[nodiscard]] Result<std::span<std::byte>> prepare(std::size_t size);
    /// Takes the first `size` bytes of the room that `prepare` gave.
    void commit(std::size_t size) noexcept;

    /// The bytes of the next item, if they are complete: valid until the next bytes are given.
    /// Nothing if more bytes are needed. Bytes that are refused are refused by every later call,
    /// too, but for a lack of memory. The time is linear in the bytes, over all calls. Errors: as
    /// the derived class says, with offsets from `item_offset`.
    [[nodiscard]] Result<std::optional<std::span<const std::byte>>> next();
    /// At least so many bytes have to come before `next`, which gave nothing, can give an item. At
    /// least 1.
    [[nodiscard]] std::uint64_t wanted() const noexcept;
    /// There are no more bytes; `next` must have given nothing. Then `next` may give a last item,
    /// whose end only the end of the input shows. Errors: those of `next`, if the bytes end within
    /// an item.
    [[nodiscard]] Result<void> finish();
    /// Whether `finish` was called.
    [[nodiscard]] bool is_finished() const noexcept;

    /// Bytes before the item that `next` is to give next, in all that were given.
    [[nodiscard]] std::uint64_t offset() const noexcept;
    /// Where the bytes that `next` gave or refused last begin, in all that were given.
    [[nodiscard]] std::uint64_t item_offset() const noexcept;
    /// The bytes that were given and belong to no item that `next` gave. Valid until the next bytes
    /// are given.
    [[nodiscard]] std::span<const std::byte> rest() const noexcept;

  protected:
    explicit Scanner(std::unique_ptr<detail::ScannerState> state) noexcept;
    Scanner(Scanner&& other) noexcept;
    Scanner& operator=(Scanner&& other) noexcept;
    ~Scanner();

    [[nodiscard]] const detail::ScannerState& state() const noexcept;

  private:
    std::unique_ptr<detail::ScannerState> state_;
};

namespace detail {

/// Reads into bytes and returns how many it read, 0 at the end, or an error.
template <class T>
concept PieceSource = requires(T source, std::span<std::byte> room) {
    { source(room) } -> std::convertible_to<Result<std::size_t>>;
};

}  // namespace detail

/// The bytes of the next item, valid until the next call, with bytes that `source` reads: a
/// function that is given room for bytes, at least one, and returns how many it read, 0 at the end
/// of the input. Nothing at the end. Bytes beyond the item stay in `scanner`. Errors: those of
/// `scanner` and `source`.
template <detail::PieceSource Source>
[[nodiscard]] Result<std::optional<std::span<const std::byte>>> next_of(Scanner& scanner,
                                                                        Source&& source) {
    constexpr std::size_t piece_size = std::size_t{64} * 1024;
    for (;;) {
        auto found = scanner.next();
        if (!found || *found || scanner.is_finished()) return found;
        const auto room = scanner.prepare(piece_size);
        if (!room) return failure(room.error());
        const Result<std::size_t> size = source(*room);
        if (!size) return failure(size.error());
        if (*size == 0) {
            if (auto finished = scanner.finish(); !finished) return failure(finished.error());
            return scanner.next();
        }
        scanner.commit(*size);
    }
}

}}  // namespace souris::v0
