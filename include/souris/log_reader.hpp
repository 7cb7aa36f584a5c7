// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <souris/codec_options.hpp>
#include <souris/column_reader.hpp>
#include <souris/config.hpp>
#include <souris/log.hpp>
#include <souris/object.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>
#include <souris/value_view.hpp>

/// @file
/// Reads the records of a log.

namespace souris { inline namespace v0 {

/// Records that stand together in a log, as columns. Valid until the reader moves.
struct LogBlock {
    /// The number of the record in row 0.
    std::uint64_t first_record = 0;
    /// The first row that the reader had not passed: 0, unless it stood within the block.
    std::size_t first_row = 0;
    /// All records are rows. Those that are not kept in columns, as in blocks of profile `stored`
    /// and in the tail, are read for each column; there is no `ColumnInfo` of them.
    ColumnReader columns;
};

/// Reads a log, forward and backward, from any record on, also while it is written.
///
/// A reader stands between two records. `next` reads the one after, `previous` the one before, and
/// the functions that give a record give the one that was read last.
///
/// - **Damage** is an error of `next` or `previous`, `checksum_mismatch`. `damage` tells what is
///   lost. The next call goes on behind it: all records outside the blocks that were hit are read.
///   What a crash left unfinished is no damage.
/// - **A log that grows** is followed by calling `next` again after it has returned false. A record
///   is seen whole or not at all, and records in the order of their numbers, each once, whether
///   they are in a block or not yet.
/// - **Memory** is bound by `Limits`, for each block. It is a few times the size of a block,
///   whatever the size of the file. `max_input` counts a block, not the file.
///
/// A reader belongs to one thread at a time; any number of readers may read one log. It needs no
/// lock and no right to write.
///
/// @snippet reference_log.cpp reader
class SOURIS_EXPORT LogReader {
  public:
    /// Opens a log. The reader stands before the first record.
    ///
    /// Errors: `bad_magic` if the file is something else; `not_regular_file`; `io_error`;
    /// `out_of_memory`.
    [[nodiscard]] static Result<LogReader> open(const std::string& path,
                                                const DecodeOptions& options = {});

    LogReader(LogReader&& other) noexcept;
    LogReader& operator=(LogReader&& other) noexcept;
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;
    ~LogReader();

    /// Reads the next record. False if there is none yet. Amortised linear time.
    ///
    /// Errors: `checksum_mismatch` for damage; `limit_exceeded` for a block beyond the limits,
    /// which the next call skips; `io_error`, after which the call may be repeated;
    /// `out_of_memory`.
    [[nodiscard]] Result<bool> next();

    /// Reads the record before. False if there is none. Errors: those of `next`.
    [[nodiscard]] Result<bool> previous();

    /// Goes to the end of the next block, or of the tail, and gives its columns; nothing if there
    /// is none yet. What is left of a block in which the reader stands is skipped, unless it was
    /// sought. With filters, a block in columns is skipped if no record in it matches. There is no
    /// record that was read then. Errors: those of `next`.
    ///
    /// @snippet reference_log.cpp columns
    [[nodiscard]] Result<std::optional<LogBlock>> next_block();

    /// What the last call of `next`, `previous` or `next_block` found to be lost, if it returned an
    /// error about a block.
    [[nodiscard]] const std::optional<LogDamage>& damage() const noexcept;

    /// The number of the record that was read. There must be one.
    [[nodiscard]] std::uint64_t number() const noexcept;
    /// Where in the file the block begins that has the record; nothing if it is in none yet, but in
    /// the tail. There must be a record, and the reader must not have moved since.
    [[nodiscard]] std::optional<std::uint64_t> block_offset() const noexcept;
    /// The record's bytes, as by `encode_value`. Valid until the reader moves.
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept;
    /// The record as a value. Errors: those of `decode_value`; the detail says which record.
    [[nodiscard]] Result<Value> value() const;
    /// The record as a view, which is valid until the reader moves or this function is called
    /// again. Errors: as above.
    [[nodiscard]] Result<ValueView> view();

    /// The record as an object. Views in it are valid until the reader moves. Errors: those of
    /// `decode`; the detail says which record.
    template <class T>
    [[nodiscard]] Result<T> get() const {
        Result<T> object = decode<T>(bytes(), record_options());
        if (!object) object.error() = locate(std::move(object).error());
        return object;
    }

    /// The same into an object that there is, as by `decode_into`.
    template <class T>
    [[nodiscard]] Result<void> get_into(T& object) const {
        Result<void> done = decode_into(object, bytes(), record_options());
        if (!done) done.error() = locate(std::move(done).error());
        return done;
    }

    /// Stands before the record of that number; if it is lost, before the damage; if it is not
    /// there yet, at the end. Reads a few blocks' headers, not the blocks between. Errors:
    /// `io_error`.
    [[nodiscard]] Result<void> seek(std::uint64_t number);

    /// Stands after the last record. Reads the last block. Errors: `io_error`; `limit_exceeded`.
    [[nodiscard]] Result<void> seek_end();

    /// Reads only the records from now on that match all of these; without filters, all. The
    /// reader stays where it is.
    ///
    /// Of a block in columns, what the filters are about is read first, and the rest if there is a
    /// record that matches; where the block's directory tells that there is none, nothing is
    /// unpacked. So a log of numbers that rise, such as times, is searched at the speed of its
    /// file. The hash of each block is verified. A record that is no sound value matches, so that
    /// its error is seen.
    ///
    /// Errors: `invalid_pointer`; `wrong_type` if a filter's values cannot be compared;
    /// `out_of_memory`.
    ///
    /// @snippet reference_log.cpp filter
    [[nodiscard]] Result<void> filter(std::vector<RowFilter> filters);

    /// Reads only that part of the log from now on. Stands before its first record.
    void select(const LogRange& range) noexcept;

    /// Ranges of about equal size that together are the log: each record is in exactly one. `parts`
    /// must be at least 1; there are fewer ranges if the file has not so many bytes. Only the size
    /// of the file is read. Errors: `io_error`.
    [[nodiscard]] Result<std::vector<LogRange>> split(std::size_t parts) const;

    /// The path that was opened.
    [[nodiscard]] const std::string& path() const noexcept;

  private:
    class State;

    explicit LogReader(std::unique_ptr<State> state) noexcept;
    [[nodiscard]] const DecodeOptions& record_options() const noexcept;
    /// Adds which record it is about.
    [[nodiscard]] Error locate(Error error) const;

    std::unique_ptr<State> state_;
};

}}  // namespace souris::v0
