// SPDX-License-Identifier: MIT
#include "compress/lz4_block.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <memory>
#include <new>
#include <string_view>

#if !defined(SOURIS_NO_LZ4)
#include <lz4.h>
#include <lz4hc.h>
#endif

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/literal_block.hpp"
#include "compress/lz4_sequences.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

// A byte of an LZ4 block that extends a match adds at most 255 bytes of output; the 64 cover
// everything else.
constexpr std::uint64_t most_per_byte = 255;
constexpr std::uint64_t most_besides = 64;

/// Shorter input is never packed: it would consist of literals only.
constexpr std::uint64_t least_input = 13;

#if !defined(SOURIS_NO_LZ4)

static_assert(max_lz4_input == LZ4_MAX_INPUT_SIZE);
static_assert(static_cast<int>(Lz4Level::quick_search) >= LZ4HC_CLEVEL_MIN);
static_assert(static_cast<int>(Lz4Level::optimal) <= LZ4HC_CLEVEL_MAX);

/// Whether a match of the block, which liblz4 has unpacked, has offset 0, its own position. liblz4
/// accepts that and produces output that no writer intended.
bool has_empty_offset(std::span<const std::byte> block) {
    // Most blocks do not contain two consecutive zeros and need not be parsed.
    constexpr std::string_view offset("\0\0", 2);
    if (as_text(block).find(offset) == std::string_view::npos) return false;
    Lz4SequenceReader sequences(block);
    while (const auto sequence = sequences.next()) {
        if (sequence->match_length != 0 && sequence->offset == 0) return true;
    }
    return false;
}

constexpr auto most_at_once = static_cast<std::uint64_t>(std::numeric_limits<int>::max());

#endif

}  // namespace

#if defined(SOURIS_NO_LZ4)

Result<void, BlockError> read_lz4(BlockTarget& /*target*/, Cursor& /*cursor*/,
                                  const Limits& /*limits*/,
                                  NonCanonicalHandler* /*non_canonical*/) {
    return failure(ErrorCode::unsupported_compression);
}

Bytes pack_lz4(std::span<const std::byte> bytes, Lz4Level /*level*/) {
    return literal_lz4(bytes);
}

#else

Result<void, BlockError> read_lz4(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                  NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_unpacked_size(cursor, non_canonical));
    if (size == 0) return target.take({});
    if (size > std::min(limits.max_output, most_at_once)) {
        return tl::unexpected(BlockError(Limit::output));
    }
    SOURIS_ASSIGN_OR_RETURN(const std::size_t packed_size, read_length(cursor, 1, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const auto packed, cursor.read_bytes(packed_size));
    if (packed_size > most_at_once) return tl::unexpected(BlockError(Limit::output));
    if (size > most_per_byte * packed_size + most_besides) return failure(ErrorCode::size_mismatch);
    SOURIS_ASSIGN_OR_RETURN(const auto room, target.allocate(static_cast<std::size_t>(size)));
    assert(room.size() == size);
    const int unpacked_size = LZ4_decompress_safe(
        reinterpret_cast<const char*>(packed.data()), reinterpret_cast<char*>(room.data()),
        static_cast<int>(packed_size), static_cast<int>(size));
    if (unpacked_size < 0) return failure(ErrorCode::bad_block);
    if (has_empty_offset(packed)) return failure(ErrorCode::bad_block);
    if (static_cast<std::uint64_t>(unpacked_size) != size) {
        return failure(ErrorCode::size_mismatch);
    }
    return {};
}

Bytes pack_lz4(std::span<const std::byte> bytes, Lz4Level level) {
    assert(bytes.size() <= max_lz4_input);
    if (bytes.empty()) return {};
    const auto size = static_cast<int>(bytes.size());
    const int bound = LZ4_compressBound(size);
    const auto packed =
        std::make_unique_for_overwrite<std::byte[]>(static_cast<std::size_t>(bound));
    const auto* const from = reinterpret_cast<const char*>(bytes.data());
    auto* const to = reinterpret_cast<char*>(packed.get());
    const int packed_size = level == Lz4Level::fast
                                ? LZ4_compress_default(from, to, size, bound)
                                : LZ4_compress_HC(from, to, size, bound, static_cast<int>(level));
    // The buffer fits the worst case, so only a lack of working memory can make it fail.
    if (packed_size <= 0) throw std::bad_alloc();
    assert(packed_size <= bound);
    return {packed.get(), packed.get() + packed_size};
}

#endif

Lz4Level lz4_level(Profile profile) noexcept {
    switch (profile) {
        case Profile::stored:
        case Profile::fast:
            return Lz4Level::fast;
        case Profile::balanced:
            return Lz4Level::quick_search;
        case Profile::smallest:
            break;
    }
    return Lz4Level::optimal;
}

std::uint64_t least_lz4_size(std::uint64_t size) {
    if (size < least_input) return lz4_size(size, size + 1);
    const std::uint64_t beyond = size > most_besides ? size - most_besides : 0;
    return lz4_size(size, (beyond + most_per_byte - 1) / most_per_byte);
}

std::uint64_t lz4_size(std::uint64_t unpacked_size, std::uint64_t packed_size) {
    if (unpacked_size == 0) return unsigned_size(0);
    assert(packed_size != 0 || unpacked_size >= least_input);
    return packed_block_size(unpacked_size, packed_size);
}

void write_lz4(Sink& sink, std::uint64_t unpacked_size, std::span<const std::byte> packed) {
    if (unpacked_size == 0) return sink.write_unsigned(0);
    assert(!packed.empty());
    write_packed(sink, unpacked_size, packed);
}

}}}  // namespace souris::v0::detail
