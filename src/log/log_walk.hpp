// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <souris/bytes.hpp>
#include <souris/codec_options.hpp>
#include <souris/log.hpp>
#include <souris/result.hpp>

#include "file/data_file.hpp"
#include "log/block_finder.hpp"
#include "log/record_block.hpp"
#include "log/record_filter.hpp"
#include "log/tail.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Walks through the blocks of a log, and the records that are in none yet.
///
/// The log may be written meanwhile. The order of reading is: the log's end; then the tail; then,
/// if the tail does not go on with the next record, the log's end again. For a record leaves the
/// tail only when it is in the log, so one that was in neither at first is found at last.
class LogWalk {
  public:
    /// `log` is the file at `path`, which is resolved. Throws std::bad_alloc.
    LogWalk(DataFile log, std::string path, const DecodeOptions& options);

    /// The records of the block where the walk stands, and how many of them are before it.
    [[nodiscard]] const RecordBlock& block() const noexcept { return block_; }
    [[nodiscard]] RecordBlock& block() noexcept { return block_; }
    [[nodiscard]] std::size_t index() const noexcept { return index_; }
    /// Moves within the block.
    void set_index(std::size_t index) noexcept;
    /// Where the block begins; nothing if its records are in none.
    [[nodiscard]] std::optional<std::uint64_t> block_offset() const noexcept;
    /// The number of the next record, if it is known.
    [[nodiscard]] std::optional<std::uint64_t> next_record() const noexcept { return expected_; }

    /// Goes to the beginning of the next block with records, false if there is none yet. On an
    /// error about a block, goes behind it. Errors: those of `LogReader::next`.
    [[nodiscard]] Result<bool> advance();
    /// Goes to the end of the block before, false if there is none.
    [[nodiscard]] Result<bool> retreat();

    /// As in `LogReader`.
    [[nodiscard]] const std::optional<LogDamage>& damage() const noexcept { return damage_; }
    void forget_damage() noexcept { damage_.reset(); }
    /// Of blocks in columns, only those records are wanted from now on that match.
    void set_filter(RecordFilter filter) noexcept;
    /// Whether `advance` is to leave columns packed, for `RecordBlock::take_columns`.
    void want_columns(bool wants_columns) noexcept { wants_columns_ = wants_columns; }
    /// Stands where it does, but does not have the block, which will be read again.
    void unload() noexcept;
    [[nodiscard]] RecordFilter& filter() noexcept { return filter_; }
    void select(const LogRange& range) noexcept;
    [[nodiscard]] Result<void> seek(std::uint64_t number);
    [[nodiscard]] Result<void> seek_end();

    [[nodiscard]] const DataFile& file() const noexcept { return log_; }
    /// The options for what is in a block, with the memory that is left.
    [[nodiscard]] const DecodeOptions& record_options() const noexcept { return record_options_; }

    LogWalk(const LogWalk&) = delete;
    LogWalk& operator=(const LogWalk&) = delete;

  private:
    /// What a search for the next block has found.
    struct Search {
        std::uint64_t file_size = 0;
        /// The block, which is loaded.
        std::optional<FoundBlock> sound;
        /// The last one before it whose content is not what its header says, or not there.
        std::optional<FoundBlock> unsound;
    };

    [[nodiscard]] Result<Search> search();
    [[nodiscard]] Result<void> find_id();
    /// The first and the last block of this log that begins in [from, to).
    [[nodiscard]] Result<std::optional<FoundBlock>> find_own(std::uint64_t from, std::uint64_t to);
    [[nodiscard]] Result<std::optional<FoundBlock>> find_last_own(std::uint64_t from,
                                                                  std::uint64_t to);
    /// Of the blocks from `low` to `high`, the last one that begins with `number` or a record
    /// before.
    [[nodiscard]] Result<FoundBlock> find_block_of(std::uint64_t number, FoundBlock low,
                                                   FoundBlock high);

    /// Reads a block. False if it is damaged or ends beyond the file.
    [[nodiscard]] Result<bool> load(const FoundBlock& found, std::uint64_t file_size,
                                    bool is_forward);
    /// Stands between blocks, at `place`.
    void stand_at(std::uint64_t place, std::optional<std::uint64_t> expected) noexcept;
    /// Stands at the beginning of the block that is loaded, or behind it.
    void stand_in(const FoundBlock& found, std::size_t index) noexcept;
    /// The error of what is lost. Stands at `place` then.
    [[nodiscard]] Error lose(const LogDamage& damage, std::uint64_t place,
                             std::optional<std::uint64_t> expected);
    /// Goes behind a block that cannot be read, or before it, unless the system failed.
    [[nodiscard]] Error skip(const FoundBlock& found, Error error, bool is_forward);

    /// `retreat` where no sound block precedes `end`.
    [[nodiscard]] Result<bool> stay_at_begin(std::uint64_t end,
                                             const std::optional<FoundBlock>& unsound);
    /// `retreat` to a record in the tail, where no block follows; false if it is in a block.
    [[nodiscard]] Result<bool> retreat_in_tail(std::uint64_t size);
    /// Stands before the next record, which is in `run`.
    void enter_tail(RecordBlock run) noexcept;
    /// `advance` where no block follows.
    [[nodiscard]] Result<bool> advance_to_tail(const Search& at_end);
    [[nodiscard]] Result<bool> stay_at_end(const Search& at_end, const Tail& tail);
    [[nodiscard]] Result<bool> is_only_unfinished(const Search& at_end, const Tail& tail) const;

    DataFile log_;
    std::string path_;
    DecodeOptions options_;
    DecodeOptions record_options_;
    LogRange range_;
    BlockFinder finder_;
    std::optional<std::uint64_t> log_id_;

    RecordFilter filter_;
    bool wants_columns_ = false;
    RecordBlock block_;
    std::size_t index_ = 0;
    bool is_in_tail_ = false;
    Bytes content_;
    /// Where the next block is looked for, and what a block before must begin before.
    std::uint64_t place_ = 0;
    std::uint64_t top_ = 0;
    /// Whether a block must begin at `place_`: not at the beginning of a range.
    bool is_place_exact_ = true;
    std::optional<std::uint64_t> expected_ = 0;
    /// Whether the next record is in the block at `place_`, though not its first one.
    bool is_sought_ = false;
    std::optional<LogDamage> damage_;
};

}}}  // namespace souris::v0::detail
