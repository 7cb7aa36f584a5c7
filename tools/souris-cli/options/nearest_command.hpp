// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "options/command.hpp"

namespace souris::cli {

/// The name of the command that is meant by `name`, which is none: by what other tools call it, or
/// for want of one or two letters. Empty if there is none so near. Refers to `commands`. Takes time
/// in proportion to the letters of all names times those of `name`.
[[nodiscard]] std::string_view nearest_command(std::string_view name,
                                               const std::vector<Command>& commands);

}  // namespace souris::cli
