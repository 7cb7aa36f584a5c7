// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "log/record_block.hpp"

// The second file of a record log, for records that are not in a block yet (docs/log-format.md):
//
//     tail   = header frame*
//     header = "\x8DSDBTAIL" version:u8 zero*7 log_id:u64 hash:u64
//     frame  = hash:u64 number:u64 length:u32 byte*length
//
// The hash of a frame is that of what follows it, with the id of the log as its seed.

namespace souris { inline namespace v0 { namespace detail {

inline constexpr std::size_t tail_header_size = 32;
inline constexpr std::size_t tail_frame_head_size = 20;

/// The path of the tail of a log.
[[nodiscard]] std::string tail_path(const std::string& log_path);

/// Appends the header. Throws std::bad_alloc.
void put_tail_header(Bytes& bytes, std::uint64_t log_id);

/// Appends a frame. Throws std::bad_alloc.
void put_tail_frame(Bytes& bytes, std::uint64_t log_id, std::uint64_t number,
                    std::span<const std::byte> record);

/// The records in a tail, by ascending number.
class Tail {
  public:
    /// Empty.
    Tail() = default;

    /// Reads the file; one that is absent is empty, and so is one of another log than `log_id`, if
    /// that is given. What is damaged, unfinished or left from before is skipped: a frame is found
    /// by its hash. Errors: `limit_exceeded` (input, memory); `io_error`. Throws std::bad_alloc.
    [[nodiscard]] static Result<Tail> read(const std::string& path,
                                           std::optional<std::uint64_t> log_id,
                                           const Limits& limits);

    /// The same for bytes.
    [[nodiscard]] static Tail parse(Bytes bytes, std::optional<std::uint64_t> log_id);

    /// The log that it belongs to, unless it is empty.
    [[nodiscard]] std::uint64_t log_id() const noexcept { return log_id_; }
    [[nodiscard]] bool empty() const noexcept { return frames_.empty(); }
    /// Whether there is a header.
    [[nodiscard]] bool has_header() const noexcept { return has_header_; }
    /// Whether it has a record that is numbered `number` or more.
    [[nodiscard]] bool has_record_from(std::uint64_t number) const noexcept {
        return !frames_.empty() && frames_.back().number >= number;
    }

    /// The number after that of the last record; 0 if there is none.
    [[nodiscard]] std::uint64_t end_record() const noexcept {
        return frames_.empty() ? 0 : frames_.back().number + 1;
    }

    /// The first record of those that follow one another up to the first one that is numbered
    /// `number` or more; `number` if there is none.
    [[nodiscard]] std::uint64_t begin_of_run(std::uint64_t number) const noexcept;

    /// Sets `block` to the records that follow one another from the first one on that is numbered
    /// `from` or more; none if there is none. Throws std::bad_alloc.
    void copy_run(std::uint64_t from, RecordBlock& block) const;

  private:
    struct Frame {
        std::uint64_t number;
        std::size_t offset;
        std::size_t size;
    };

    /// The frame at `offset`, if it is one.
    [[nodiscard]] std::optional<Frame> frame_at(std::size_t offset, std::uint64_t least_number,
                                                std::size_t& hashed) const noexcept;
    void find_frames();

    Bytes bytes_;
    std::uint64_t log_id_ = 0;
    bool has_header_ = false;
    std::vector<Frame> frames_;
};

}}}  // namespace souris::v0::detail
