// SPDX-License-Identifier: MIT
#include <utility>

#include <souris/json_text.hpp>

#include "value/json_events.hpp"
#include "value/keyed_hash.hpp"

namespace souris::inline v0 {

Result<JsonText, ErrorCode> JsonText::parse(std::string text) {
    if (!is_valid(text)) return failure(ErrorCode::invalid_json);
    JsonText json;
    json.text_ = std::move(text);
    return json;
}

bool JsonText::is_valid(TextArgument text) {
    const auto tokens = detail::JsonTokens::find(text);
    if (!tokens) return false;
    detail::JsonEvents events(*tokens);
    while (true) {
        const detail::JsonEvent event = events.next();
        if (event == detail::JsonEvent::end) return true;
        if (event == detail::JsonEvent::fault) return false;
    }
}

}  // namespace souris::inline v0

std::size_t std::hash<souris::JsonText>::operator()(const souris::JsonText& value) const noexcept {
    return souris::detail::keyed_hash(value.text());
}
