// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <souris/bytes.hpp>
#include <souris/file_lock.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "file/data_file.hpp"
#include "log/log_end.hpp"
#include "log/tail.hpp"

// What happens on the disk, and why nothing is lost at any moment:
//
// - A block goes to the end of the log. Until it is there as a whole, readers and the next writer
//   take it for unfinished.
// - Frames go to the end of the tail only when all blocks before have reached the disk. So while
//   there are frames, at most one block has not reached it: the one that is written next, which has
//   their records.
// - That block reaches the disk before the tail is emptied. If it does not, the frames are there.
//
// After a failed write nothing has changed that counts, and it can be repeated at the same place.
// After a failed sync it is unknown what the disk has.

namespace souris { inline namespace v0 { namespace detail {

/// The two files of a log, and the lock.
class LogOutput {
  public:
    /// Opens the log for a writer, with what a crash left behind cut off. Errors: those of
    /// `LogWriter::open`. Throws std::bad_alloc.
    [[nodiscard]] static Result<LogOutput> open(const std::string& path,
                                                const FileLockOptions& locking,
                                                const Limits& limits, bool durable);

    [[nodiscard]] std::uint64_t log_id() const noexcept { return log_id_; }
    /// The number after that of the last record in a block.
    [[nodiscard]] std::uint64_t next_record() const noexcept { return next_record_; }
    /// Bytes of the log.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// The records that a crash left in the tail, other than those in blocks; empty after
    /// `forget_tail`.
    [[nodiscard]] const Tail& tail() const noexcept { return tail_; }
    /// To be called when they are all in blocks.
    void forget_tail() noexcept { tail_ = Tail(); }

    /// Writes a block, whose last record precedes `next_record`, and empties the tail.
    [[nodiscard]] Result<void> write_block(std::span<const std::byte> block,
                                           std::uint64_t next_record);
    /// Writes frames of records that follow those in blocks and those in the tail.
    [[nodiscard]] Result<void> write_frames(std::span<const std::byte> frames);
    /// Waits until everything has reached the disk, if the log is durable.
    [[nodiscard]] Result<void> sync();
    /// Syncs, and removes the tail. All records must be in blocks; nothing else may follow.
    [[nodiscard]] Result<void> close();

  private:
    LogOutput(FileLock lock, std::string path, bool durable)
        : lock_(std::move(lock)), path_(std::move(path)), durable_(durable) {}

    [[nodiscard]] Result<void> recover(const Limits& limits);
    /// Syncs a file, or returns why that failed before.
    [[nodiscard]] Result<void> sync(DataFile& file);
    [[nodiscard]] Result<void> sync_blocks();
    [[nodiscard]] Result<void> open_tail();
    void empty_tail();

    FileLock lock_;
    std::string path_;
    bool durable_;
    DataFile log_;
    DataFile tail_file_;
    Tail tail_;
    std::uint64_t log_id_ = 0;
    std::uint64_t next_record_ = 0;
    std::uint64_t size_ = 0;
    /// Where the next frame goes.
    std::uint64_t tail_size_ = 0;
    /// Whether blocks have been written since the last sync; the last writer's, too.
    bool has_unsynced_blocks_ = true;
    bool has_unsynced_name_ = true;
    std::optional<Error> failed_sync_;
};

}}}  // namespace souris::v0::detail
