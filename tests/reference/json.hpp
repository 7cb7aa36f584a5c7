// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// RFC 8259, on which type 7 of section 5 of docs/format.md rests.

namespace souris::reference {

/// Whether UTF-8 text is one JSON document. Half a surrogate pair in a `\u` escape makes it none.
bool is_json(std::string_view text);

}  // namespace souris::reference
