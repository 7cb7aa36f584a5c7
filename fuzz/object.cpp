// SPDX-License-Identifier: MIT
//
// The input's first byte draws the layout, whether the rest is an object's bytes or what an object
// is drawn from, and whether that goes into a store; or that the rest draws a type, of many, an
// object of it, and damage, which all ways of reading must say the same of.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/objects/verdict_properties.hpp"
#include "../tests/property/generators/sample_object.hpp"
#include "../tests/property/object_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    using souris::test::SampleObject;
    if (size == 0) return 0;
    const auto rest = std::span(data, size).subspan(1);
    const souris::Layout layout = properties::all_layouts[data[0] & 1U];
    if ((data[0] & 8U) != 0) {
        SOURIS_MUST_HOLD(properties::drawn_object_has_one_verdict(rest));
        return 0;
    }
    if ((data[0] & 2U) == 0) {
        SOURIS_MUST_HOLD(
            properties::bytes_are_an_object_or_refused<SampleObject>(std::as_bytes(rest), layout));
        return 0;
    }
    const SampleObject object = souris::test::sample_object(rest);
    if ((data[0] & 4U) != 0) {
        SOURIS_MUST_HOLD(
            properties::object_store_round_trips(object, layout, souris::Profile::fast));
    } else {
        SOURIS_MUST_HOLD(properties::object_round_trips(object, layout));
    }
    return 0;
}
