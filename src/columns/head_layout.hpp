// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>

#include "columns/path.hpp"

// Facts of heads that their writer and their reader share.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The bits of a head's first byte after those of null, false and true.
enum HeadFlag : std::uint8_t {
    parts_flag = 1U << 3U,
    contents_flag = 1U << 4U,
    literals_flag = 1U << 5U,
    contexts_flag = 1U << 6U,
    apart_flag = 1U << 7U,
};

/// The first number of a member that was not mentioned before.
inline constexpr std::uint64_t new_member = 0;

[[nodiscard]] constexpr bool has_date(FieldFormat format) noexcept {
    return format == FieldFormat::date || format == FieldFormat::date_time;
}
[[nodiscard]] constexpr bool has_time(FieldFormat format) noexcept {
    return format == FieldFormat::time || format == FieldFormat::date_time;
}

inline constexpr unsigned max_field_width = 18;

/// Whether the head says how many decimals there are.
[[nodiscard]] inline bool has_decimals(const Path& path) noexcept {
    const auto is_decimal = [](const Content& content) {
        return content.kind == ContentKind::decimal;
    };
    return std::ranges::any_of(path.contents, is_decimal) ||
           std::ranges::any_of(path.literals, is_decimal);
}

}}}}  // namespace souris::v0::detail::columns
