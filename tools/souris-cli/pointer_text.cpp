// SPDX-License-Identifier: MIT
#include "pointer_text.hpp"

#include <algorithm>

#include <souris/json.hpp>
#include <souris/value.hpp>

namespace souris::cli {

void append_pointer_text(std::string& out, std::string_view pointer) {
    // Bytes beyond ASCII may be part of what commands a terminal.
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; };
    if (std::all_of(pointer.begin(), pointer.end(), is_plain)) {
        out += pointer;
        return;
    }
    JsonWriteOptions options;
    options.limits = Limits::unlimited();
    out += to_json(Value(pointer), options).value_or("");
}

}  // namespace souris::cli
