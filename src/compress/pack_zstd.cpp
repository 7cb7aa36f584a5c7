// SPDX-License-Identifier: MIT
#include "compress/pack_zstd.hpp"

#include <cassert>
#include <cstddef>
#include <memory>
#include <new>

#if !defined(SOURIS_NO_ZSTD)
#include <zstd.h>
#include <zstd_errors.h>
#endif

#include "compress/literal_block.hpp"
#include "compress/zstd_frame.hpp"

namespace souris { inline namespace v0 { namespace detail {
#if defined(SOURIS_NO_ZSTD)

struct ZstdPacker::State {};
ZstdPacker::ZstdPacker() = default;
ZstdPacker::~ZstdPacker() = default;

Bytes ZstdPacker::pack(std::span<const std::byte> bytes, Profile /*profile*/) {
    return literal_zstd(bytes);
}

#else

namespace {

int zstd_level(Profile profile) noexcept {
    switch (profile) {
        case Profile::stored:
        case Profile::fast:
            return 3;
        case Profile::balanced:
            return 9;
        case Profile::smallest:
            break;
    }
    // The windows of higher levels are beyond 8 MiB, which every decoder supports.
    return 19;
}

void set_parameter(ZSTD_CCtx* encoder, ZSTD_cParameter parameter, int value) {
    [[maybe_unused]] const std::size_t result = ZSTD_CCtx_setParameter(encoder, parameter, value);
    assert(ZSTD_isError(result) == 0);
}

}  // namespace

struct ZstdPacker::State {
    State() : encoder(ZSTD_createCCtx()) {
        if (encoder == nullptr) throw std::bad_alloc();
        set_parameter(encoder, ZSTD_c_contentSizeFlag, 0);
        set_parameter(encoder, ZSTD_c_checksumFlag, 0);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { ZSTD_freeCCtx(encoder); }

    Bytes pack(std::span<const std::byte> bytes, int level) {
        set_parameter(encoder, ZSTD_c_compressionLevel, level);
        // Room for the worst case, so that one call suffices.
        const std::size_t bound = ZSTD_compressBound(bytes.size());
        if (ZSTD_isError(bound) != 0) throw std::bad_alloc();
        if (bound > room_size) {
            room = std::make_unique_for_overwrite<std::byte[]>(bound);
            room_size = bound;
        }
        const std::size_t size =
            ZSTD_compress2(encoder, room.get(), room_size, bytes.data(), bytes.size());
        if (ZSTD_isError(size) != 0) {
            assert(ZSTD_getErrorCode(size) == ZSTD_error_memory_allocation);
            throw std::bad_alloc();
        }
        assert(size <= bound);
        return {room.get(), room.get() + size};
    }

    ZSTD_CCtx* encoder;
    std::unique_ptr<std::byte[]> room;
    std::size_t room_size = 0;
};

ZstdPacker::ZstdPacker() : state_(std::make_unique<State>()) {}
ZstdPacker::~ZstdPacker() = default;

Bytes ZstdPacker::pack(std::span<const std::byte> bytes, Profile profile) {
    Bytes packed = state_->pack(bytes, zstd_level(profile));
    if (profile != Profile::smallest) return packed;
    // Of text that repeats itself, releases from 1.5.7 on make a byte more with more effort.
    Bytes other = state_->pack(bytes, zstd_level(Profile::balanced));
    return other.size() < packed.size() ? other : packed;
}

#endif

}}}  // namespace souris::v0::detail
