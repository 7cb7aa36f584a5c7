// SPDX-License-Identifier: MIT
//
// The input is a value's bytes, in either layout. Read as a recipe it also draws a tree, which must
// go through bytes and back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/generators/value_from_bytes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const std::span<const std::uint8_t> input(data, size);
    const souris::Value value = souris::test::value_from_bytes(input);
    for (const souris::Layout layout : properties::all_layouts) {
        if (!properties::bytes_are_a_value_or_refused(std::as_bytes(input), layout)) std::abort();
        if (!properties::value_round_trips(value, layout)) std::abort();
    }
    return 0;
}
