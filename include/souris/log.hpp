// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <souris/config.hpp>

/// @file
/// What the writer and the reader of a record log share: a file that grows by records, each an
/// encoded value, and survives crashes and damage. docs/logs.md is the guide, docs/log-format.md
/// the specification.

namespace souris { inline namespace v0 {

/// A part of a log, for one of several readers: the blocks that begin at or after the byte `begin`
/// and before the byte `end`. Ranges that share no byte share no record, and ranges that together
/// are the whole file have all records, wherever they are cut.
struct LogRange {
    static constexpr std::uint64_t unbounded = std::numeric_limits<std::uint64_t>::max();

    std::uint64_t begin = 0;
    /// With `unbounded`, what is appended later belongs to the range, and so do the records that
    /// are not in a block yet.
    std::uint64_t end = unbounded;

    friend bool operator==(const LogRange&, const LogRange&) = default;
};

/// A part of a log that cannot be read.
struct SOURIS_EXPORT LogDamage {
    /// The first byte that belongs to no sound block, and the one after the last. Equal if records
    /// are missing without a trace.
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    /// The number of the first record that is missing, and that after the last one. Equal if none
    /// is missing, or if it cannot be told how many are.
    std::uint64_t first_record = 0;
    std::uint64_t end_record = 0;

    /// Such as "bytes 4096 to 9000, records 100 to 163".
    [[nodiscard]] std::string message() const;

    friend bool operator==(const LogDamage&, const LogDamage&) = default;
};

}}  // namespace souris::v0
