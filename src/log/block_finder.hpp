// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/bytes.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "file/data_file.hpp"
#include "log/block_header.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// A block in a file. It may end after the file does.
struct FoundBlock {
    std::uint64_t offset = 0;
    BlockHeader header;

    [[nodiscard]] std::uint64_t end() const noexcept {
        return offset + block_header_size + header.content_size;
    }
};

/// Finds the blocks of a log. A block is wherever there is a marker with a sound header: this
/// depends on nothing that stands elsewhere in the file.
///
/// Reads through a window of 64 KiB. The file may grow meanwhile.
class BlockFinder {
  public:
    static constexpr std::size_t window_size = std::size_t{64} * 1024;

    /// Throws std::bad_alloc.
    explicit BlockFinder(const DataFile& file);

    /// The first block that begins in [from, to). Errors: `io_error`.
    [[nodiscard]] Result<std::optional<FoundBlock>> find_next(std::uint64_t from, std::uint64_t to);

    /// The last block that begins in [from, to). Errors: `io_error`.
    [[nodiscard]] Result<std::optional<FoundBlock>> find_last(std::uint64_t from, std::uint64_t to);

    /// Reads the content of a block. False if it is not what the block's header says: the hash is
    /// another, or the file ends, or another block begins inside of it. Linear in what is read: the
    /// content, or what precedes the block in it. Errors: `limit_exceeded` (input, memory);
    /// `io_error`. Throws std::bad_alloc.
    [[nodiscard]] Result<bool> read_content(const FoundBlock& block, Bytes& content,
                                            const Limits& limits) const;

  private:
    /// Reads the window again: from `offset` on, at most `size` bytes.
    [[nodiscard]] Result<std::span<const std::byte>> read_window(std::uint64_t offset,
                                                                 std::size_t size);

    const DataFile* file_;
    Bytes window_;
};

}}}  // namespace souris::v0::detail
