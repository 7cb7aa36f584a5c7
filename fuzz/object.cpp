// SPDX-License-Identifier: MIT
//
// The first byte of the input selects the layout and what the rest is: the bytes of an object; a
// recipe for an object, which may go through a store; or a recipe for one of many types, an object
// of it, and damage, on which all ways of reading must agree.

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
