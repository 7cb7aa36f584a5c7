// SPDX-License-Identifier: MIT
//
// The first byte of the input selects what the rest is: the bytes of a value, a packed value or a
// store, whose canonical form must be told from all others; or a recipe for a tree, whose equals
// must all have the same canonical form.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/canonical_properties.hpp"
#include "../tests/property/generators/value_from_bytes.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    if (size == 0) return 0;
    const auto rest = std::span(data, size).subspan(1);
    switch (data[0] & 3U) {
        case 0:
            SOURIS_MUST_HOLD(properties::value_bytes_are_told(std::as_bytes(rest)));
            return 0;
        case 1:
            SOURIS_MUST_HOLD(properties::file_bytes_are_told(std::as_bytes(rest)));
            return 0;
        default:
            break;
    }
    // The order of the other tree comes from the same bytes.
    souris::test::ByteSource source(rest);
    auto choose = [&](std::size_t end) { return source.bits(4) % end; };
    const souris::Value value = souris::test::value_from_bytes(rest);
    SOURIS_MUST_HOLD(properties::equal_trees_give_equal_bytes(value, choose));
    return 0;
}
