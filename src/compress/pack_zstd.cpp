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

Bytes pack_zstd(std::span<const std::byte> bytes, Profile /*profile*/) {
    return literal_zstd(bytes);
}

#else

namespace {

struct FreeZstdEncoder {
    void operator()(ZSTD_CCtx* encoder) const noexcept { ZSTD_freeCCtx(encoder); }
};
using ZstdEncoder = std::unique_ptr<ZSTD_CCtx, FreeZstdEncoder>;

int zstd_level(Profile profile) noexcept {
    switch (profile) {
        case Profile::stored:
        case Profile::fast:
            return 3;
        case Profile::balanced:
            return 6;
        case Profile::smallest:
            break;
    }
    // The windows of higher levels are beyond 8 MiB, which every decoder supports.
    return 19;
}

void set_parameter(const ZstdEncoder& encoder, ZSTD_cParameter parameter, int value) {
    [[maybe_unused]] const std::size_t result =
        ZSTD_CCtx_setParameter(encoder.get(), parameter, value);
    assert(ZSTD_isError(result) == 0);
}

Bytes pack_at(int level, std::span<const std::byte> bytes) {
    const ZstdEncoder encoder(ZSTD_createCCtx());
    if (!encoder) throw std::bad_alloc();
    set_parameter(encoder, ZSTD_c_compressionLevel, level);
    set_parameter(encoder, ZSTD_c_contentSizeFlag, 0);
    set_parameter(encoder, ZSTD_c_checksumFlag, 0);
    // Room for the worst case, so that one call suffices.
    const std::size_t bound = ZSTD_compressBound(bytes.size());
    if (ZSTD_isError(bound) != 0) throw std::bad_alloc();
    const auto packed = std::make_unique_for_overwrite<std::byte[]>(bound);
    const std::size_t size =
        ZSTD_compress2(encoder.get(), packed.get(), bound, bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0) {
        assert(ZSTD_getErrorCode(size) == ZSTD_error_memory_allocation);
        throw std::bad_alloc();
    }
    assert(size <= bound);
    return {packed.get(), packed.get() + size};
}

}  // namespace

Bytes pack_zstd(std::span<const std::byte> bytes, Profile profile) {
    Bytes packed = pack_at(zstd_level(profile), bytes);
    if (profile != Profile::smallest) return packed;
    // Of text that repeats itself, releases from 1.5.7 on make a byte more with more effort.
    Bytes other = pack_at(zstd_level(Profile::balanced), bytes);
    return other.size() < packed.size() ? other : packed;
}

#endif

}}}  // namespace souris::v0::detail
