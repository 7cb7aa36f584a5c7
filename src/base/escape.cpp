// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <souris/escape.hpp>
#include <souris/utf8.hpp>

namespace souris { inline namespace v0 {

namespace {

bool is_plain_ascii(unsigned char byte, bool quoted) noexcept {
    return byte >= 0x20 && byte < 0x7F && byte != '\\' && !(quoted && byte == '"');
}

void append_special(std::string& out, char32_t c) {
    switch (c) {
        case U'\n':
            out += "\\n";
            return;
        case U'\r':
            out += "\\r";
            return;
        case U'\t':
            out += "\\t";
            return;
        case U'\\':
            out += "\\\\";
            return;
        case U'"':
            out += "\\\"";
            return;
        default:
            break;
    }
    out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c));
}

void append(std::string& out, std::string_view text, bool quoted) {
    std::size_t position = 0;
    while (position < text.size()) {
        std::size_t run = position;
        while (run < text.size() && is_plain_ascii(static_cast<unsigned char>(text[run]), quoted)) {
            ++run;
        }
        out.append(text, position, run - position);
        position = run;
        if (position == text.size()) return;
        const auto [code_point, size] = decode_utf8(text.substr(position));
        if (size == 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[position]));
            ++position;
            continue;
        }
        const bool special =
            code_point < 0x80 && !is_plain_ascii(static_cast<unsigned char>(code_point), quoted);
        if (special || commands_a_terminal(code_point)) {
            append_special(out, code_point);
        } else {
            out.append(text, position, size);
        }
        position += size;
    }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    append(out, text, false);
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    append(out, text, true);
    out += '"';
}

}}  // namespace souris::v0
