// SPDX-License-Identifier: MIT
#include "compress/pack_brotli.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

#if !defined(SOURIS_NO_BROTLI)
#include <brotli/encode.h>
#endif

#include "compress/literal_block.hpp"

namespace souris { inline namespace v0 { namespace detail {
#if defined(SOURIS_NO_BROTLI)

Bytes pack_brotli(std::span<const std::byte> bytes, Profile /*profile*/) {
    return literal_brotli(bytes);
}

#else

namespace {

/// Allocations of libbrotli's encoder, including the encoder object. The destructor frees those
/// that the encoder has not freed.
///
/// When an allocation fails, the usual build of the encoder ends the process
/// (BROTLI_ENCODER_EXIT_ON_OOM). So a failing allocation does not return, but jumps to the place
/// where `retreat` was set; the encoder is then inconsistent and must not be used again.
class EncoderMemory {
  public:
    EncoderMemory() noexcept = default;
    EncoderMemory(const EncoderMemory&) = delete;
    EncoderMemory& operator=(const EncoderMemory&) = delete;
    ~EncoderMemory() {
        while (blocks_ != nullptr)
            remove(blocks_);
    }

    static void* allocate(void* self, std::size_t size) {
        auto& memory = *static_cast<EncoderMemory*>(self);
        auto* const block = static_cast<Block*>(::operator new(sizeof(Block) + size, std::nothrow));
        // The frames in between are C functions, without destructors.
        if (block == nullptr) std::longjmp(memory.retreat, 1);  // NOLINT(cert-err52-cpp)
        *block = {nullptr, memory.blocks_};
        if (memory.blocks_ != nullptr) memory.blocks_->before = block;
        memory.blocks_ = block;
        return block + 1;
    }

    static void free(void* self, void* address) noexcept {
        if (address == nullptr) return;
        static_cast<EncoderMemory*>(self)->remove(static_cast<Block*>(address) - 1);
    }

    std::jmp_buf retreat{};  // NOLINT(misc-non-private-member-variables-in-classes)

  private:
    struct alignas(std::max_align_t) Block {
        Block* before;
        Block* after;
    };

    void remove(Block* block) noexcept {
        assert(block->before != nullptr || block == blocks_);
        (block->before != nullptr ? block->before->after : blocks_) = block->after;
        if (block->after != nullptr) block->after->before = block->before;
        ::operator delete(block);
    }

    Block* blocks_ = nullptr;
};

/// Settings of libbrotli's encoder. Small inputs pack better if the header declares a small window,
/// and records of similar length if the last distances have codes of their own.
struct Settings {
    std::uint32_t quality;
    std::uint32_t window_bits;
    std::uint32_t postfix_bits = 0;
    std::uint32_t direct_codes = 0;
};

constexpr Settings quick_settings{2, 24};
constexpr Settings usual_settings{5, 24};

/// Each is the shortest for some of the measured documents of 30 bytes to 3 MB; the best for large
/// ones comes first.
constexpr std::array thorough{
    Settings{11, 24, 1, 24}, Settings{11, 24, 0, 15}, Settings{11, 24, 2, 60},
    Settings{11, 24},        Settings{11, 24, 1, 12}, Settings{10, 24},
    Settings{11, 16},        Settings{11, 16, 1, 12}, Settings{11, 16, 0, 15},
    Settings{10, 16},        Settings{9, 16},         Settings{5, 16},
};

/// Input bytes of all attempts together: libbrotli's best setting packs some 1.3 MB per second.
constexpr std::size_t thorough_budget = std::size_t{2} * 1024 * 1024;

/// libbrotli allocates up to 8 bytes per byte of its window, except for inputs that its best
/// qualities process at once. Therefore the window is not wider than the input.
std::uint32_t window_bits(const Settings& settings, std::size_t size) {
    constexpr std::size_t at_once = std::size_t{1} << 18U;
    constexpr std::uint32_t best_quality = 10;
    if (settings.quality >= best_quality && size <= at_once) return settings.window_bits;
    constexpr std::uint32_t least_bits = 16;
    const auto bits = static_cast<std::uint32_t>(std::bit_width(size));
    return std::min(settings.window_bits, std::max(least_bits, bits));
}

/// Packs `bytes` in one call into `room`, which has `left` bytes; sets `left` to the rest. Returns
/// false if memory runs out.
bool encode(EncoderMemory& memory, std::span<const std::byte> bytes, const Settings& settings,
            std::byte* room, std::size_t& left) {
    assert(settings.direct_codes % (1U << settings.postfix_bits) == 0);
    assert(settings.direct_codes <= 15U << settings.postfix_bits);
    if (setjmp(memory.retreat) != 0) return false;  // NOLINT(cert-err52-cpp)
    BrotliEncoderState* const encoder =
        BrotliEncoderCreateInstance(EncoderMemory::allocate, EncoderMemory::free, &memory);
    if (encoder == nullptr) return false;
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, settings.quality);
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, window_bits(settings, bytes.size()));
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_NPOSTFIX, settings.postfix_bits);
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_NDIRECT, settings.direct_codes);
    BrotliEncoderSetParameter(
        encoder, BROTLI_PARAM_SIZE_HINT,
        static_cast<std::uint32_t>(std::min<std::size_t>(bytes.size(), std::size_t{1} << 30U)));
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    auto* next_out = reinterpret_cast<std::uint8_t*>(room);
    std::size_t left_in = bytes.size();
    return BrotliEncoderCompressStream(encoder, BROTLI_OPERATION_FINISH, &left_in, &next_in, &left,
                                       &next_out, nullptr) != BROTLI_FALSE &&
           BrotliEncoderIsFinished(encoder) != BROTLI_FALSE;
}

Bytes pack(std::span<const std::byte> bytes, const Settings& settings) {
    // Room for the worst case, so that one call suffices.
    const std::size_t bound = BrotliEncoderMaxCompressedSize(bytes.size());
    if (bound == 0) throw std::bad_alloc();
    const auto packed = std::make_unique_for_overwrite<std::byte[]>(bound);
    std::size_t left = bound;
    {
        EncoderMemory memory;
        if (!encode(memory, bytes, settings, packed.get(), left)) throw std::bad_alloc();
    }
    assert(left <= bound);
    return {packed.get(), packed.get() + (bound - left)};
}

Bytes pack_thoroughly(std::span<const std::byte> bytes) {
    Bytes best = pack(bytes, thorough.front());
    std::size_t spent = bytes.size();
    for (const Settings& settings : std::span(thorough).subspan(1)) {
        spent += bytes.size();
        if (spent > thorough_budget) break;
        Bytes packed = pack(bytes, settings);
        if (packed.size() < best.size()) best = std::move(packed);
    }
    return best;
}

}  // namespace

Bytes pack_brotli(std::span<const std::byte> bytes, Profile profile) {
    switch (profile) {
        case Profile::stored:
        case Profile::fast:
            return pack(bytes, quick_settings);
        case Profile::balanced:
            return pack(bytes, usual_settings);
        case Profile::smallest:
            break;
    }
    return pack_thoroughly(bytes);
}

#endif

}}}  // namespace souris::v0::detail
