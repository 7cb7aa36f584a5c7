// SPDX-License-Identifier: MIT
#include "log/log_walk.hpp"

#include <algorithm>
#include <cassert>
#include <new>
#include <utility>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "log/log_end.hpp"

namespace souris { inline namespace v0 { namespace detail {

LogWalk::LogWalk(DataFile log, std::string path, const DecodeOptions& options)
    : log_(std::move(log)),
      path_(std::move(path)),
      options_(options),
      record_options_(options),
      finder_(log_) {}

void LogWalk::set_index(std::size_t index) noexcept {
    assert(index <= block_.size());
    index_ = index;
    expected_ = block_.first_record() + index;
}

std::optional<std::uint64_t> LogWalk::block_offset() const noexcept {
    if (is_in_tail_) return std::nullopt;
    return top_;
}

void LogWalk::select(const LogRange& range) noexcept {
    range_ = range;
    const bool is_whole = range.begin == 0;
    stand_at(range.begin, is_whole ? std::optional<std::uint64_t>(0) : std::nullopt);
    is_place_exact_ = is_whole;
}

void LogWalk::set_filter(RecordFilter filter) noexcept {
    filter_ = std::move(filter);
    // Other records of it may be wanted.
    unload();
}

void LogWalk::unload() noexcept {
    if (block_.size() == 0 || is_in_tail_) return;
    stand_at(top_, expected_);
    is_sought_ = true;
}

void LogWalk::stand_at(std::uint64_t place, std::optional<std::uint64_t> expected) noexcept {
    block_.clear(expected.value_or(0));
    index_ = 0;
    is_in_tail_ = false;
    is_sought_ = false;
    place_ = place;
    top_ = place;
    is_place_exact_ = true;
    expected_ = expected;
}

void LogWalk::stand_in(const FoundBlock& found, std::size_t index) noexcept {
    is_in_tail_ = false;
    is_sought_ = false;
    top_ = found.offset;
    place_ = found.end();
    is_place_exact_ = true;
    set_index(index);
}

Error LogWalk::lose(const LogDamage& damage, std::uint64_t place,
                    std::optional<std::uint64_t> expected) {
    Error error(ErrorCode::checksum_mismatch, damage.message() + " of " + path_);
    error.offset = damage.begin;
    damage_ = damage;
    stand_at(place, expected);
    return error;
}

Error LogWalk::skip(const FoundBlock& found, Error error, bool is_forward) {
    if (kind_of(error.code) == ErrorKind::system) return error;
    const BlockHeader& header = found.header;
    Error lost = lose({found.offset, found.end(), header.first_record, header.end_record()},
                      is_forward ? found.end() : found.offset,
                      is_forward ? header.end_record() : header.first_record);
    lost.code = error.code;
    if (!error.detail.empty()) lost.detail = error.detail + "; " + lost.detail;
    return lost;
}

Result<void> LogWalk::find_id() {
    if (log_id_) return {};
    SOURIS_ASSIGN_OR_RETURN(log_id_, find_log_id(log_));
    return {};
}

Result<std::optional<FoundBlock>> LogWalk::find_own(std::uint64_t from, std::uint64_t to) {
    for (;;) {
        SOURIS_ASSIGN_OR_RETURN(const auto found, finder_.find_next(from, to));
        if (!found || found->header.log_id == log_id_) return found;
        from = found->offset + 1;
    }
}

Result<std::optional<FoundBlock>> LogWalk::find_last_own(std::uint64_t from, std::uint64_t to) {
    for (;;) {
        SOURIS_ASSIGN_OR_RETURN(const auto found, finder_.find_last(from, to));
        if (!found || found->header.log_id == log_id_) return found;
        to = found->offset;
    }
}

Result<bool> LogWalk::load(const FoundBlock& found, std::uint64_t file_size, bool is_forward) {
    if (found.end() > file_size) return false;
    SOURIS_ASSIGN_OR_RETURN(bool is_sound, finder_.read_content(found, content_, options_.limits));
    if (!is_sound) {
        // A writer may have put it in place of an unfinished one meanwhile.
        SOURIS_ASSIGN_OR_RETURN(is_sound, finder_.read_content(found, content_, options_.limits));
    }
    if (!is_sound) return false;
    Budget memory(options_.limits.max_memory);
    if (!memory.charge(memory_of(content_)))
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    try {
        SOURIS_RETURN_IF_ERROR(block_.load(found.header, content_, {filter_, wants_columns_},
                                           options_.limits, memory));
    } catch (const std::bad_alloc&) {
        // The block in which the walk stands has made room.
        stand_at(is_forward || is_in_tail_ ? place_ : top_, expected_);
        throw;
    }
    record_options_.limits.max_memory =
        options_.limits.max_memory -
        std::min(options_.limits.max_memory, memory_of(content_) + block_.memory());
    return true;
}

Result<LogWalk::Search> LogWalk::search() {
    Search search;
    SOURIS_ASSIGN_OR_RETURN(search.file_size, log_.size());
    SOURIS_RETURN_IF_ERROR(find_id());
    const std::uint64_t to = std::min(range_.end, search.file_size);
    for (std::uint64_t from = place_;;) {
        SOURIS_ASSIGN_OR_RETURN(const auto found, find_own(from, to));
        if (!found) return search;
        auto loaded = load(*found, search.file_size, true);
        if (!loaded) return failure(skip(*found, std::move(loaded).error(), true));
        if (*loaded) {
            search.sound = found;
            return search;
        }
        search.unsound = found;
        from = found->offset + 1;
    }
}

Result<bool> LogWalk::advance() {
    for (;;) {
        SOURIS_ASSIGN_OR_RETURN(const Search found, search());
        if (!found.sound) {
            SOURIS_ASSIGN_OR_RETURN(const bool is_there, advance_to_tail(found));
            if (is_there) return true;
            SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
            if (size == found.file_size || range_.end <= found.file_size) return false;
            continue;
        }
        const FoundBlock& next = *found.sound;
        const std::uint64_t first = next.header.first_record;
        const bool is_gap = is_place_exact_ && next.offset != place_;
        if (is_gap || (expected_ && first > *expected_)) {
            const std::uint64_t missing = expected_ ? std::min(*expected_, first) : first;
            const LogDamage damage{is_place_exact_ ? place_ : next.offset, next.offset, missing,
                                   first};
            return failure(lose(damage, next.offset, std::max(expected_.value_or(first), first)));
        }
        if (next.header.end_record() <= expected_.value_or(first)) {
            // It has no records, or none that were not read before.
            stand_at(next.end(), expected_);
            continue;
        }
        stand_in(next, static_cast<std::size_t>(expected_.value_or(first) - first));
        return true;
    }
}

Result<bool> LogWalk::advance_to_tail(const Search& at_end) {
    if (range_.end != LogRange::unbounded) return stay_at_end(at_end, Tail());
    SOURIS_ASSIGN_OR_RETURN(const Tail tail,
                            Tail::read(tail_path(path_), log_id_, options_.limits));
    if (!expected_) {
        SOURIS_ASSIGN_OR_RETURN(const auto last, find_last_own(0, at_end.file_size));
        expected_ = last ? last->header.end_record() : 0;
    }
    if (!tail.has_record_from(*expected_)) return stay_at_end(at_end, tail);
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
    RecordBlock run;
    // With those before, for who goes backward.
    tail.copy_run(tail.begin_of_run(*expected_), run);
    const std::uint64_t first = run.first_record();
    if (first > *expected_) {
        // Those before may be in a block by now.
        if (size != at_end.file_size) return false;
        const LogDamage damage{place_, at_end.file_size, *expected_, first};
        return failure(lose(damage, at_end.file_size, first));
    }
    enter_tail(std::move(run));
    return true;
}

void LogWalk::enter_tail(RecordBlock run) noexcept {
    block_ = std::move(run);
    is_in_tail_ = true;
    is_sought_ = false;
    record_options_.limits.max_memory =
        options_.limits.max_memory - std::min(options_.limits.max_memory, block_.memory());
    set_index(static_cast<std::size_t>(*expected_ - block_.first_record()));
}

Result<bool> LogWalk::is_only_unfinished(const Search& at_end, const Tail& tail) const {
    if (!at_end.unsound) return is_unfinished(log_, place_, at_end.file_size);
    const FoundBlock& last = *at_end.unsound;
    if (last.offset != place_) return false;
    return last.end() > at_end.file_size || tail.has_record_from(last.header.first_record);
}

Result<bool> LogWalk::stay_at_end(const Search& at_end, const Tail& tail) {
    const std::uint64_t to = std::min(range_.end, at_end.file_size);
    if (!is_place_exact_ || place_ >= to) return false;
    if (to == at_end.file_size) {
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
        if (size != to) return false;
        SOURIS_ASSIGN_OR_RETURN(const bool is_unfinished, is_only_unfinished(at_end, tail));
        if (is_unfinished) return false;
    }
    const std::uint64_t missing = expected_.value_or(0);
    const std::uint64_t end =
        at_end.unsound ? std::max(missing, at_end.unsound->header.end_record()) : missing;
    const LogDamage damage{place_, to, missing, end};
    return failure(lose(damage, to, end));
}

Result<bool> LogWalk::retreat_in_tail(std::uint64_t size) {
    if (is_in_tail_ || range_.end != LogRange::unbounded || expected_.value_or(0) == 0)
        return false;
    SOURIS_ASSIGN_OR_RETURN(const auto next, find_own(top_, size));
    if (next) return false;
    SOURIS_ASSIGN_OR_RETURN(const Tail tail,
                            Tail::read(tail_path(path_), log_id_, options_.limits));
    RecordBlock run;
    tail.copy_run(tail.begin_of_run(*expected_ - 1), run);
    if (run.first_record() >= *expected_ || run.end_record() < *expected_) return false;
    enter_tail(std::move(run));
    return true;
}

Result<bool> LogWalk::retreat() {
    if (std::exchange(is_sought_, false)) {
        // The block that is stood in is not loaded yet.
        SOURIS_ASSIGN_OR_RETURN(const bool is_there, advance());
        if (is_there && index_ != 0) return true;
    }
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
    SOURIS_RETURN_IF_ERROR(find_id());
    SOURIS_ASSIGN_OR_RETURN(const bool is_tail, retreat_in_tail(size));
    if (is_tail) return true;
    std::uint64_t end = is_in_tail_ ? place_ : top_;
    std::optional<FoundBlock> unsound;
    for (std::uint64_t before = end;;) {
        SOURIS_ASSIGN_OR_RETURN(const auto found, find_last_own(range_.begin, before));
        if (!found) return stay_at_begin(end, unsound);
        before = found->offset;
        auto loaded = load(*found, size, false);
        if (!loaded) return failure(skip(*found, std::move(loaded).error(), false));
        if (!*loaded) {
            unsound = found;
            continue;
        }
        const std::uint64_t last = found->header.end_record();
        const std::uint64_t expected = expected_.value_or(last);
        if (found->end() != end || last < expected) {
            const LogDamage damage{found->end(), end, std::min(last, expected), expected};
            return failure(lose(damage, found->end(), last));
        }
        if (found->header.record_count == 0 || found->header.first_record >= expected) {
            // It has no records, or none that were not read before.
            stand_at(found->offset, expected_);
            end = found->offset;
            continue;
        }
        stand_in(*found, static_cast<std::size_t>(expected - found->header.first_record));
        return true;
    }
}

Result<bool> LogWalk::stay_at_begin(std::uint64_t end, const std::optional<FoundBlock>& unsound) {
    const std::uint64_t missing = expected_.value_or(0);
    // Elsewhere than in the whole file, the first bytes may be of a block before.
    const bool is_whole = range_.begin == 0;
    if (!unsound && (!is_whole || (end == 0 && missing == 0))) return false;
    const std::uint64_t first = is_whole ? 0 : std::min(unsound->header.first_record, missing);
    const LogDamage damage{is_whole ? 0 : unsound->offset, end, first, missing};
    return failure(lose(damage, damage.begin, first));
}

Result<void> LogWalk::seek(std::uint64_t number) {
    select(range_);
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
    SOURIS_RETURN_IF_ERROR(find_id());
    const std::uint64_t to = std::min(range_.end, size);
    SOURIS_ASSIGN_OR_RETURN(const auto first, find_own(range_.begin, to));
    SOURIS_ASSIGN_OR_RETURN(const auto last, find_last_own(range_.begin, to));
    std::uint64_t end = last ? last->header.end_record() : 0;
    if (range_.end == LogRange::unbounded && number >= end) {
        SOURIS_ASSIGN_OR_RETURN(const Tail tail,
                                Tail::read(tail_path(path_), log_id_, options_.limits));
        end = std::max(end, tail.end_record());
    }
    if (!first || number < first->header.first_record) {
        if (range_.begin == 0) expected_ = std::min(number, end);
        return {};
    }
    SOURIS_ASSIGN_OR_RETURN(const FoundBlock found, find_block_of(number, *first, *last));
    stand_at(found.offset, std::min(number, end));
    is_sought_ = true;
    return {};
}

Result<FoundBlock> LogWalk::find_block_of(std::uint64_t number, FoundBlock low, FoundBlock high) {
    if (high.header.first_record <= number) return high;
    // Blocks that begin before `limit`, other than `low`, are not known yet.
    std::uint64_t limit = high.offset;
    for (bool is_guess = true; low.end() < limit && number >= low.header.end_record();
         is_guess = !is_guess) {
        const std::uint64_t width = limit - low.end();
        std::uint64_t from = low.end() + width / 2;
        if (is_guess) {
            // Records of about equal size; a block less, so as not to be in the one that is wanted.
            const auto all =
                static_cast<double>(high.header.first_record - low.header.first_record);
            const auto part = static_cast<double>(number - low.header.end_record());
            const auto guess = static_cast<std::uint64_t>(part / all * static_cast<double>(width));
            const std::uint64_t size = low.end() - low.offset;
            from = low.end() + std::min(guess - std::min(guess, size), width - 1);
        }
        SOURIS_ASSIGN_OR_RETURN(const auto found, find_own(from, limit));
        if (!found) {
            limit = from;
        } else if (found->header.first_record <= number) {
            low = *found;
        } else {
            high = *found;
            limit = found->offset;
        }
    }
    return low;
}

Result<void> LogWalk::seek_end() {
    select(range_);
    damage_.reset();
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, log_.size());
    SOURIS_RETURN_IF_ERROR(find_id());
    SOURIS_ASSIGN_OR_RETURN(const auto last,
                            find_last_own(range_.begin, std::min(range_.end, size)));
    if (last) stand_at(last->offset, last->header.first_record);
    for (;;) {
        auto advanced = advance();
        // Damage at the end is behind whoever reads backward.
        if (!advanced && !damage_) return failure(std::move(advanced).error());
        damage_.reset();
        if (!advanced) continue;
        if (!*advanced) return {};
        set_index(block_.size());
    }
}

}}}  // namespace souris::v0::detail
