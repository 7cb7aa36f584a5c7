// SPDX-License-Identifier: MIT
#include "printers/column_statistics.hpp"

#include <cstdint>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <souris/compression.hpp>

namespace souris::cli {

Result<std::optional<ColumnSizes>> measure_columns([[maybe_unused]] std::span<const std::byte> body,
                                                   const CheckReport& check,
                                                   [[maybe_unused]] const Limits& limits) {
    if (check.compression != Compression::columns || check.damage) return std::nullopt;
#if defined(SOURIS_NO_COLUMNS)
    return std::nullopt;
#else
    return ColumnReader::open(body, limits)
        .and_then([](const ColumnReader& reader) { return reader.measure(); })
        .map([](ColumnSizes sizes) { return std::optional(std::move(sizes)); });
#endif
}

std::vector<std::string_view> types_of(const ColumnInfo& column) {
    std::vector<std::string_view> names;
    for (unsigned i = 0; i < souris::type_count; ++i) {
        const auto type = static_cast<Type>(i);
        if (column.has(type)) names.push_back(name_of(type));
    }
    return names;
}

std::vector<std::string_view> codings_of([[maybe_unused]] const MeasuredColumn& column) {
    std::vector<std::string_view> names;
#if !defined(SOURIS_NO_COLUMNS)
    for (std::size_t i = 0; i < column_coding_count; ++i) {
        const auto coding = static_cast<ColumnCoding>(i);
        if (column.has(coding)) names.push_back(name_of(coding));
    }
#endif
    return names;
}

std::string description_of(const MeasuredColumn& column) {
    std::string text = fmt::format("{}; {}", fmt::join(types_of(column), ", "),
                                   fmt::join(codings_of(column), ", "));
    if (column.least && column.greatest)
        text += fmt::format("; {} to {}", *column.least, *column.greatest);
    return text;
}

}  // namespace souris::cli
