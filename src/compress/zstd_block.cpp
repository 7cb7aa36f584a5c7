// SPDX-License-Identifier: MIT
#include "compress/zstd_block.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <new>

#if !defined(SOURIS_NO_ZSTD)
#include <zstd.h>
#include <zstd_errors.h>
#endif

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/unpacked_size.hpp"
#include "compress/zstd_frame.hpp"

namespace souris { inline namespace v0 { namespace detail {
#if defined(SOURIS_NO_ZSTD)

Result<void, BlockError> read_zstd(BlockTarget& /*target*/, Cursor& /*cursor*/,
                                   const Limits& /*limits*/, Budget& /*memory*/,
                                   NonCanonicalHandler* /*non_canonical*/) {
    return failure(ErrorCode::unsupported_compression);
}

Bytes unpack_zstd_beginning(std::span<const std::byte> /*packed*/, std::size_t /*size*/,
                            Budget& /*memory*/) {
    return {};
}

BlockError zstd_error(int /*code*/) {
    return ErrorCode::unsupported_compression;
}

#else

namespace {

/// libzstd's decoder, charged to a budget as long as it exists.
class ZstdDecoder {
  public:
    /// Charges for the decoder and for `buffers`, which it is going to allocate; empty if `memory`
    /// is too small for both.
    explicit ZstdDecoder(Budget& memory, std::uint64_t buffers = 0)
        : memory_(memory), size_(allocation_size(zstd_decoder_size) + buffers) {
        if (!memory_.charge(size_)) return;
        decoder_ = ZSTD_createDCtx();
        if (decoder_ == nullptr) {
            memory_.give_back(size_);
            throw std::bad_alloc();
        }
    }
    ZstdDecoder(const ZstdDecoder&) = delete;
    ZstdDecoder& operator=(const ZstdDecoder&) = delete;
    ~ZstdDecoder() {
        if (decoder_ == nullptr) return;
        assert(ZSTD_sizeof_DCtx(decoder_) <= size_);
        ZSTD_freeDCtx(decoder_);
        memory_.give_back(size_);
    }

    [[nodiscard]] explicit operator bool() const noexcept { return decoder_ != nullptr; }
    [[nodiscard]] ZSTD_DCtx* get() const noexcept { return decoder_; }

  private:
    Budget& memory_;
    std::uint64_t size_;
    ZSTD_DCtx* decoder_ = nullptr;
};

BlockError zstd_error_of(std::size_t result) {
    assert(ZSTD_isError(result) != 0);
    return zstd_error(static_cast<int>(ZSTD_getErrorCode(result)));
}

/// Bytes that a frame is trusted to unpack to without having done so.
std::size_t trusted_size(std::size_t packed_size) noexcept {
    constexpr std::size_t per_byte = 64;
    constexpr std::size_t besides = std::size_t{16} * 1024;
    // A size of 32 bits may not hold it.
    return packed_size < Bytes().max_size() / (2 * per_byte) ? per_byte * packed_size + besides
                                                             : Bytes().max_size();
}

/// The binary logarithm of a window that suffices for the first `size` bytes of any frame.
unsigned stream_window_bits(const ZstdHeader& header, std::size_t size) noexcept {
    constexpr std::uint64_t least = std::uint64_t{1} << 10U;
    const std::uint64_t window =
        std::max({std::uint64_t{size}, std::uint64_t{header.most_in_block()}, least});
    return static_cast<unsigned>(std::bit_width(std::min(window, max_zstd_window) - 1));
}

/// The beginning of a frame with such a window, of unknown size.
std::array<std::byte, 6> header_with(unsigned bits, bool has_checksum) noexcept {
    constexpr unsigned least_bits = 10;
    assert(bits >= least_bits);
    return {std::byte{0x28},
            std::byte{0xB5},
            std::byte{0x2F},
            std::byte{0xFD},
            has_checksum ? std::byte{0b100} : std::byte{0},
            static_cast<std::byte>((bits - least_bits) << 3U)};
}

/// Unpacks `packed`, a part of a frame, to `room`, and gives how many bytes that are.
Result<std::size_t, BlockError> unpack_part(const ZstdDecoder& decoder,
                                            std::span<const std::byte> packed,
                                            std::span<std::byte> room) {
    std::byte nowhere{};
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    ZSTD_outBuffer out{room.empty() ? &nowhere : room.data(), room.size(), 0};
    const std::size_t result = ZSTD_decompressStream(decoder.get(), &out, &in);
    if (ZSTD_isError(result) != 0) return tl::unexpected(zstd_error_of(result));
    assert(out.pos <= room.size());
    return out.pos;
}

/// Unpacks a frame to `content` until it is full. `size` is the bytes before the block that is
/// damaged or cut, or, if that is all right, all.
///
/// Libzstd needs no window for a whole frame, but does not say where it failed. So the frame is a
/// stream, which is given block by block, behind a header of our own: the frame's may claim a
/// larger window than what is unpacked needs.
Result<void, BlockError> unpack_blocks(const ZstdDecoder& decoder, const ZstdHeader& header,
                                       unsigned window_bits, Cursor& cursor,
                                       std::span<std::byte> content, std::size_t& size) {
    SOURIS_RETURN_IF_ERROR(unpack_part(decoder, header_with(window_bits, header.has_checksum), {}));
    for (bool is_last = false; size < content.size();) {
        if (is_last) {
            SOURIS_RETURN_IF_ERROR(unpack_part(decoder, cursor.rest(), {}));
            return failure(ErrorCode::size_mismatch);
        }
        const std::span<const std::byte> rest = cursor.rest();
        SOURIS_ASSIGN_OR_RETURN(const ZstdBlock block, read_zstd_block(cursor, header));
        const std::size_t room = std::min(block.most, content.size() - size);
        const std::size_t there = std::min(block.size, cursor.remaining());
        SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked,
                                unpack_part(decoder, rest.first(zstd_block_header_size + there),
                                            content.subspan(size, room)));
        size += unpacked;
        if (!cursor.read_bytes(block.size)) return failure(ErrorCode::bad_block);
        is_last = block.is_last;
    }
    return {};
}

/// Unpacks the first `size` bytes of a frame to `content`, which is empty. After a failure it has
/// what `unpack_blocks` gives.
Result<void, BlockError> unpack_beginning(std::span<const std::byte> packed, std::size_t size,
                                          Budget& memory, Bytes& content) {
    assert(content.empty());
    Cursor cursor(packed);
    SOURIS_ASSIGN_OR_RETURN(const ZstdHeader header, read_zstd_header(cursor));
    constexpr std::uint64_t blocks = 3 * std::uint64_t{max_zstd_block} + 64;
    const unsigned bits = stream_window_bits(header, size);
    const ZstdDecoder decoder(memory, allocation_size((std::uint64_t{1} << bits) + blocks));
    if (!decoder) return tl::unexpected(BlockError(Limit::memory));
    if (!make_room(content, size, memory)) return tl::unexpected(BlockError(Limit::memory));
    // Once: blocks may be many that yield nothing.
    content.resize(size);
    std::size_t unpacked = 0;
    const auto result = unpack_blocks(decoder, header, bits, cursor, content, unpacked);
    content.resize(unpacked);
    return result;
}

/// Where unpacking beginnings starts: with the window, which is a power of two, and the content, it
/// takes less than what is trusted.
std::size_t first_beginning(std::size_t packed_size) noexcept {
    return trusted_size(packed_size) / 4;
}

/// Unpacks ever larger beginnings of a frame, as long as that much is there, until one of more than
/// half of `size` shows that the rest may be, too.
Result<void, BlockError> check_claim(std::span<const std::byte> packed, std::size_t size,
                                     Budget& memory) {
    if (size <= trusted_size(packed.size())) return {};
    for (std::size_t trusted = first_beginning(packed.size()); trusted < size; trusted *= 2) {
        Bytes content;
        const auto unpacked = unpack_beginning(packed, trusted, memory, content);
        give_back(content, memory);
        if (!unpacked) return unpacked;
        if (trusted > size / 2) break;
    }
    return {};
}

}  // namespace

BlockError zstd_error(int code) {
    switch (static_cast<ZSTD_ErrorCode>(code)) {
        case ZSTD_error_memory_allocation:
            throw std::bad_alloc();
        case ZSTD_error_dstSize_tooSmall:
            return ErrorCode::size_mismatch;
        case ZSTD_error_prefix_unknown:
        case ZSTD_error_version_unsupported:
        case ZSTD_error_frameParameter_unsupported:
        case ZSTD_error_frameParameter_windowTooLarge:
        case ZSTD_error_corruption_detected:
        case ZSTD_error_checksum_wrong:
        case ZSTD_error_literals_headerWrong:
        // A block that refers to tables of the one before it, which are not there.
        case ZSTD_error_dictionary_corrupted:
        case ZSTD_error_tableLog_tooLarge:
        case ZSTD_error_maxSymbolValue_tooLarge:
        case ZSTD_error_maxSymbolValue_tooSmall:
        case ZSTD_error_srcSize_wrong:
            return ErrorCode::bad_block;
        default:
            return {"libzstd", ZSTD_getErrorString(static_cast<ZSTD_ErrorCode>(code))};
    }
}

Result<void, BlockError> read_zstd(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                   Budget& memory, NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_unpacked_size(cursor, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t packed_size, read_length(cursor, 1, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const auto packed, cursor.read_bytes(packed_size));
    // Sizes beyond the limits are refused before anything is unpacked.
    SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked_size, check_unpacked_size(size, limits));
    SOURIS_ASSIGN_OR_RETURN(const ZstdFrame frame, read_zstd_frame(packed));
    if (unpacked_size > frame.most || frame.header.content_size.value_or(size) != size) {
        return failure(ErrorCode::size_mismatch);
    }
    if (allocation_size(size) > memory.left()) return tl::unexpected(BlockError(Limit::memory));
    SOURIS_RETURN_IF_ERROR(check_claim(packed, unpacked_size, memory));
    const ZstdDecoder decoder(memory);
    if (!decoder) return tl::unexpected(BlockError(Limit::memory));
    SOURIS_ASSIGN_OR_RETURN(const auto room, target.allocate(unpacked_size));
    assert(room.size() == unpacked_size);
    // libzstd refuses a null pointer, even for no bytes.
    std::byte nowhere{};
    const std::size_t result =
        ZSTD_decompressDCtx(decoder.get(), room.empty() ? &nowhere : room.data(), room.size(),
                            packed.data(), packed.size());
    if (ZSTD_isError(result) != 0) return tl::unexpected(zstd_error_of(result));
    if (result != unpacked_size) return failure(ErrorCode::size_mismatch);
    return {};
}

Bytes unpack_zstd_beginning(std::span<const std::byte> packed, std::size_t size, Budget& memory) {
    for (std::size_t trusted = std::min(size, first_beginning(packed.size()));;) {
        Bytes content;
        if (!unpack_beginning(packed, trusted, memory, content) || trusted == size) return content;
        give_back(content, memory);
        trusted = trusted <= size / 2 ? 2 * trusted : size;
    }
}

#endif

}}}  // namespace souris::v0::detail
