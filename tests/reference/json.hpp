// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// RFC 8259, the basis of type 7 in section 5 of docs/format.md.

namespace souris::reference {

/// Whether UTF-8 text is a JSON document. An unpaired surrogate in a `\u` escape is an error.
bool is_json(std::string_view text);

}  // namespace souris::reference
