// SPDX-License-Identifier: MIT
//
// The input is a text table and a bit string, and where it is UTF-8, a text to be coded too.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "../tests/property/compress_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto input = std::as_bytes(std::span(data, size));
    const std::string_view text = souris::as_text(input);
    if (!properties::decoders_agree(input, souris::Alphabet::characters)) std::abort();
    if (!properties::decoded_text_is_sound(input)) std::abort();
    if (souris::is_utf8(text) && !properties::text_round_trips(text)) std::abort();
    return 0;
}
