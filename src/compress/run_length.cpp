// SPDX-License-Identifier: MIT
#include "compress/run_length.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

constexpr std::size_t pair_size = run_length_pair_size;
constexpr std::size_t longest_run = 255;

/// Reads the bytes of all pairs.
Result<std::span<const std::byte>, ErrorCode> read_pairs(Cursor& cursor, Layout layout,
                                                         NonCanonicalHandler* non_canonical) {
    if (layout == Layout::v1) {
        SOURIS_ASSIGN_OR_RETURN(const std::size_t pair_count,
                                read_length(cursor, pair_size, non_canonical));
        return cursor.read_bytes(pair_count * pair_size);
    }
    SOURIS_ASSIGN_OR_RETURN(const std::size_t size, read_length(cursor, 1, non_canonical));
    if (size % pair_size != 0) return failure(ErrorCode::bad_block);
    return cursor.read_bytes(size);
}

/// Calls `visit(length, byte)` for each run; a run is at most as long as a pair can count.
template <class Visit>
void for_each_run(std::span<const std::byte> bytes, Visit visit) {
    while (!bytes.empty()) {
        const auto window = bytes.first(std::min(bytes.size(), longest_run));
        const auto end = std::find_if(window.begin(), window.end(),
                                      [&](std::byte byte) { return byte != window.front(); });
        const auto length = static_cast<std::size_t>(end - window.begin());
        assert(length >= 1 && length <= longest_run);
        visit(length, window.front());
        bytes = bytes.subspan(length);
    }
}

std::uint64_t count_pairs(std::span<const std::byte> bytes) {
    std::uint64_t count = 0;
    for_each_run(bytes, [&](std::size_t, std::byte) { ++count; });
    return count;
}

/// The same without a limit on runs, which compilers can vectorise.
std::uint64_t count_runs(std::span<const std::byte> bytes) {
    if (bytes.empty()) return 0;
    std::uint64_t count = 1;
    for (std::size_t i = 1; i < bytes.size(); ++i)
        count += std::uint64_t{bytes[i] != bytes[i - 1]};
    return count;
}

/// The number at the start of the block.
std::uint64_t header(std::uint64_t pair_count, Layout layout) {
    return layout == Layout::v1 ? pair_count : pair_count * pair_size;
}

std::uint64_t block_size(std::uint64_t pair_count, Layout layout) {
    return unsigned_size(header(pair_count, layout)) + pair_count * pair_size;
}

}  // namespace

Result<void, BlockError> read_run_length(BlockTarget& target, Cursor& cursor, Layout layout,
                                         const Limits& limits, NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const auto pairs, read_pairs(cursor, layout, non_canonical));
    assert(pairs.size() % pair_size == 0);
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < pairs.size(); i += pair_size) {
        size += std::to_integer<std::uint64_t>(pairs[i]);
    }
    SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked_size, check_unpacked_size(size, limits));
    SOURIS_ASSIGN_OR_RETURN(const std::span<std::byte> room, target.allocate(unpacked_size));
    auto out = room.begin();
    for (std::size_t i = 0; i < pairs.size(); i += pair_size) {
        out = std::fill_n(out, std::to_integer<std::ptrdiff_t>(pairs[i]), pairs[i + 1]);
    }
    assert(out == room.end());
    return {};
}

std::uint64_t run_length_size(std::span<const std::byte> bytes, Layout layout) {
    return block_size(count_pairs(bytes), layout);
}

std::uint64_t least_run_length_size(std::span<const std::byte> bytes, Layout layout) {
    return block_size(count_runs(bytes), layout);
}

void write_run_length(Sink& sink, std::span<const std::byte> bytes, Layout layout) {
    const std::uint64_t pair_count = count_pairs(bytes);
    sink.write_unsigned(header(pair_count, layout));
    std::byte* out = sink.reserve(static_cast<std::size_t>(pair_count * pair_size));
    for_each_run(bytes, [&](std::size_t length, std::byte byte) {
        *out++ = static_cast<std::byte>(length);
        *out++ = byte;
    });
    sink.commit(out);
}

}}}  // namespace souris::v0::detail
