// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string_view>
#include <utility>

#include <souris/json_text.hpp>
#include <souris/keyed_hash.hpp>

#include "value/json_syntax.hpp"

namespace souris { inline namespace v0 {

Result<JsonText, ErrorCode> JsonText::parse(std::string text) {
    if (!is_valid(text)) return failure(ErrorCode::invalid_json);
    JsonText json;
    json.text_ = std::move(text);
    return json;
}

bool JsonText::is_valid(TextArgument text) {
    Budget memory(Limits::unlimited().max_memory);
    return detail::check_json(text, memory).has_value();
}

bool JsonText::is_portable(TextArgument text) {
    constexpr std::size_t refused_depth = 128;
    Budget memory(Limits::unlimited().max_memory);
    detail::JsonShape shape;
    return detail::check_json(text, memory, &shape) && shape.depth < refused_depth &&
           !shape.has_huge_number;
}

}}  // namespace souris::v0

std::size_t std::hash<souris::JsonText>::operator()(const souris::JsonText& value) const noexcept {
    return static_cast<std::size_t>(souris::keyed_hash(value.text()));
}
