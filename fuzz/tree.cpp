// SPDX-License-Identifier: MIT
//
// The input is a recipe for a tree, which must round-trip as a value and in a store, in both
// layouts.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/generators/value_from_bytes.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const souris::Value value = souris::test::value_from_bytes({data, size});
    souris::Store store;
    store["value"] = value;
    for (const souris::Layout layout : properties::all_layouts) {
        SOURIS_MUST_HOLD(properties::value_round_trips(value, layout));
        SOURIS_MUST_HOLD(properties::store_round_trips(store, layout, souris::Profile::fast));
    }
    return 0;
}
