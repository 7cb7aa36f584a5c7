// SPDX-License-Identifier: MIT
//
// The input is an encoded value, in either layout.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/scanner_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto bytes = std::as_bytes(std::span(data, size));
    for (const souris::Layout layout : properties::all_layouts) {
        SOURIS_MUST_HOLD(properties::bytes_are_a_value_or_refused(bytes, layout));
        SOURIS_MUST_HOLD(properties::pieces_are_read_like_whole(
            bytes, properties::careful_options(), layout, [size] { return 1 + size % 7; }));
    }
    return 0;
}
