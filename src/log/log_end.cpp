// SPDX-License-Identifier: MIT
#include "log/log_end.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/return_if_error.hpp"
#include "log/block_finder.hpp"
#include "log/marker.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Where the last byte of [begin, end) that is not zero ends; `begin` if all are.
Result<std::uint64_t> end_without_zeros(const DataFile& file, std::uint64_t begin,
                                        std::uint64_t end) {
    Bytes window(BlockFinder::window_size);
    while (end > begin) {
        const std::uint64_t size = std::min<std::uint64_t>(end - begin, window.size());
        const auto part = std::span(window).first(static_cast<std::size_t>(size));
        SOURIS_ASSIGN_OR_RETURN(const std::size_t count, file.read_at(end - size, part));
        for (std::size_t i = count; i-- > 0;) {
            if (part[i] != std::byte{0}) return end - size + i + 1;
        }
        end -= size;
    }
    return begin;
}

/// The end of a file without a block.
Result<LogEnd> end_without_block(const DataFile& file, const Tail& tail, std::uint64_t size) {
    SOURIS_ASSIGN_OR_RETURN(const bool is_new, is_begun_log(file));
    if (is_new) return LogEnd{};
    SOURIS_ASSIGN_OR_RETURN(const bool is_log, begins_as_log(file, block_marker.size()));
    if (!is_log && tail.empty()) return failure(Error(ErrorCode::bad_magic, "no record log"));
    return LogEnd{std::nullopt, 0, size};
}

}  // namespace

Result<bool> is_unfinished(const DataFile& file, std::uint64_t begin, std::uint64_t end) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t written, end_without_zeros(file, begin, end));
    return written - begin < block_header_size;
}

Result<bool> begins_as_log(const DataFile& file, std::uint64_t size) {
    Bytes start(static_cast<std::size_t>(std::min<std::uint64_t>(size, block_marker.size())));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t count, file.read_at(0, start));
    return count == start.size() && block_marker.starts_with(as_text(start));
}

Result<bool> is_begun_log(const DataFile& file) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, file.size());
    if (size > block_header_size) return false;
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t written, end_without_zeros(file, 0, size));
    return begins_as_log(file, written);
}

Result<std::optional<std::uint64_t>> find_log_id(const DataFile& file) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, file.size());
    BlockFinder finder(file);
    SOURIS_ASSIGN_OR_RETURN(const auto first, finder.find_next(0, size));
    if (!first) return std::optional<std::uint64_t>();
    return std::optional(first->header.log_id);
}

Result<LogEnd> find_log_end(const DataFile& file, const Tail& tail, const Limits& limits) {
    SOURIS_ASSIGN_OR_RETURN(const auto log_id, find_log_id(file));
    SOURIS_ASSIGN_OR_RETURN(std::uint64_t size, file.size());
    if (!log_id) return end_without_block(file, tail, size);
    BlockFinder finder(file);
    Bytes content;
    std::uint64_t next = 0;
    for (std::uint64_t before = size;;) {
        SOURIS_ASSIGN_OR_RETURN(const auto last, finder.find_last(0, before));
        // There is one, but it may be unfinished.
        if (!last) return LogEnd{log_id, next, size};
        before = last->offset;
        if (last->header.log_id != *log_id) continue;
        next = last->header.first_record;
        bool is_finished = last->end() <= size;
        if (is_finished && tail.has_record_from(next)) {
            SOURIS_ASSIGN_OR_RETURN(is_finished, finder.read_content(*last, content, limits));
        }
        if (!is_finished) {
            size = last->offset;
            continue;
        }
        SOURIS_ASSIGN_OR_RETURN(const bool is_rest_unfinished,
                                is_unfinished(file, last->end(), size));
        if (is_rest_unfinished) size = last->end();
        return LogEnd{log_id, last->header.end_record(), size};
    }
}

}}}  // namespace souris::v0::detail
