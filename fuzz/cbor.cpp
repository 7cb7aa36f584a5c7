// SPDX-License-Identifier: MIT
//
// The input is read as CBOR, and as a recipe for a tree.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/generators/value_from_bytes.hpp"
#include "../tests/property/interop_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto bytes = std::as_bytes(std::span(data, size));
    SOURIS_MUST_HOLD(properties::bytes_are_a_value_or_refused(bytes, properties::cbor));
    SOURIS_MUST_HOLD(properties::cbor_bytes_are_told(bytes));
    const souris::Value value = souris::test::value_from_bytes({data, size});
    SOURIS_MUST_HOLD(properties::value_comes_back(value, properties::cbor));
    SOURIS_MUST_HOLD(properties::value_is_native_or_refused(value, properties::cbor));
    SOURIS_MUST_HOLD(properties::canonical_cbor_comes_back(value));
    return 0;
}
