// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/check.hpp>
#include <souris/column_reader.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

// What the columns of a body take, if it is in columns.

namespace souris::cli {

/// `body` begins with the header byte of a store or of a packed value, of which `check` tells.
/// Nothing if it is not in columns, is damaged, or if the library was built without columns.
/// Errors: those of `ColumnReader::measure`.
[[nodiscard]] Result<std::optional<ColumnSizes>> measure_columns(std::span<const std::byte> body,
                                                                 const CheckReport& check,
                                                                 const Limits& limits);

/// The names of the types that occur.
[[nodiscard]] std::vector<std::string_view> types_of(const ColumnInfo& column);

/// The names of the codings that occur.
[[nodiscard]] std::vector<std::string_view> codings_of(const MeasuredColumn& column);

/// All but the path, the count and the bytes: "integer, null; dictionary, delta; 3 to 9".
[[nodiscard]] std::string description_of(const MeasuredColumn& column);

}  // namespace souris::cli
