// SPDX-License-Identifier: MIT
//
// The first byte selects what the rest is: a value, the bytes of a store after the magic, a whole
// store, or a packed value; and how it is read: strictly or not, with a small or a large depth
// limit. The library and the reference decoder must agree on it.

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/sink.hpp>

#include "../tests/property/reference_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    // All lengths here are far below the limits of both decoders.
    constexpr std::size_t most_bytes = 16 * 1024;
    if (size == 0 || size > most_bytes) return 0;
    const unsigned choice = data[0];
    const auto bytes = std::as_bytes(std::span(data, size).subspan(1));

    souris::reference::Options options;
    options.strict = (choice & 0x10U) != 0;
    if ((choice & 0x20U) != 0) options.max_depth = 3;
    const auto kind = static_cast<properties::InputKind>(choice & 3U);
    if (kind == properties::InputKind::store && (choice & 4U) == 0) {
        souris::Sink store;
        store.write_bytes(souris::as_byte_span("SOURISDB"));
        store.write_bytes(bytes);
        SOURIS_MUST_HOLD(properties::agrees_with_reference(kind, store.view(), options));
    } else {
        SOURIS_MUST_HOLD(properties::agrees_with_reference(kind, bytes, options));
    }
    return 0;
}
