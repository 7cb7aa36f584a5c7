// SPDX-License-Identifier: MIT
//
// The input is JSON, tagged or not.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "../tests/property/json_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    SOURIS_MUST_HOLD(souris::properties::text_is_a_value_or_refused(text));
    return 0;
}
