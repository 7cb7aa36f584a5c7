// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// UTF-8 (RFC 3629), the basis of section 4 of docs/format.md.

namespace souris::reference {

bool is_utf8(std::string_view text);

bool is_scalar_value(std::uint64_t code_point);

/// Appends a Unicode scalar value.
void append_utf8(std::string& text, std::uint32_t code_point);

}  // namespace souris::reference
