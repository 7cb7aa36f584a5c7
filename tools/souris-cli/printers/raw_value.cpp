// SPDX-License-Identifier: MIT
#include "printers/raw_value.hpp"

#include <string>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/utf8.hpp>

#include "common/container.hpp"
#include "common/indentation.hpp"
#include "common/terminal_text.hpp"
#include "printers/value_printer.hpp"

namespace souris::cli {

namespace {

std::string raw_text(const Value& value) {
    std::string text;
    switch (value.type()) {
        case Type::null:
            return "null";
        case Type::string:
        case Type::json:
        case Type::timezone:
            return std::string(value.text());
        case Type::character: {
            char utf8[4];
            return {utf8, encode_utf8(*value.get<char32_t>(), utf8)};
        }
        default:
            append_content(text, value);
            return text;
    }
}

}  // namespace

Result<void> write_raw(Sink& sink, const Value& value, const Limits& limits, bool goes_to_terminal,
                       RawEnd end, unsigned indent) {
    if (is_container(value)) {
        // JSON escapes a NUL.
        JsonWriteOptions writing{.indent = affordable_indentation(value, indent), .limits = limits};
        if (auto written = write_json(sink, value, writing); !written) return written;
    } else {
        const bool is_binary = value.is(Type::binary);
        std::string text = is_binary ? std::string(as_text(value.binary())) : raw_text(value);
        if (end == RawEnd::nul && text.find('\0') != std::string::npos) {
            return failure(Error(ErrorCode::unrepresentable, "a NUL, which is to end a value"));
        }
        if (goes_to_terminal) text = terminal_text(text);
        sink.write_bytes(as_byte_span(text));
        if (is_binary && end == RawEnd::line_break) return {};
    }
    sink.write_byte(end == RawEnd::nul ? '\0' : '\n');
    return {};
}

}  // namespace souris::cli
