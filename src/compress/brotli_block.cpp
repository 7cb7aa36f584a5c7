// SPDX-License-Identifier: MIT
#include "compress/brotli_block.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#if !defined(SOURIS_NO_BROTLI)
#include <brotli/decode.h>
#endif

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail {
#if defined(SOURIS_NO_BROTLI)

Result<void, BlockError> read_brotli(BlockTarget& /*target*/, Cursor& /*cursor*/,
                                     const Limits& /*limits*/, Budget& /*memory*/,
                                     NonCanonicalHandler* /*non_canonical*/) {
    return failure(ErrorCode::unsupported_compression);
}

Bytes unpack_brotli_beginning(std::span<const std::byte> /*packed*/, std::size_t /*size*/,
                              Budget& /*memory*/) {
    return {};
}

BlockError brotli_error(int /*code*/) {
    return ErrorCode::unsupported_compression;
}

#else

namespace {

/// Allocator of libbrotli's decoder: charges to a budget and to an upper bound of the stream's
/// needs, since a few bytes of a stream can request tables of megabytes. Each block begins with its
/// size.
class DecoderMemory {
  public:
    DecoderMemory(Budget& budget, std::uint64_t most) noexcept : budget_(budget), left_(most) {}

    /// Whether an allocation failed.
    [[nodiscard]] bool has_failed() const noexcept { return failure_ != Failure::none; }
    /// The reason for the failure. Throws std::bad_alloc if the system had no memory.
    [[nodiscard]] BlockError error() const {
        assert(has_failed());
        if (failure_ == Failure::system) throw std::bad_alloc();
        return failure_ == Failure::budget ? BlockError(Limit::memory) : ErrorCode::bad_block;
    }

    static void* allocate(void* self, std::size_t size) noexcept {
        auto& memory = *static_cast<DecoderMemory*>(self);
        const std::size_t whole = size + header_size;
        const std::uint64_t taken = allocation_size(whole);
        if (!memory.left_.charge(taken)) return memory.fail(Failure::unreasonable);
        if (!memory.budget_.charge(taken)) return memory.fail(Failure::budget);
        auto* const block = static_cast<std::byte*>(::operator new(whole, std::nothrow));
        if (block == nullptr) return memory.fail(Failure::system);
        std::memcpy(block, &whole, sizeof whole);
        return block + header_size;
    }

    static void free(void* self, void* address) noexcept {
        if (address == nullptr) return;
        auto* const block = static_cast<std::byte*>(address) - header_size;
        std::size_t whole = 0;
        std::memcpy(&whole, block, sizeof whole);
        assert(whole >= header_size);
        auto& memory = *static_cast<DecoderMemory*>(self);
        memory.budget_.give_back(allocation_size(whole));
        memory.left_.give_back(allocation_size(whole));
        ::operator delete(block);
    }

  private:
    static constexpr std::size_t header_size = alignof(std::max_align_t);
    static_assert(header_size >= sizeof(std::size_t));

    enum class Failure : std::uint8_t {
        none,
        unreasonable,  // The stream requested more than it can need.
        budget,
        system,
    };

    void* fail(Failure failure) noexcept {
        failure_ = failure;
        return nullptr;
    }

    Budget& budget_;
    Budget left_;
    Failure failure_ = Failure::none;
};

struct Destroy {
    void operator()(BrotliDecoderState* decoder) const noexcept {
        BrotliDecoderDestroyInstance(decoder);
    }
};

/// Memory is allocated for a claimed size up to this; beyond it, memory follows the unpacked size.
constexpr std::size_t first_room = std::size_t{16} * 1024;

/// Maximum memory of a decoder: its state and the smallest tables; tables that grow with the
/// stream; and the window, of which two exist while it grows. No window is larger than the
/// remaining output rounded up to a power of two.
std::uint64_t most_for_decoder(std::size_t packed_size, std::size_t size) {
    constexpr std::uint64_t state = std::uint64_t{48} * 1024;
    constexpr std::uint64_t tables_per_byte = 56;
    constexpr std::uint64_t windows = 3;
    return state + tables_per_byte * packed_size + windows * size;
}

/// Output of a stream: memory that doubles in size, and finally the target's memory of `size`
/// bytes.
class BrotliOutput {
  public:
    BrotliOutput(BlockTarget& target, std::size_t size, Budget& memory) noexcept
        : target_(target), size_(size), memory_(memory) {}

    /// Grows the room; it must be smaller than `size` bytes.
    [[nodiscard]] Result<void, BlockError> grow() {
        assert(room_.empty() || (room_.size() < size_ && count_ <= room_.size()));
        const std::size_t new_size = room_.empty() ? first_room : 2 * room_.size();
        if (new_size >= size_) {
            SOURIS_ASSIGN_OR_RETURN(const auto whole, target_.allocate(size_));
            assert(whole.size() == size_);
            std::ranges::copy(room_.first(count_), whole.begin());
            room_ = whole;
            give_back(beginning_, memory_);
            return {};
        }
        const bool is_charged = charge_growth(memory_, beginning_.capacity(), new_size, [&] {
            beginning_.reserve(new_size);
            beginning_.resize(new_size);
        });
        if (!is_charged) return tl::unexpected(BlockError(Limit::memory));
        room_ = beginning_;
        return {};
    }

    [[nodiscard]] bool is_whole() const noexcept { return room_.size() == size_; }
    [[nodiscard]] std::span<std::byte> free_room() const noexcept { return room_.subspan(count_); }
    void add(std::size_t count) noexcept {
        assert(count <= room_.size() - count_);
        count_ += count;
    }
    /// Number of bytes unpacked.
    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    /// The memory with those bytes, unless they are in the target's.
    [[nodiscard]] Bytes take_beginning() noexcept {
        assert(!is_whole());
        return std::move(beginning_);
    }

  private:
    BlockTarget& target_;
    std::size_t size_;
    Budget& memory_;
    Bytes beginning_;
    std::span<std::byte> room_;
    std::size_t count_ = 0;
};

/// Unpacks `size` bytes. After a failure, `output` holds the bytes unpacked until then.
Result<void, BlockError> unpack(std::span<const std::byte> packed, std::size_t size, Budget& memory,
                                BrotliOutput& output) {
    DecoderMemory decoder_memory(memory, most_for_decoder(packed.size(), size));
    const std::unique_ptr<BrotliDecoderState, Destroy> decoder(
        BrotliDecoderCreateInstance(DecoderMemory::allocate, DecoderMemory::free, &decoder_memory));
    if (!decoder) return tl::unexpected(decoder_memory.error());

    SOURIS_RETURN_IF_ERROR(output.grow());
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    std::size_t left_in = packed.size();
    for (;;) {
        assert(output.count() <= size);
        const std::span<std::byte> room = output.free_room();
        auto* next_out = reinterpret_cast<std::uint8_t*>(room.data());
        std::size_t left_out = room.size();
        const BrotliDecoderResult result = BrotliDecoderDecompressStream(
            decoder.get(), &left_in, &next_in, &left_out, &next_out, nullptr);
        output.add(room.size() - left_out);
        switch (result) {
            case BROTLI_DECODER_RESULT_SUCCESS:
                if (left_in != 0) return failure(ErrorCode::bad_block);
                if (output.count() != size) return failure(ErrorCode::size_mismatch);
                return {};
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
                if (output.is_whole()) return failure(ErrorCode::size_mismatch);
                SOURIS_RETURN_IF_ERROR(output.grow());
                break;
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
                return failure(ErrorCode::bad_block);
            case BROTLI_DECODER_RESULT_ERROR:
                if (decoder_memory.has_failed()) return tl::unexpected(decoder_memory.error());
                return tl::unexpected(brotli_error(BrotliDecoderGetErrorCode(decoder.get())));
        }
    }
}

}  // namespace

BlockError brotli_error(int code) {
    if (code < 0 && code >= BROTLI_DECODER_ERROR_FORMAT_DISTANCE) return ErrorCode::bad_block;
    return {"libbrotli", BrotliDecoderErrorString(static_cast<BrotliDecoderErrorCode>(code))};
}

Result<void, BlockError> read_brotli(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                     Budget& memory, NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_unpacked_size(cursor, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t packed_size, read_length(cursor, 1, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const auto packed, cursor.read_bytes(packed_size));
    // Sizes beyond the limits are refused before anything is unpacked.
    SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked_size, check_unpacked_size(size, limits));
    if (allocation_size(size) > memory.left()) return tl::unexpected(BlockError(Limit::memory));
    BrotliOutput output(target, unpacked_size, memory);
    return unpack(packed, unpacked_size, memory, output);
}

Bytes unpack_brotli_beginning(std::span<const std::byte> packed, std::size_t size, Budget& memory) {
    UnpackedTarget target(memory);
    BrotliOutput output(target, size, memory);
    (void)unpack(packed, size, memory, output);
    Bytes bytes = output.is_whole() ? std::move(target.unpacked()) : output.take_beginning();
    assert(output.count() <= bytes.size());
    bytes.resize(output.count());
    return bytes;
}

#endif

}}}  // namespace souris::v0::detail
