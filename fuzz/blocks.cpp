// SPDX-License-Identifier: MIT
//
// The input's first byte is a layout (its top bit) and a compression id, the rest a block. All of
// it is packed too, also in the way that this byte draws.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "../tests/property/compress_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto input = std::as_bytes(std::span(data, size));
    if (!properties::blocks_round_trip(input, souris::Layout::v1)) std::abort();
    if (!properties::blocks_round_trip(input, souris::Layout::v2)) std::abort();
    if (size == 0) return 0;
    const souris::Layout layout = (data[0] & 0x80U) == 0 ? souris::Layout::v1 : souris::Layout::v2;
    const auto id = static_cast<std::uint8_t>(data[0] & 0x7FU);
    const auto profile = static_cast<souris::Profile>(data[0] & 3U);
    // The search over Brotli's settings takes too long here; each of them is one of its own.
    const bool extended = (data[0] & 4U) != 0 && profile != souris::Profile::smallest;
    if (!properties::profile_round_trips(input.subspan(1), layout, profile, extended)) std::abort();
    if (!properties::block_keeps_limits(input.subspan(1), id, layout)) std::abort();
    return 0;
}
