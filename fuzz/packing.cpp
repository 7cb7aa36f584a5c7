// SPDX-License-Identifier: MIT
//
// The first byte of the input selects how to write; the rest is a recipe for a tree, which must
// round-trip. Or the rest is a packed value.

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>

#include "../tests/property/generators/value_from_bytes.hpp"
#include "../tests/property/packing_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    if (size == 0) return 0;
    const std::span<const std::uint8_t> input(data, size);
    souris::WriteOptions options;
    options.profile = static_cast<souris::Profile>(data[0] & 3U);
    // The search for the smallest size and Brotli are slow: few inputs use either, none both. All
    // bytes of the input decide this: if one byte did, the fuzzer would keep the inputs that select
    // the slow ways, since they reach more code, and run them more and more often.
    const bool is_rare = std::accumulate(input.begin(), input.end(), 0U) % 32 == 0;
    if (!is_rare && options.profile == souris::Profile::smallest) {
        options.profile = souris::Profile::balanced;
    }
    options.extended =
        is_rare && (data[0] & 4U) != 0 && options.profile != souris::Profile::smallest;
    options.layout = (data[0] & 8U) == 0 ? souris::Layout::v2 : souris::Layout::v1;
    if ((data[0] & 16U) != 0) options.checksum = (data[0] & 32U) != 0;

    const auto rest = input.subspan(1);
    const auto form = data[0] >> 6U;
    if (form == 0) {
        SOURIS_MUST_HOLD(properties::bytes_are_packed_or_refused(std::as_bytes(rest)));
        return 0;
    }
    const souris::Value value = souris::test::value_from_bytes(rest);
    const souris::PackOptions packing{.profile = options.profile, .extended = options.extended};
    if (form == 1) {
        SOURIS_MUST_HOLD(properties::written_as_asked_round_trips(value, options));
    } else if (form == 2) {
        SOURIS_MUST_HOLD(properties::encoded_as_asked_round_trips(value, options));
    } else {
        SOURIS_MUST_HOLD(properties::packed_as_asked_round_trips(value, packing));
    }
    return 0;
}
