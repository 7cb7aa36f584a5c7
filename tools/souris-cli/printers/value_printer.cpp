// SPDX-License-Identifier: MIT
#include "printers/value_printer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <fmt/core.h>

#include <souris/escape.hpp>
#include <souris/integer_format.hpp>
#include <souris/utf8.hpp>

namespace souris::cli {

namespace {

template <class... Arguments>
void append(std::string& out, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    out += fmt::format(format, std::forward<Arguments>(arguments)...);
}

/// The shortest decimal form that reads back to the same number, always distinguishable from an
/// integer.
template <class Number>
void append_float(std::string& out, Number number) {
    const std::size_t begin = out.size();
    append(out, "{}", number);
    if (out.find_first_not_of("-0123456789", begin) == std::string::npos) out += ".0";
}

void append_character(std::string& out, char32_t character) {
    char utf8[4];
    append_quoted(out, {utf8, encode_utf8(character, utf8)});
    append(out, " U+{:04X}", static_cast<std::uint32_t>(character));
}

void append_binary(std::string& out, std::span<const std::byte> bytes) {
    constexpr std::size_t max_shown_bytes = 32;
    append(out, "{} byte{}", bytes.size(), bytes.size() == 1 ? "" : "s");
    if (!bytes.empty()) out += ':';
    for (const std::byte byte : bytes.first(std::min(bytes.size(), max_shown_bytes)))
        append(out, " {:02x}", std::to_integer<unsigned>(byte));
    if (bytes.size() > max_shown_bytes) out += " ...";
}

}  // namespace

void append_content(std::string& out, const Value& value) {
    switch (value.type()) {
        case Type::null:
        case Type::array:
        case Type::map:
            return;
        case Type::boolean:
            return append(out, "{}", *value.get<bool>());
        case Type::integer:
            return append(out, "{}", value.integer());
        case Type::float64:
            return append_float(out, *value.get<double>());
        case Type::float32:
            return append_float(out, *value.get<float>());
        case Type::character:
            return append_character(out, *value.get<char32_t>());
        case Type::string:
            return append_quoted(out, value.text());
        case Type::json:
        case Type::timezone:
            return append_escaped(out, value.text());
        case Type::binary:
            return append_binary(out, value.binary());
        case Type::complex:
            return append(out, "{}", value.get<Complex>()->to_string());
        case Type::timestamp:
            return append(out, "{}", value.get<Timestamp>()->to_string());
        case Type::ipv4:
            return append(out, "{}", value.get<Ipv4>()->to_string());
        case Type::ipv6:
            return append(out, "{}", value.get<Ipv6>()->to_string());
    }
}

}  // namespace souris::cli
