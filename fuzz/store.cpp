// SPDX-License-Identifier: MIT
//
// The input is a store's bytes, with or without the magic in front, so that mutations are not
// spent on it. Read as a recipe it also draws a store, which must go through bytes and back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/generators/value_from_bytes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const std::span<const std::uint8_t> input(data, size);
    const auto bytes = std::as_bytes(input);
    if (!properties::bytes_are_a_store_or_refused(bytes)) std::abort();
    souris::Sink with_magic;
    with_magic.write_bytes(souris::as_byte_span("SOURISDB"));
    with_magic.write_bytes(bytes);
    if (!properties::bytes_are_a_store_or_refused(with_magic.view())) std::abort();

    souris::Store store;
    store["value"] = souris::test::value_from_bytes(input);
    for (const souris::Layout layout : properties::all_layouts) {
        if (!properties::store_round_trips(store, layout)) std::abort();
    }
    return 0;
}
