// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <souris/check.hpp>

namespace souris::cli {

/// The report of `check` about the file `name`, for people: several lines, safe for a terminal.
[[nodiscard]] std::string to_text(const CheckReport& report, std::string_view name);

}  // namespace souris::cli
