// SPDX-License-Identifier: MIT
#include <cassert>
#include <chrono>
#include <utility>
#include <vector>

#include <souris/codec.hpp>
#include <souris/log_writer.hpp>
#include <souris/parser.hpp>

#include "base/error_at.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "log/log_output.hpp"
#include "log/record_block.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::LogOutput;
using SteadyClock = std::chrono::steady_clock;

/// The largest record: a block of it alone must have a size that fits its header.
constexpr std::size_t max_record_size = std::size_t{1} << 30U;

Result<void> check_options(const LogWriterOptions& options) {
    if (options.block_size == 0 || options.block_size > LogWriterOptions::max_block_size)
        return failure(Error(ErrorCode::contradictory_options, "block_size out of range"));
    return {};
}

}  // namespace

class LogWriter::State {
  public:
    State(LogOutput output, const LogWriterOptions& options)
        : options_(options),
          output_(std::move(output)),
          next_record_(output_.next_record()),
          sync_timer_(options.sync_milliseconds),
          seal_timer_(options.seal_milliseconds) {
        encode_options_.profile = Profile::stored;
        encode_options_.form = options.form;
        encode_options_.limits = options.limits;
        static_cast<void>(pending_.reserve(options.block_size));
    }

    [[nodiscard]] Sink& record() noexcept {
        record_.clear();
        return record_;
    }
    [[nodiscard]] const EncodeOptions& encode_options() const noexcept { return encode_options_; }
    [[nodiscard]] std::uint64_t next_record() const noexcept { return next_record_; }
    [[nodiscard]] std::uint64_t size() const noexcept { return output_.size(); }

    /// Writes what a crash left in the tail as blocks.
    [[nodiscard]] Result<void> take_over_tail() {
        detail::RecordBlock run;
        for (;;) {
            output_.tail().copy_run(next_record_, run);
            if (run.size() == 0) break;
            next_record_ = run.first_record();
            for (std::size_t i = 0; i < run.size(); ++i)
                keep(run[i]);
            // What encoded them is not known.
            SOURIS_RETURN_IF_ERROR(seal(false));
        }
        output_.forget_tail();
        return {};
    }

    [[nodiscard]] Result<void> add_record() {
        const auto record = record_.view();
        if (next_record_ == detail::most_records)
            return failure(Error(ErrorCode::limit_exceeded, "record numbers"));
        if (record.size() > max_record_size || record.size() > options_.limits.max_output)
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::output)));
        if (!lengths_.empty()) SOURIS_RETURN_IF_ERROR(make_room(record.size()));
        keep(record);
        return {};
    }

    [[nodiscard]] Result<void> sync() {
        if (synced_ < lengths_.size()) {
            frames_.clear();
            std::size_t begin = synced_bytes_;
            for (std::size_t i = synced_; i < lengths_.size(); ++i) {
                detail::put_tail_frame(frames_, output_.log_id(), first_record() + i,
                                       pending_.view().subspan(begin, lengths_[i]));
                begin += lengths_[i];
            }
            SOURIS_RETURN_IF_ERROR(output_.write_frames(frames_));
            synced_ = lengths_.size();
            synced_bytes_ = begin;
        }
        SOURIS_RETURN_IF_ERROR(output_.sync());
        sync_timer_.stop();
        unsynced_bytes_ = 0;
        return {};
    }

    [[nodiscard]] Result<void> seal(bool is_encoded_here = true) {
        if (lengths_.empty()) return {};
        detail::make_block(block_, {.log_id = output_.log_id(), .first_record = first_record()},
                           {pending_.view(), lengths_}, {options_.profile, is_encoded_here});
        SOURIS_RETURN_IF_ERROR(output_.write_block(block_, next_record_));
        pending_.clear();
        lengths_.clear();
        synced_ = 0;
        synced_bytes_ = 0;
        seal_timer_.stop();
        return {};
    }

    [[nodiscard]] Result<void> close() {
        SOURIS_RETURN_IF_ERROR(seal());
        return output_.close();
    }

  private:
    /// What the options ask for after some time since something began.
    class Timer {
      public:
        explicit Timer(const std::optional<std::uint64_t>& milliseconds) noexcept
            : milliseconds_(milliseconds) {}

        /// Begins, unless it has begun.
        void begin() noexcept {
            if (milliseconds_ && !since_) since_ = SteadyClock::now();
        }
        void stop() noexcept { since_.reset(); }
        [[nodiscard]] bool is_due() const noexcept {
            if (!since_) return false;
            const auto passed =
                std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - *since_);
            return static_cast<std::uint64_t>(passed.count()) >= *milliseconds_;
        }

      private:
        std::optional<std::uint64_t> milliseconds_;
        std::optional<SteadyClock::time_point> since_;
    };

    /// The number of the first record that is not in a block.
    [[nodiscard]] std::uint64_t first_record() const noexcept {
        return next_record_ - lengths_.size();
    }

    /// What is due before a record of `size` bytes is kept.
    [[nodiscard]] Result<void> make_room(std::size_t size) {
        const bool is_full = pending_.size() + size > options_.block_size;
        if (is_full || seal_timer_.is_due()) SOURIS_RETURN_IF_ERROR(seal());
        const bool is_much = options_.sync_bytes && unsynced_bytes_ >= *options_.sync_bytes;
        if (is_much || sync_timer_.is_due()) SOURIS_RETURN_IF_ERROR(sync());
        return {};
    }

    void keep(std::span<const std::byte> record) {
        // Whatever throws comes before anything has changed.
        static_cast<void>(pending_.reserve(record.size()));
        lengths_.push_back(static_cast<std::uint32_t>(record.size()));
        pending_.write_bytes(record);
        unsynced_bytes_ += record.size();
        ++next_record_;
        sync_timer_.begin();
        seal_timer_.begin();
    }

    LogWriterOptions options_;
    EncodeOptions encode_options_;
    LogOutput output_;
    std::uint64_t next_record_;
    /// The record that is being appended.
    Sink record_;
    /// The records that are not in a block, and the size of each.
    Sink pending_;
    std::vector<std::uint32_t> lengths_;
    /// How many of these are in the tail, and their bytes.
    std::size_t synced_ = 0;
    std::size_t synced_bytes_ = 0;
    std::uint64_t unsynced_bytes_ = 0;
    Timer sync_timer_;
    Timer seal_timer_;
    Bytes block_;
    Bytes frames_;
};

LogWriter::LogWriter(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
LogWriter::LogWriter(LogWriter&& other) noexcept = default;

LogWriter& LogWriter::operator=(LogWriter&& other) noexcept {
    LogWriter old(std::exchange(state_, std::move(other.state_)));
    return *this;
}

LogWriter::~LogWriter() {
    if (state_ != nullptr) static_cast<void>(close());
}

Result<LogWriter> LogWriter::open(const std::string& path, const LogWriterOptions& options) {
    SOURIS_RETURN_IF_ERROR(check_options(options));
    return detail::or_out_of_memory([&]() -> Result<LogWriter> {
        SOURIS_ASSIGN_OR_RETURN(LogOutput output, LogOutput::open(path, options.locking,
                                                                  options.limits, options.durable));
        auto state = std::make_unique<State>(std::move(output), options);
        SOURIS_RETURN_IF_ERROR(state->take_over_tail());
        return LogWriter(std::move(state));
    });
}

Result<void> LogWriter::append(const Value& value) {
    auto encoded = encode_value(record(), value, nullptr, encode_options());
    return encoded ? add_record() : encoded;
}

Result<void> LogWriter::append(ValueView value) {
    auto encoded = encode_value(record(), value, nullptr, encode_options());
    return encoded ? add_record() : encoded;
}

Result<void> LogWriter::append_encoded(std::span<const std::byte> bytes) {
    return detail::or_out_of_memory([&]() -> Result<void> {
        DecodeOptions options;
        options.limits = encode_options().limits;
        Parser parser;
        Cursor cursor(bytes);
        SOURIS_ASSIGN_OR_RETURN(const ValueView value,
                                parser.parse(cursor, nullptr, Layout::v2, options));
        if (!cursor.at_end())
            return failure(detail::error_at(ErrorCode::trailing_bytes, cursor.offset()));
        return append(value);
    });
}

Sink& LogWriter::record() noexcept {
    assert(state_ != nullptr);
    return state_->record();
}

const EncodeOptions& LogWriter::encode_options() const noexcept {
    return state_->encode_options();
}

Result<void> LogWriter::add_record() {
    return detail::or_out_of_memory([&] { return state_->add_record(); });
}

Result<void> LogWriter::sync() {
    assert(state_ != nullptr);
    return detail::or_out_of_memory([&] { return state_->sync(); });
}

Result<void> LogWriter::seal() {
    assert(state_ != nullptr);
    return detail::or_out_of_memory([&] { return state_->seal(); });
}

Result<void> LogWriter::close() {
    assert(state_ != nullptr);
    const auto state = std::move(state_);
    return detail::or_out_of_memory([&] { return state->close(); });
}

std::uint64_t LogWriter::next_record() const noexcept {
    return state_->next_record();
}

std::uint64_t LogWriter::size() const noexcept {
    return state_->size();
}

}}  // namespace souris::v0
