// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <souris/value.hpp>

namespace souris::cli {

/// Appends what a value other than null, array and map holds, for people, on one line. Nothing of
/// it can command a terminal.
void append_content(std::string& out, const Value& value);

}  // namespace souris::cli
