// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <souris/value.hpp>

namespace souris::cli {

/// Appends the content of a scalar for people: one line, safe for a terminal. Appends nothing for
/// null, arrays and maps.
void append_content(std::string& out, const Value& value);

}  // namespace souris::cli
