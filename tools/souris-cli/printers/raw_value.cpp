// SPDX-License-Identifier: MIT
#include "printers/raw_value.hpp"

#include <string>

#include <souris/cursor.hpp>
#include <souris/utf8.hpp>

#include "common/container.hpp"
#include "common/terminal_text.hpp"
#include "printers/dump_bytes.hpp"
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
                       unsigned indent) {
    if (is_container(value)) {
        return dump_value(sink, value, DumpFormat::tagged, limits, {}, indent);
    }
    const bool is_binary = value.is(Type::binary);
    if (is_binary && !goes_to_terminal) {
        sink.write_bytes(value.binary());
        return {};
    }
    std::string text = is_binary ? std::string(as_text(value.binary())) : raw_text(value);
    if (goes_to_terminal) text = terminal_text(text);
    if (!is_binary) text += '\n';
    sink.write_bytes(as_byte_span(text));
    return {};
}

}  // namespace souris::cli
