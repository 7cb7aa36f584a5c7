// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/file_lock.hpp>
#include <souris/limits.hpp>
#include <souris/log.hpp>
#include <souris/object.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>
#include <souris/value_view.hpp>

/// @file
/// Appends records to a log.

namespace souris { inline namespace v0 {

namespace detail {

/// What is appended without a `Value` between.
template <class T>
concept LogObject = !std::same_as<T, Value> && !std::same_as<T, ValueView> &&
                    (ValueSource<T> || !std::convertible_to<const T&, Value>);

}  // namespace detail

/// How to write a log.
struct LogWriterOptions {
    /// Bytes of records, before they are packed, that make up a block. A block is what is packed,
    /// read and, if it is damaged, lost as a whole. At least 1; at most `max_block_size`.
    std::size_t block_size = std::size_t{256} * 1024;
    static constexpr std::size_t max_block_size = std::size_t{64} << 20U;
    /// Effort spent on the size of a block. `stored` writes them as they are; the others take the
    /// records apart into columns where that is shorter, and sourisdb reads none of them.
    Profile profile = Profile::fast;
    /// Form of all objects whose types do not specify one.
    ObjectForm form = ObjectForm::map;
    /// Wait until the disk has what `sync` and `close` promise: then it survives a power cut.
    /// Without it, it survives the end of this process alone.
    bool durable = true;
    /// Sync before a record is appended, once the records since the last time have so many bytes.
    std::optional<std::uint64_t> sync_bytes{};
    /// Sync before a record is appended, once the first record since the last time is so old.
    std::optional<std::uint64_t> sync_milliseconds{};
    /// Write a block before a record is appended, once its first record is so old, though it is
    /// smaller than `block_size`.
    std::optional<std::uint64_t> seal_milliseconds{};
    /// How long to wait for another writer. By default, not at all.
    FileLockOptions locking{.wait_milliseconds = 0};
    /// Refuse records that a reader with these limits would refuse.
    Limits limits{};
};

/// Appends records to a log, at most one writer at a time.
///
/// A record is first copied to memory. When these are `block_size`, they are packed and written to
/// the file as a block. `sync` writes the records that are not in a block yet to a second file
/// beside it, `NAME-tail`, and waits for the disk; `close` leaves only the one file.
///
/// - After `sync` has returned, the records appended before survive: a kill, and with `durable` a
///   power cut, whenever it happens. Other records may be lost, the last ones first.
/// - Opening a log again after a crash goes on after the last whole record; nothing has to be
///   repaired before, and readers need not wait for that.
/// - Record numbers begin at 0 and rise by one. After a crash, those of lost records are given
///   again.
///
/// After a failed function, what was appended before is still there, and the call may be repeated,
/// say when the disk has room again; the failed record was not appended. After a failed sync that
/// is no longer known, and all functions return that error: open the log anew.
///
/// A writer belongs to one thread at a time, and has none of its own: what is to happen after some
/// milliseconds happens in the next call of `append`.
///
/// @snippet reference_log.cpp writer
class SOURIS_EXPORT LogWriter {
  public:
    /// Opens a log for appending, and creates it if it does not exist. Takes the `FileLock` of it
    /// until the writer is destroyed or closed.
    ///
    /// Errors: `bad_magic` if the file is something else; `file_locked`; those of `FileLock::take`;
    /// `io_error`; `contradictory_options` for a block size out of range; `out_of_memory`.
    [[nodiscard]] static Result<LogWriter> open(const std::string& path,
                                                const LogWriterOptions& options = {});

    LogWriter(LogWriter&& other) noexcept;
    LogWriter& operator=(LogWriter&& other) noexcept;
    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;
    /// Closes the log. Errors are lost: call `close`.
    ~LogWriter();

    /// Appends a record: amortised constant time for each byte of it, without waiting for the disk
    /// unless the options say so.
    ///
    /// Errors: those of `encode`, of which nothing is appended; `io_error`.
    [[nodiscard]] Result<void> append(const Value& value);
    /// @copydoc append
    [[nodiscard]] Result<void> append(ValueView value);
    /// @copydoc append
    template <class T>
    requires detail::LogObject<T>
    [[nodiscard]] Result<void> append(const T& object) {
        auto encoded = encode(record(), object, encode_options());
        return encoded ? add_record() : encoded;
    }

    /// Appends the value that `bytes` are, as by `encode_value`. Errors: those of `decode_value`;
    /// `trailing_bytes` if something follows it.
    [[nodiscard]] Result<void> append_encoded(std::span<const std::byte> bytes);

    /// Makes all records appended so far survive. Errors: `io_error`; `durability_unknown` if it is
    /// not known that the file's name has reached the disk: the call may be repeated.
    [[nodiscard]] Result<void> sync();

    /// Writes the records that are not in a block yet as a block, without waiting for the disk.
    /// Errors: `io_error`.
    [[nodiscard]] Result<void> seal();

    /// Writes all records as blocks, makes them survive, removes the second file, and unlocks. No
    /// other function may be called then. After an error the log is closed, too, and the next
    /// writer will find what had survived. Errors: those of `sync`.
    [[nodiscard]] Result<void> close();

    /// The number of the next record, thus of the records so far.
    [[nodiscard]] std::uint64_t next_record() const noexcept;

    /// Bytes of the file, without the records that are not in a block yet.
    [[nodiscard]] std::uint64_t size() const noexcept;

  private:
    class State;

    explicit LogWriter(std::unique_ptr<State> state) noexcept;
    [[nodiscard]] Sink& record() noexcept;
    [[nodiscard]] const EncodeOptions& encode_options() const noexcept;
    [[nodiscard]] Result<void> add_record();

    std::unique_ptr<State> state_;
};

}}  // namespace souris::v0
