// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/check.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// The report of `check` about the file `name`, for programs.
[[nodiscard]] Map to_fields(const CheckReport& report, std::string_view name);

}  // namespace souris::cli
