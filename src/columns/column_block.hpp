// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/block.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "columns/block_layout.hpp"
#include "columns/path_reader.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A segment, or a piece of texts that stand apart.
struct SegmentPlace {
    /// The paths from the end of the one before it to here.
    PathIndex end = 0;
    /// Of a block, from its id on; of a range code, all of it.
    std::span<const std::byte> bytes;
    /// Of a range code.
    CodeSegment code{};
};

/// A block of columns of which the heads are read, and any of its paths can be, without those that
/// are in other segments.
class ColumnBlock {
  public:
    /// `content` is what follows the lengths in a block, `size` the values' size in bytes.
    /// `content` must outlive the result. Errors: those of `unpack_columns` for what is read.
    [[nodiscard]] static Result<ColumnBlock, BlockError> open(std::span<const std::byte> content,
                                                              std::size_t size,
                                                              const Limits& limits, Budget& memory);

    /// Without their sequences.
    [[nodiscard]] std::span<const Path> paths() const noexcept { return paths_; }
    /// Not compared with the values.
    [[nodiscard]] std::span<const DirectoryEntry> directory() const noexcept { return directory_; }
    [[nodiscard]] const BlockHead& head() const noexcept { return head_; }
    [[nodiscard]] std::span<const SegmentPlace> segments() const noexcept { return segments_; }
    [[nodiscard]] std::span<const SegmentPlace> texts() const noexcept { return texts_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t packed_size() const noexcept { return packed_size_; }

    /// Reads what is asked of each path, and what that takes: the segments of these paths and of
    /// those above them, as far as the paths. The result points into this block. Errors: those of
    /// `unpack_columns`.
    [[nodiscard]] Result<PathReader, BlockError> read(std::vector<Interest> interests,
                                                      const Limits& limits, Budget& memory) const;
    /// Reads all, and tells what each path takes of the bytes of segments and texts. `sizes` has
    /// one for each path.
    [[nodiscard]] Result<PathReader, BlockError> measure(std::span<std::uint64_t> sizes,
                                                         const Limits& limits,
                                                         Budget& memory) const;

  private:
    ColumnBlock(const BlockHead& head, std::size_t size, std::size_t packed_size) noexcept
        : head_(head), size_(size), packed_size_(packed_size) {}

    [[nodiscard]] Result<void, BlockError> read_heads_of(Cursor& cursor, const Limits& limits,
                                                         Budget& memory);
    [[nodiscard]] Result<void, BlockError> find_segments(Cursor& cursor, Budget& memory);
    [[nodiscard]] Result<void, BlockError> find_texts(Cursor& cursor, Budget& memory);
    [[nodiscard]] Result<void, BlockError> add_place(std::vector<SegmentPlace>& places,
                                                     std::uint64_t path_count, Cursor& cursor,
                                                     Budget& memory) const;
    [[nodiscard]] std::vector<PathIndex> ask(std::vector<Interest>& interests) const;
    /// `sizes` is empty, or what `measure` fills; so below.
    [[nodiscard]] Result<PathReader, BlockError> read(std::vector<Interest> interests,
                                                      std::span<std::uint64_t> sizes,
                                                      const Limits& limits, Budget& memory) const;
    [[nodiscard]] Result<void, BlockError> read_segment(PathReader& reader, std::size_t number,
                                                        PathIndex end,
                                                        std::span<const Interest> interests,
                                                        std::span<std::uint64_t> sizes,
                                                        const Limits& limits, Budget& memory) const;
    [[nodiscard]] Result<void, BlockError> read_code(PathReader& reader, std::size_t number,
                                                     PathIndex end,
                                                     std::span<const Interest> interests,
                                                     std::span<std::uint64_t> sizes,
                                                     Budget& memory) const;
    [[nodiscard]] Result<void, BlockError> read_texts(PathReader& reader,
                                                      std::span<const Interest> interests,
                                                      std::span<std::uint64_t> sizes,
                                                      const Limits& limits, Budget& memory) const;

    BlockHead head_;
    std::size_t size_;
    std::size_t packed_size_;
    /// Those in the first range code, if there are.
    std::uint64_t heads_size_ = 0;
    UnpackedBlock heads_;
    std::vector<Path> paths_;
    std::vector<DirectoryEntry> directory_;
    std::vector<SegmentPlace> segments_;
    std::vector<SegmentPlace> texts_;
};

}}}}  // namespace souris::v0::detail::columns
