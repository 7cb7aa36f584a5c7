// SPDX-License-Identifier: MIT
//
// The input's first byte draws how to write, the rest a tree, which must come back from a store and
// from a packed value. It is a packed value itself, too.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "../tests/property/generators/value_from_bytes.hpp"
#include "../tests/property/packing_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    if (size == 0) return 0;
    const std::span<const std::uint8_t> input(data, size);
    souris::WriteOptions options;
    options.profile = static_cast<souris::Profile>(data[0] & 3U);
    // The search over Brotli's settings takes too long here; each of them is one of its own.
    options.extended = (data[0] & 4U) != 0 && options.profile != souris::Profile::smallest;
    options.layout = (data[0] & 8U) == 0 ? souris::Layout::v2 : souris::Layout::v1;
    if ((data[0] & 16U) != 0) options.checksum = (data[0] & 32U) != 0;

    const auto rest = input.subspan(1);
    const souris::Value value = souris::test::value_from_bytes(rest);
    if (!properties::written_as_asked_round_trips(value, options)) std::abort();
    if (!properties::encoded_as_asked_round_trips(value, options)) std::abort();
    const souris::PackOptions packing{.profile = options.profile, .extended = options.extended};
    if (!properties::packed_as_asked_round_trips(value, packing)) std::abort();
    if (!properties::bytes_are_packed_or_refused(std::as_bytes(input))) std::abort();
    if (!properties::bytes_are_packed_or_refused(std::as_bytes(rest))) std::abort();
    return 0;
}
