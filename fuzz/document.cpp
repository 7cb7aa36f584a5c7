// SPDX-License-Identifier: MIT
//
// The input is a value's bytes, in either layout, to be read in all ways that there are: to a value
// of its own and to a view, quickly and slowly, strictly or not. What a view tells is what a value
// does.

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
