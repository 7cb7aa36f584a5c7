// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace souris::cli {

/// Resets the colour of a terminal (ECMA-48, SGR).
inline constexpr std::string_view no_color = "\x1b[0m";

}  // namespace souris::cli
