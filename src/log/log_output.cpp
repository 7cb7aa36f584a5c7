// SPDX-License-Identifier: MIT
#include "log/log_output.hpp"

#include <cassert>
#include <chrono>
#include <utility>

#include "base/entropy.hpp"
#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The id of a new log. It need not be secret, only another one each time.
std::uint64_t new_log_id() noexcept {
    std::uint64_t id = 0;
    if (!draw_entropy(std::as_writable_bytes(std::span(&id, 1)))) {
        id =
            static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
    }
    return id;
}

/// Locks a log, which is created if it does not exist: without it, only its directory is locked.
Result<FileLock> lock_log(const std::string& path, const FileLockOptions& locking) {
    // Each attempt but the first follows one in which somebody removed the file.
    constexpr int most_attempts = 100;
    for (int i = 0; i < most_attempts; ++i) {
        SOURIS_ASSIGN_OR_RETURN(FileLock lock, FileLock::take(path, locking));
        if (lock.has_file()) return lock;
        // Of a log that was here before, without which it cannot be told from this one's.
        SOURIS_RETURN_IF_ERROR(remove_file(tail_path(path)));
        SOURIS_RETURN_IF_ERROR(DataFile::open(path, DataAccess::create));
    }
    return failure(Error(ErrorCode::file_changed));
}

}  // namespace

Result<LogOutput> LogOutput::open(const std::string& path, const FileLockOptions& locking,
                                  const Limits& limits, bool durable) {
    SOURIS_ASSIGN_OR_RETURN(FileLock lock, lock_log(path, locking));
    // Another name of the log has the same tail.
    SOURIS_ASSIGN_OR_RETURN(std::string resolved, resolve_path(path));
    LogOutput output(std::move(lock), std::move(resolved), durable);
    SOURIS_ASSIGN_OR_RETURN(output.log_, DataFile::open(output.path_, DataAccess::change));
    SOURIS_RETURN_IF_ERROR(output.recover(limits));
    return output;
}

Result<void> LogOutput::recover(const Limits& limits) {
    SOURIS_ASSIGN_OR_RETURN(const auto log_id, find_log_id(log_));
    SOURIS_ASSIGN_OR_RETURN(tail_, Tail::read(tail_path(path_), log_id, limits));
    SOURIS_ASSIGN_OR_RETURN(const LogEnd end, find_log_end(log_, tail_, limits));
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
    if (end.size < size) SOURIS_RETURN_IF_ERROR(log_.resize(end.size));
    size_ = end.size;
    next_record_ = end.next_record;
    if (log_id) {
        log_id_ = *log_id;
        return {};
    }
    log_id_ = tail_.empty() ? new_log_id() : tail_.log_id();
    BlockHeader header;
    header.log_id = log_id_;
    header.content_hash = hash_of({});
    const auto first = bytes_of(header);
    SOURIS_RETURN_IF_ERROR(log_.write_at(size_, first));
    size_ += first.size();
    // Whatever a crash leaves behind it, the file is a log.
    return sync(log_);
}

Result<void> LogOutput::write_block(std::span<const std::byte> block, std::uint64_t next_record) {
    if (failed_sync_) return failure(*failed_sync_);
    if (auto written = log_.write_at(size_, block); !written) {
        // A reader might wait for the rest. If this fails, too, the next block is written over it.
        static_cast<void>(log_.resize(size_));
        return written;
    }
    size_ += block.size();
    next_record_ = next_record;
    has_unsynced_blocks_ = true;
    const bool has_frames = tail_size_ != 0 || !tail_.empty();
    if (!has_frames) return {};
    SOURIS_RETURN_IF_ERROR(sync_blocks());
    empty_tail();
    return {};
}

void LogOutput::empty_tail() {
    // Frames of records that are in blocks do no harm: if this fails, others follow them.
    if (tail_file_.is_open() && tail_file_.resize(0)) tail_size_ = 0;
}

Result<void> LogOutput::open_tail() {
    if (tail_file_.is_open()) return {};
    const std::string path = tail_path(path_);
    SOURIS_ASSIGN_OR_RETURN(DataFile file, DataFile::open(path, DataAccess::create, &log_));
    // What is in it is of another log, or in blocks.
    SOURIS_RETURN_IF_ERROR(file.resize(0));
    tail_file_ = std::move(file);
    has_unsynced_name_ = true;
    return {};
}

Result<void> LogOutput::write_frames(std::span<const std::byte> frames) {
    if (failed_sync_) return failure(*failed_sync_);
    assert(tail_.empty());
    SOURIS_RETURN_IF_ERROR(sync_blocks());
    SOURIS_RETURN_IF_ERROR(open_tail());
    if (tail_size_ == 0) {
        Bytes header;
        put_tail_header(header, log_id_);
        SOURIS_RETURN_IF_ERROR(tail_file_.write_at(0, header));
        tail_size_ = header.size();
    }
    SOURIS_RETURN_IF_ERROR(tail_file_.write_at(tail_size_, frames));
    SOURIS_RETURN_IF_ERROR(sync(tail_file_));
    tail_size_ += frames.size();
    return {};
}

Result<void> LogOutput::sync(DataFile& file) {
    if (failed_sync_) return failure(*failed_sync_);
    if (!durable_) return {};
    auto synced = file.sync();
    if (!synced) failed_sync_ = synced.error();
    return synced;
}

Result<void> LogOutput::sync_blocks() {
    if (!has_unsynced_blocks_) return {};
    SOURIS_RETURN_IF_ERROR(sync(log_));
    has_unsynced_blocks_ = false;
    return {};
}

Result<void> LogOutput::sync() {
    SOURIS_RETURN_IF_ERROR(sync_blocks());
    if (failed_sync_) return failure(*failed_sync_);
    if (!has_unsynced_name_ || !durable_) return {};
    SOURIS_RETURN_IF_ERROR(sync_name(path_));
    has_unsynced_name_ = false;
    return {};
}

Result<void> LogOutput::close() {
    auto synced = sync();
    // The records are in blocks, whether or not the name of their file is known to last.
    if (!synced && synced.error().code != ErrorCode::durability_unknown) return synced;
    tail_file_ = DataFile();
    SOURIS_RETURN_IF_ERROR(remove_file(tail_path(path_)));
    return synced;
}

}}}  // namespace souris::v0::detail
