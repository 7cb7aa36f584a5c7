// SPDX-License-Identifier: MIT
#include <cstddef>
#include <utility>

#include <souris/json_text.hpp>

#include "value/json_events.hpp"
#include "value/json_number.hpp"
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

bool JsonText::is_portable(TextArgument text) {
    constexpr std::size_t refused_depth = 128;
    const auto tokens = detail::JsonTokens::find(text);
    if (!tokens) return false;
    detail::JsonEvents events(*tokens);
    while (true) {
        switch (events.next()) {
            case detail::JsonEvent::end:
                return true;
            case detail::JsonEvent::fault:
                return false;
            case detail::JsonEvent::begin_object:
            case detail::JsonEvent::begin_array:
                if (events.depth() >= refused_depth) return false;
                break;
            case detail::JsonEvent::integer:
            case detail::JsonEvent::fraction:
                if (!detail::json_floating<double>(events.token())) return false;
                break;
            default:
                break;
        }
    }
}

}  // namespace souris::inline v0

std::size_t std::hash<souris::JsonText>::operator()(const souris::JsonText& value) const noexcept {
    return souris::detail::keyed_hash(value.text());
}
