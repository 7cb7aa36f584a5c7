// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "file/data_file.hpp"
#include "log/tail.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Where a writer goes on in the file of a log.
struct LogEnd {
    /// The id of the log, unless it has no block.
    std::optional<std::uint64_t> log_id;
    std::uint64_t next_record = 0;
    /// The file is to be cut here.
    std::uint64_t size = 0;
};

/// The id that the first block of a log gives it; nothing if there is no block. Errors: `io_error`.
[[nodiscard]] Result<std::optional<std::uint64_t>> find_log_id(const DataFile& file);

/// Whether [begin, end), in which no block begins, is what a crash leaves of one: not even a
/// header, and perhaps zeros behind. Errors: `io_error`.
[[nodiscard]] Result<bool> is_unfinished(const DataFile& file, std::uint64_t begin,
                                         std::uint64_t end);

/// Whether the first `size` bytes are those of a log's, as far as the marker goes.
[[nodiscard]] Result<bool> begins_as_log(const DataFile& file, std::uint64_t size);

/// Whether a file without a block is what a crash leaves of a log that has just been created: its
/// first header or a part of that, perhaps with zeros behind. Errors: `io_error`.
[[nodiscard]] Result<bool> is_begun_log(const DataFile& file);

/// Finds the end of a log. What a crash left unfinished is behind it: a block that the file does
/// not have as a whole, or whose content is not there though `tail` has records of it. Damage is
/// not: what is lost there might still be of use to somebody.
///
/// Reads the last block, and what follows it. Errors: `bad_magic` if the file is no log;
/// `limit_exceeded`; `io_error`.
[[nodiscard]] Result<LogEnd> find_log_end(const DataFile& file, const Tail& tail,
                                          const Limits& limits);

}}}  // namespace souris::v0::detail
