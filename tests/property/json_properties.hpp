// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <souris/escape.hpp>
#include <souris/json.hpp>
#include <souris/utf8.hpp>

/// Properties of values as JSON. Each function returns whether its property holds. Used by the
/// property tests and the fuzz target.

namespace souris::properties {

/// Whether a text contains nothing that commands a terminal.
inline bool is_safe_for_a_terminal(std::string_view text) {
    while (!text.empty()) {
        const auto [character, size] = decode_utf8(text);
        if (size == 0 || commands_a_terminal(character)) return false;
        text.remove_prefix(size);
    }
    return true;
}

/// A value round-trips through tagged JSON in any formatting. JSON values may lose line breaks and
/// gain escapes, but then round-trip as well.
inline bool value_round_trips(const Value& value) {
    const auto text = to_json(value);
    if (!text || !is_safe_for_a_terminal(*text) || !JsonText::is_valid(*text)) return false;
    const auto back = value_from_json(*text);
    if (!back || to_json(*back) != text) return false;
    const bool has_json = text->find("{\"souris_type\":7,") != std::string::npos;
    if (!has_json && *back != value) return false;

    const auto indented = value_from_json(to_json(value, {.indent = 3}).value());
    const auto ascii_text = to_json(value, {.ascii = true}).value();
    const auto ascii = value_from_json(ascii_text);
    const bool is_ascii = std::all_of(ascii_text.begin(), ascii_text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii && indented && *indented == *back && ascii && (has_json || *ascii == *back);
}

/// A value has a plain form, or is refused because it contains something without one.
inline bool value_is_plain_json_or_refused(const Value& value) {
    const auto text = to_json(value, {.form = JsonForm::plain});
    if (!text) return text.error().code == ErrorCode::unrepresentable;
    // JSON values may contain numbers that no value has, so the result need not be readable as a
    // value.
    return is_safe_for_a_terminal(*text) && JsonText::is_valid(*text);
}

/// Errors have a reason and a place.
inline bool is_error_about(const Error& error, std::string_view text) {
    return kind_of(error.code) <= ErrorKind::limit && error.offset.value_or(0) <= text.size();
}

/// For any text, all readers agree on whether it is JSON, apart from a byte order mark. What is
/// read, as tagged JSON or not, can be written and read again.
inline bool text_is_a_value_or_refused(std::string_view text) {
    const Limits limits = Limits::hostile();
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const bool is_json = JsonText::is_valid(
        text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text);
    const auto tagged = value_from_json(text, {.limits = limits});
    const auto untagged = value_from_json(text, {.limits = limits, .tagged = false});
    if (!is_json && (tagged || untagged)) return false;
    if (!tagged && !is_error_about(tagged.error(), text)) return false;
    if (!untagged) {
        const ErrorCode code = untagged.error().code;
        const bool is_beyond = code == ErrorCode::limit_exceeded ||
                               code == ErrorCode::integer_out_of_range ||
                               code == ErrorCode::number_out_of_range;
        if (!is_error_about(untagged.error(), text) || (is_json && !is_beyond)) return false;
    }
    return (!tagged || value_round_trips(*tagged)) && (!untagged || value_round_trips(*untagged));
}

}  // namespace souris::properties
