// SPDX-License-Identifier: MIT
#include "raw_value.hpp"

#include <string>

#include <souris/cursor.hpp>
#include <souris/utf8.hpp>

#include "container.hpp"
#include "dump_bytes.hpp"
#include "value_printer.hpp"

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

Result<void> write_raw(Sink& sink, const Value& value, const Limits& limits) {
    if (is_container(value)) {
        return dump_value(sink, value, DumpFormat::tagged, limits);
    }
    if (value.is(Type::binary)) {
        sink.write_bytes(value.binary());
        return {};
    }
    sink.write_bytes(as_byte_span(raw_text(value) + '\n'));
    return {};
}

}  // namespace souris::cli
