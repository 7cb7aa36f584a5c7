// SPDX-License-Identifier: MIT
//
// The input is a store, with or without the magic, so that mutations are not spent on the magic.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/codec_properties.hpp"
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
    return 0;
}
