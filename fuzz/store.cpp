// SPDX-License-Identifier: MIT
//
// The input is a store, with or without the magic, so that mutations are not spent on the magic.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/document_scanner_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span(data, size));
    souris::Bytes store;
    if (size == 0 || data[0] != 'S') {
        const auto magic = souris::as_byte_span("SOURISDB");
        store.assign(magic.begin(), magic.end());
    }
    store.insert(store.end(), input.begin(), input.end());
    // The target `packing` tests the other profiles.
    SOURIS_MUST_HOLD(
        souris::properties::bytes_are_a_store_or_refused(store, souris::Profile::fast));
    souris::ReadOptions careful;
    careful.limits = souris::properties::careful_options().limits;
    for (const souris::Layout layout : souris::properties::all_layouts) {
        // As a store, and without the magic as messages.
        for (const auto bytes : {std::span<const std::byte>(store), input}) {
            SOURIS_MUST_HOLD(souris::properties::documents_in_pieces_are_those_of_the_whole(
                bytes, careful, layout, [size] { return 1 + size % 7; }));
        }
    }
    return 0;
}
