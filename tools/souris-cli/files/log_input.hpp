// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <souris/log_reader.hpp>
#include <souris/result.hpp>

#include "options/command.hpp"
#include "options/limit_options.hpp"

// Shared by the commands about a record log.

namespace souris::cli {

/// A log that a command reads.
struct LogInput {
    std::string file;
    LimitOptions limits;
};

/// The argument FILE.
[[nodiscard]] Parameter log_argument(std::string& file);

/// Errors: those of `LogReader::open`.
[[nodiscard]] Result<LogReader> open_log(const LogInput& input);

/// Calls `visit` after each record, until it returns false or there is no record yet. Where
/// something is lost, calls `lose` with the error and the damage, and reads on. Errors: those of
/// `LogReader::next` that are about no block.
template <class Visit, class Lose>
[[nodiscard]] Result<void> read_records(LogReader& reader, Visit visit, Lose lose) {
    for (;;) {
        auto is_there = reader.next();
        if (!is_there) {
            if (!reader.damage()) return failure(std::move(is_there).error());
            lose(std::move(is_there).error(), *reader.damage());
            continue;
        }
        if (!*is_there || !visit()) return {};
    }
}

/// What can be read of a log.
struct LogCounts {
    std::uint64_t records = 0;
    std::uint64_t blocks = 0;
    /// Records that are in no block yet.
    std::uint64_t tail_records = 0;
    /// Of all records, before they were packed.
    std::uint64_t record_bytes = 0;

    /// Counts the record that the reader gave.
    void add(const LogReader& reader) noexcept;

  private:
    std::optional<std::uint64_t> last_block_;
};

/// Bytes of the log, without the tail. Errors: `io_error`.
[[nodiscard]] Result<std::uint64_t> size_of_log(const std::string& file);

}  // namespace souris::cli
