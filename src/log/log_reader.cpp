// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <new>
#include <utility>

#include <fmt/core.h>

#include <souris/codec.hpp>
#include <souris/log_reader.hpp>
#include <souris/parser.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/record_columns.hpp"
#include "log/log_end.hpp"
#include "log/log_walk.hpp"
#include "log/marker.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::DataAccess;
using detail::DataFile;

/// Refuses a log of a later version, of which no header is known.
Result<void> check_version(const DataFile& file) {
    std::byte version{};
    SOURIS_ASSIGN_OR_RETURN(const std::size_t count,
                            file.read_at(detail::block_marker.size(), {&version, 1}));
    if (count == 0 || version <= std::byte{detail::log_version}) return {};
    return failure(Error(ErrorCode::bad_magic,
                         fmt::format("version {} of logs", std::to_integer<int>(version))));
}

/// Whether a file is a log, though perhaps one without a sound block.
Result<void> check_is_log(const DataFile& file, const std::string& path, const Limits& limits) {
    SOURIS_ASSIGN_OR_RETURN(const auto log_id, detail::find_log_id(file));
    if (log_id) return {};
    SOURIS_ASSIGN_OR_RETURN(const bool is_new, detail::is_begun_log(file));
    if (is_new) return {};
    SOURIS_ASSIGN_OR_RETURN(const bool is_log,
                            detail::begins_as_log(file, detail::block_marker.size()));
    if (is_log) return check_version(file);
    SOURIS_ASSIGN_OR_RETURN(const auto tail,
                            detail::Tail::read(detail::tail_path(path), std::nullopt, limits));
    if (!tail.has_header()) return failure(Error(ErrorCode::bad_magic, "no record log"));
    return {};
}

}  // namespace

class LogReader::State {
  public:
    State(DataFile file, std::string path, const std::string& resolved,
          const DecodeOptions& options)
        : path_(std::move(path)), walk_(std::move(file), resolved, options) {}

    [[nodiscard]] Result<bool> next() {
        walk_.forget_damage();
        for (;;) {
            if (walk_.index() == walk_.block().size()) {
                SOURIS_ASSIGN_OR_RETURN(const bool is_there, walk_.advance());
                if (!is_there) return false;
            }
            const std::size_t index = walk_.index();
            walk_.set_index(index + 1);
            if (is_wanted(index)) {
                read(index);
                return true;
            }
        }
    }

    [[nodiscard]] Result<bool> previous() {
        walk_.forget_damage();
        if (walk_.block().is_packed()) walk_.unload();
        for (;;) {
            if (walk_.index() == 0) {
                SOURIS_ASSIGN_OR_RETURN(const bool is_there, walk_.retreat());
                if (!is_there) return false;
            }
            const std::size_t index = walk_.index() - 1;
            walk_.set_index(index);
            if (is_wanted(index)) {
                read(index);
                return true;
            }
        }
    }

    [[nodiscard]] detail::LogWalk& walk() noexcept { return walk_; }
    [[nodiscard]] Parser& parser() noexcept { return parser_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
    [[nodiscard]] std::span<const std::byte> record() const noexcept { return record_; }

    [[nodiscard]] Result<std::optional<LogBlock>> next_block() {
        walk_.forget_damage();
        record_ = {};
        for (;;) {
            walk_.want_columns(true);
            auto advanced = detail::or_out_of_memory([&] { return walk_.advance(); });
            walk_.want_columns(false);
            if (!advanced) return failure(std::move(advanced).error());
            if (!*advanced) return std::nullopt;
            detail::RecordBlock& block = walk_.block();
            const std::size_t index = walk_.index();
            walk_.set_index(block.size());
            const auto& wanted = block.wanted();
            if (wanted && wanted->next(index) == wanted->size()) continue;
            number_ = block.first_record() + index;
            return LogBlock{block.first_record(), index,
                            detail::columns::make_column_reader(
                                block.take_columns(walk_.record_options().limits))};
        }
    }

  private:
    [[nodiscard]] bool is_wanted(std::size_t index) {
        if (walk_.filter().empty()) return true;
        if (const auto& wanted = walk_.block().wanted()) return (*wanted)[index];
        return walk_.filter().matches(walk_.block()[index], walk_.record_options());
    }

    void read(std::size_t index) noexcept {
        record_ = walk_.block()[index];
        number_ = walk_.block().first_record() + index;
    }

    std::string path_;
    detail::LogWalk walk_;
    Parser parser_;
    std::span<const std::byte> record_;
    std::uint64_t number_ = 0;
};

LogReader::LogReader(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
LogReader::LogReader(LogReader&& other) noexcept = default;
LogReader& LogReader::operator=(LogReader&& other) noexcept = default;
LogReader::~LogReader() = default;

Result<LogReader> LogReader::open(const std::string& path, const DecodeOptions& options) {
    return detail::or_out_of_memory([&]() -> Result<LogReader> {
        SOURIS_ASSIGN_OR_RETURN(DataFile file, DataFile::open(path, DataAccess::read));
        SOURIS_ASSIGN_OR_RETURN(const std::string resolved, detail::resolve_path(path));
        SOURIS_RETURN_IF_ERROR(check_is_log(file, resolved, options.limits));
        return LogReader(std::make_unique<State>(std::move(file), path, resolved, options));
    });
}

Result<bool> LogReader::next() {
    return detail::or_out_of_memory([&] { return state_->next(); });
}

Result<bool> LogReader::previous() {
    return detail::or_out_of_memory([&] { return state_->previous(); });
}

const std::optional<LogDamage>& LogReader::damage() const noexcept {
    return state_->walk().damage();
}

std::uint64_t LogReader::number() const noexcept {
    return state_->number();
}

std::optional<std::uint64_t> LogReader::block_offset() const noexcept {
    return state_->walk().block_offset();
}

std::span<const std::byte> LogReader::bytes() const noexcept {
    return state_->record();
}

Result<Value> LogReader::value() const {
    auto value = decode_value(bytes(), record_options());
    if (!value) value.error() = locate(std::move(value).error());
    return value;
}

Result<ValueView> LogReader::view() {
    auto view = state_->parser().parse(bytes(), record_options());
    if (!view) view.error() = locate(std::move(view).error());
    return view;
}

Result<std::optional<LogBlock>> LogReader::next_block() {
    return detail::or_out_of_memory([&] { return state_->next_block(); });
}

Result<void> LogReader::seek(std::uint64_t number) {
    return detail::or_out_of_memory([&] { return state_->walk().seek(number); });
}

Result<void> LogReader::seek_end() {
    return detail::or_out_of_memory([&] { return state_->walk().seek_end(); });
}

Result<void> LogReader::filter(std::vector<RowFilter> filters) {
    return detail::or_out_of_memory([&]() -> Result<void> {
        SOURIS_ASSIGN_OR_RETURN(auto filter, detail::RecordFilter::make(std::move(filters)));
        state_->walk().set_filter(std::move(filter));
        return {};
    });
}

void LogReader::select(const LogRange& range) noexcept {
    state_->walk().select(range);
}

Result<std::vector<LogRange>> LogReader::split(std::size_t parts) const {
    assert(parts != 0);
    return detail::or_out_of_memory([&]() -> Result<std::vector<LogRange>> {
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, state_->walk().file().size());
        const std::uint64_t count =
            std::max<std::uint64_t>(std::min<std::uint64_t>(parts, size), 1);
        std::vector<LogRange> ranges;
        for (std::uint64_t i = 0; i < count; ++i) {
            // Not `size * i / count`, which may overflow.
            const auto bound = [&](std::uint64_t k) {
                return size / count * k + std::min(k, size % count);
            };
            ranges.push_back({bound(i), i + 1 == count ? LogRange::unbounded : bound(i + 1)});
        }
        return ranges;
    });
}

const std::string& LogReader::path() const noexcept {
    return state_->path();
}

const DecodeOptions& LogReader::record_options() const noexcept {
    return state_->walk().record_options();
}

Error LogReader::locate(Error error) const {
    try {
        const auto offset = block_offset();
        const std::string block =
            offset ? fmt::format("the block at byte {}", *offset) : std::string("the tail");
        error.detail += fmt::format("{}record {}, in {} of {}", error.detail.empty() ? "" : "; ",
                                    number(), block, path());
    } catch (const std::bad_alloc&) {
        error.detail.clear();
    }
    return error;
}

}}  // namespace souris::v0
