// SPDX-License-Identifier: MIT
//
// The input is an encoded value, in either layout. It is read in every way: as a value and as a
// view, by the fast and the slow path, strictly or not. Views and values must agree.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/view_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto bytes = std::as_bytes(std::span(data, size));
    for (const souris::Layout layout : properties::all_layouts) {
        SOURIS_MUST_HOLD(properties::ways_of_reading_agree(bytes, layout));
    }
    SOURIS_MUST_HOLD(properties::view_tells_what_the_value_does(bytes));
    return 0;
}
