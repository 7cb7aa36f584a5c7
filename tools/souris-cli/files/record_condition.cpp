// SPDX-License-Identifier: MIT
#include "files/record_condition.hpp"

#include <array>
#include <string>
#include <utility>

#include <souris/json.hpp>

#include "common/pointer_text.hpp"

namespace souris::cli {

namespace {

struct Operator {
    std::string_view text;
    Comparison comparison;
};

constexpr std::array operators{
    Operator{" = ", Comparison::equal}, Operator{" < ", Comparison::less},
    Operator{" <= ", Comparison::less_or_equal}, Operator{" > ", Comparison::greater},
    Operator{" >= ", Comparison::greater_or_equal}};

bool is_comparable(const Value& value) noexcept {
    return value.is_null() || value.is(Type::boolean) || value.is(Type::integer) ||
           value.is(Type::float64) || value.is(Type::string);
}

}  // namespace

std::optional<RowFilter> parse_condition(std::string_view text) {
    // The first one, since a string may have others in it.
    std::size_t at = text.npos;
    Operator found{};
    for (const Operator& candidate : operators) {
        const std::size_t place = text.find(candidate.text);
        if (place >= at) continue;
        at = place;
        found = candidate;
    }
    if (at == text.npos || !is_pointer(text.substr(0, at))) return std::nullopt;
    auto value = value_from_json(text.substr(at + found.text.size()));
    if (!value || !is_comparable(*value)) return std::nullopt;
    return RowFilter{std::string(text.substr(0, at)), found.comparison, *std::move(value), {}};
}

}  // namespace souris::cli
