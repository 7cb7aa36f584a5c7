// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

#include "common/report.hpp"

namespace souris::cli {

/// Reads plain or tagged JSON (`read_json`), or whatever `read_any` reads; detects the format.
/// `name` is that of the file.
[[nodiscard]] Result<Value> read_any_or_json(std::string_view name,
                                             std::span<const std::byte> bytes,
                                             const Limits& limits);

/// Reports an error of `read_any_or_json`: of JSON with its line.
ExitStatus report_unread(std::string_view name, Error error, std::span<const std::byte> bytes,
                         std::optional<ExitStatus> status = std::nullopt);

}  // namespace souris::cli
