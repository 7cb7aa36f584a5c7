// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <souris/check.hpp>

namespace souris::cli {

/// What `check` says about the file `name`, for people: some lines. Nothing of it can command a
/// terminal.
[[nodiscard]] std::string to_text(const CheckReport& report, std::string_view name);

}  // namespace souris::cli
