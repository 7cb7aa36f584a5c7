// SPDX-License-Identifier: MIT
//
// The first byte of the input selects what to do with the rest: read it as a block, or pack it.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/compress_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    if (size == 0) return 0;
    const auto input = std::as_bytes(std::span(data, size)).subspan(1);
    const auto layout = (data[0] & 0x80U) == 0 ? souris::Layout::v1 : souris::Layout::v2;
    const auto id = static_cast<std::uint8_t>(data[0] & 7U);
    const auto profile = static_cast<souris::Profile>((data[0] >> 3U) & 3U);
    // Brotli is slow: one input in eight uses it, and never with the search over its settings.
    const bool with_brotli = id == static_cast<std::uint8_t>(souris::Compression::brotli);
    switch ((data[0] >> 5U) & 3U) {
        case 2:
            SOURIS_MUST_HOLD(properties::blocks_round_trip(input, layout, with_brotli));
            break;
        case 3:
            SOURIS_MUST_HOLD(properties::profile_round_trips(
                input, layout, profile, with_brotli && profile != souris::Profile::smallest));
            break;
        default:
            SOURIS_MUST_HOLD(properties::block_keeps_limits(input, id, layout));
    }
    return 0;
}
