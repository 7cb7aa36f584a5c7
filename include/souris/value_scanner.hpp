// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

/// @file
/// Values one after another in bytes that come in pieces, as a network or a pipe delivers them.

namespace souris { inline namespace v0 {

namespace detail {

struct ScannerState;

}  // namespace detail

/// Finds where values end in bytes that come in pieces of any size. It reads each byte once,
/// however they are cut: a value that is not complete is continued where the bytes ended.
///
/// It holds the bytes from the beginning of the current value on: no more than
/// `Limits::max_input`, and what was given to it since `next` was called. Not safe for use by two
/// threads at once.
///
/// @snippet reference_stream.cpp scanner
class SOURIS_EXPORT ValueScanner {
  public:
    /// Throws std::bad_alloc.
    explicit ValueScanner(const DecodeOptions& options = {}, Layout layout = Layout::v2);
    ValueScanner(ValueScanner&& other) noexcept;
    ValueScanner& operator=(ValueScanner&& other) noexcept;
    ~ValueScanner();

    /// Takes a copy of the next bytes. Errors: `out_of_memory`.
    [[nodiscard]] Result<void> append(std::span<const std::byte> bytes);
    /// Room for the next bytes, at least `size`, so that they need not be copied: what was read
    /// into it is taken by `commit`. Valid until another function is called. Errors:
    /// `out_of_memory`.
    [[nodiscard]] Result<std::span<std::byte>> prepare(std::size_t size);
    /// Takes the first `size` bytes of the room that `prepare` gave.
    void commit(std::size_t size) noexcept;

    /// The bytes of the next value, if they are complete: valid until the next bytes are given.
    /// Nothing if more bytes are needed. Bytes that are refused are refused by every later call,
    /// too. The time is linear in the bytes, over all calls.
    ///
    /// Errors: those of `decode_value` for the bytes from the beginning of the value on, with
    /// offsets from there. A complete value may still be refused by `decode_value`, for the memory
    /// that its tree takes or, if `options` are strict, for a repeated key.
    [[nodiscard]] Result<std::optional<std::span<const std::byte>>> next();
    /// At least so many bytes have to come before `next`, which gave nothing, can give a value.
    /// At least 1; for a binary value, whose block is not looked into, less than is needed.
    [[nodiscard]] std::uint64_t wanted() const noexcept;
    /// There are no more bytes. `next` must have given nothing. Errors: those of `next`, if the
    /// bytes end within a value.
    [[nodiscard]] Result<void> finish();

    /// Bytes before the value that `next` is to give next, in all that were given.
    [[nodiscard]] std::uint64_t offset() const noexcept;
    /// The bytes that were given and belong to no value that `next` gave. Valid until the next
    /// bytes are given.
    [[nodiscard]] std::span<const std::byte> rest() const noexcept;
    /// What the constructor was given.
    [[nodiscard]] const DecodeOptions& options() const noexcept;
    [[nodiscard]] Layout layout() const noexcept;

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

/// Reads the next value, with bytes that `source` reads: a function that is given room for bytes,
/// at least one, and returns how many it read, 0 at the end of the input. Nothing at the end.
/// Bytes beyond the value stay in `scanner`. Errors: those of `ValueScanner`, `decode_value` and
/// `source`.
///
/// @snippet reference_stream.cpp source
template <detail::PieceSource Source>
[[nodiscard]] Result<std::optional<Value>> read_value(ValueScanner& scanner, Source&& source) {
    constexpr std::size_t piece_size = std::size_t{64} * 1024;
    for (;;) {
        const auto found = scanner.next();
        if (!found) return failure(found.error());
        if (*found) {
            auto value = decode_value(**found, scanner.options(), scanner.layout());
            if (!value) return failure(std::move(value).error());
            return std::optional<Value>(*std::move(value));
        }
        const auto room = scanner.prepare(piece_size);
        if (!room) return failure(room.error());
        const Result<std::size_t> size = source(*room);
        if (!size) return failure(size.error());
        if (*size == 0) {
            if (auto finished = scanner.finish(); !finished) return failure(finished.error());
            return std::optional<Value>();
        }
        scanner.commit(*size);
    }
}

}}  // namespace souris::v0
