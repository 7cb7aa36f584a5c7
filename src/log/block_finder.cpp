// SPDX-License-Identifier: MIT
#include "log/block_finder.hpp"

#include <algorithm>
#include <cassert>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "log/marker.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// What two windows share, so that each header is whole in one of them.
constexpr std::size_t overlap = block_header_size - 1;

/// No block will ever have this id or a higher one, which is what a content begins with.
constexpr std::byte least_no_id{0x20};

}  // namespace

BlockFinder::BlockFinder(const DataFile& file) : file_(&file), window_(window_size) {}

Result<std::span<const std::byte>> BlockFinder::read_window(std::uint64_t offset,
                                                            std::size_t size) {
    assert(size <= window_.size());
    SOURIS_ASSIGN_OR_RETURN(const std::size_t count,
                            file_->read_at(offset, std::span(window_).first(size)));
    return std::span<const std::byte>(window_).first(count);
}

Result<std::optional<FoundBlock>> BlockFinder::find_next(std::uint64_t from, std::uint64_t to) {
    if (from >= to) return std::optional<FoundBlock>();
    // Where the blocks before are sound, one begins right here.
    SOURIS_ASSIGN_OR_RETURN(const auto start, read_window(from, block_header_size));
    if (const auto header = read_block_header(start)) return FoundBlock{from, *header};
    for (std::uint64_t offset = from; offset < to;) {
        SOURIS_ASSIGN_OR_RETURN(const auto window, read_window(offset, window_size));
        for (auto marker = find_marker(window); marker; marker = find_marker(window, *marker + 1)) {
            if (*marker >= to - offset) return std::optional<FoundBlock>();
            if (const auto header = read_block_header(window.subspan(*marker)))
                return FoundBlock{offset + *marker, *header};
        }
        if (window.size() < window_size) break;
        offset += window_size - overlap;
    }
    return std::optional<FoundBlock>();
}

Result<std::optional<FoundBlock>> BlockFinder::find_last(std::uint64_t from, std::uint64_t to) {
    // The header of a block that begins before `end` may go on behind it.
    for (std::uint64_t end = to; end > from;) {
        const std::uint64_t begin =
            end - from > window_size - overlap ? end - (window_size - overlap) : from;
        SOURIS_ASSIGN_OR_RETURN(
            auto window, read_window(begin, static_cast<std::size_t>(end - begin) + overlap));
        const auto all = window;
        for (auto marker = find_last_marker(window); marker; marker = find_last_marker(window)) {
            if (*marker < end - begin) {
                if (const auto header = read_block_header(all.subspan(*marker)))
                    return FoundBlock{begin + *marker, *header};
            }
            // Without this marker's last byte.
            window = all.first(*marker + block_marker.size() - 1);
        }
        end = begin;
    }
    return std::optional<FoundBlock>();
}

Result<bool> BlockFinder::read_content(const FoundBlock& block, Bytes& content,
                                       const Limits& limits) const {
    const std::size_t size = block.header.content_size;
    if (size > limits.max_input)
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    if (allocation_size(size) > limits.max_memory)
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    // In parts, and with a look for the next block in each: what many blocks claim that are one in
    // another is not read again and again.
    constexpr std::size_t part_size = std::size_t{256} * 1024;
    content.clear();
    content.reserve(std::min(size, part_size));
    while (content.size() < size) {
        const std::size_t done = content.size();
        const std::size_t part = std::min(size - done, part_size);
        if (content.capacity() < done + part) content.reserve(std::min(size, 2 * (done + part)));
        content.resize(done + part);
        SOURIS_ASSIGN_OR_RETURN(const std::size_t count,
                                file_->read_at(block.offset + block_header_size + done,
                                               std::span(content).subspan(done)));
        if (count != part) return false;
        const std::size_t seen = std::min(done, block_marker.size() - 1);
        if (find_marker(content, done - seen)) return false;
        // A marker that begins in the header would end in what no content begins with.
        if (content.front() >= least_no_id) return false;
    }
    return hash_of(content) == block.header.content_hash;
}

}}}  // namespace souris::v0::detail
