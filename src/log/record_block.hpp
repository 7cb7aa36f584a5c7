// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/codec_options.hpp>
#include <souris/column_reader.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>

#include "log/block_header.hpp"
#include "log/record_filter.hpp"

// The content of a block with records:
//
//     content = [lengths] values      lengths: if the header's flag is set
//     lengths = id block              unpacks to an Integer for each record, its bytes
//     values  = id block              unpacks to the records, encoded values one after another

namespace souris { inline namespace v0 { namespace detail {

/// Records to be written as a block. They need not be valid values.
struct PendingRecords {
    std::span<const std::byte> values;
    /// Bytes of each record.
    std::span<const std::uint32_t> lengths;
};

/// How to write a block.
struct BlockForm {
    Profile profile = Profile::fast;
    /// Whether the records are encoded values with raw text and stored binary values, as far as
    /// whoever encoded them can tell: only such are taken apart into columns.
    bool is_encoded_here = true;
};

/// Writes a block, header included, to `block`, whose memory is used again. `header` tells the
/// number of the first record and the log. There must be a record. Throws std::bad_alloc.
void make_block(Bytes& block, BlockHeader header, const PendingRecords& records,
                const BlockForm& form);

/// What is read of a block.
struct BlockRequest {
    const RecordFilter& filter;
    bool wants_columns = false;
};

/// Consecutive records in memory, numbered from `first_record` on.
class RecordBlock {
  public:
    /// Unpacks the content of a block, which is unspecified afterwards, and finds its records.
    /// Their bytes are not looked at where the block tells their lengths. What this object held
    /// before is freed; `memory` is charged with what it then holds, other than `content`.
    ///
    /// Records in columns stay packed, so that none can be read, if columns are requested, or if
    /// none matches the filter.
    ///
    /// Errors: those of `read_block`; `bad_block` and `size_mismatch`; without lengths, those of a
    /// record that is no value. Throws std::bad_alloc.
    [[nodiscard]] Result<void> load(const BlockHeader& header, Bytes& content,
                                    const BlockRequest& request, const Limits& limits,
                                    Budget& memory);
    /// The columns of all records; once, if they are packed. Valid until the records change.
    [[nodiscard]] columns::RecordColumns take_columns(const Limits& limits);

    /// Forgets all records, keeps the memory.
    void clear(std::uint64_t first_record) noexcept;
    /// Appends a record.
    void add(std::span<const std::byte> record);

    [[nodiscard]] std::uint64_t first_record() const noexcept { return first_record_; }
    [[nodiscard]] std::size_t size() const noexcept {
        return is_packed() ? packed_count_ : ends_.size();
    }
    /// Whether there are records, but none can be read.
    [[nodiscard]] bool is_packed() const noexcept { return packed_count_ != 0; }
    [[nodiscard]] std::uint64_t end_record() const noexcept { return first_record_ + size(); }
    /// Which records match the filter, if that is known.
    [[nodiscard]] const std::optional<RowBitmap>& wanted() const noexcept { return wanted_; }
    /// Valid until the records change. The record must be wanted, as far as that is known.
    [[nodiscard]] std::span<const std::byte> operator[](std::size_t index) const noexcept;

    /// Heap bytes.
    [[nodiscard]] std::uint64_t memory() const noexcept;

  private:
    /// What need not be unpacked of the columns at the end of the content. True if that is all.
    [[nodiscard]] Result<bool> load_packed(std::size_t count, Bytes& content, std::size_t offset,
                                           const BlockRequest& request, const Limits& limits,
                                           const Budget& memory);
    [[nodiscard]] Result<void> read_lengths(std::span<const std::byte> lengths, std::size_t count);
    [[nodiscard]] Result<void> find_records(std::size_t count, const Limits& limits);

    /// Bytes of all records.
    [[nodiscard]] std::span<const std::byte> values() const noexcept {
        return std::span(bytes_).subspan(begin_);
    }

    std::uint64_t first_record_ = 0;
    Bytes bytes_;
    /// Where the first record begins in `bytes_`.
    std::size_t begin_ = 0;
    /// Where each record ends, from `begin_` on.
    std::vector<std::uint32_t> ends_;
    std::optional<RowBitmap> wanted_;
    std::size_t packed_count_ = 0;
    std::optional<columns::RecordColumns> columns_;
};

}}}  // namespace souris::v0::detail
