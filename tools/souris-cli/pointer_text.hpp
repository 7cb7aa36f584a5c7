// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace souris::cli {

/// Appends a JSON Pointer as it stands on a line before ` = `: as it is, or as a JSON string if it
/// has a space or anything else that would be misread there. Nothing of it can command a terminal.
void append_pointer_text(std::string& out, std::string_view pointer);

}  // namespace souris::cli
