// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/sink.hpp>

#include "columns/path.hpp"

// The sequences of paths as they are, each byte of a number with the same byte of the others, for a
// general-purpose compressor.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

class PlainWriter {
  public:
    explicit PlainWriter(Sink& sink) noexcept : sink_(sink) {}

    [[nodiscard]] bool symbols(Path& path, std::span<const RowSymbols> others);
    [[nodiscard]] bool numbers(std::span<std::int64_t> values, NumberCoding coding);
    [[nodiscard]] bool floats(std::span<std::int64_t> bits, ContentKind kind);
    [[nodiscard]] bool texts(Content& content, std::uint32_t column);

  private:
    Sink& sink_;
};

/// Each function returns false where the input ends too early or cannot be. `texts` charges for the
/// memory of `content.bytes`.
class PlainReader {
  public:
    PlainReader(Cursor& cursor, Budget& memory) noexcept : cursor_(cursor), memory_(memory) {}

    [[nodiscard]] bool symbols(Path& path, std::span<const RowSymbols> others);
    [[nodiscard]] bool numbers(std::span<std::int64_t> values, NumberCoding coding);
    [[nodiscard]] bool floats(std::span<std::int64_t> bits, ContentKind kind);
    [[nodiscard]] bool texts(Content& content, std::uint32_t column);

    /// Skips what the others would read: `count` symbols of a path, numbers, contents.
    [[nodiscard]] bool skip_symbols(const Path& path, std::uint64_t count);
    [[nodiscard]] bool skip_numbers(std::uint64_t count, NumberCoding coding);
    [[nodiscard]] bool skip(const Content& content);

    /// Whether it was for lack of memory that something returned false.
    [[nodiscard]] bool is_out_of_memory() const noexcept { return is_out_of_memory_; }

  private:
    [[nodiscard]] bool skip_bytes(std::uint64_t count, std::uint64_t size);
    [[nodiscard]] bool skip_texts(const Content& content);

    Cursor& cursor_;
    Budget& memory_;
    bool is_out_of_memory_ = false;
};

}}}}  // namespace souris::v0::detail::columns
