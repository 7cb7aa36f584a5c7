// SPDX-License-Identifier: MIT
//
// The input is a text table and a bit string; if it is UTF-8, it is also coded as text.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/compress_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto input = std::as_bytes(std::span(data, size));
    const std::string_view text = souris::as_text(input);
    SOURIS_MUST_HOLD(properties::decoders_agree(input, souris::Alphabet::characters));
    SOURIS_MUST_HOLD(properties::decoded_text_is_sound(input));
    if (souris::is_utf8(text)) SOURIS_MUST_HOLD(properties::text_round_trips(text));
    return 0;
}
