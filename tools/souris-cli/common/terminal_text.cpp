// SPDX-License-Identifier: MIT
#include "common/terminal_text.hpp"

#include <cstddef>

#include <souris/escape.hpp>
#include <souris/utf8.hpp>

namespace souris::cli {

namespace {

constexpr std::string_view harmless_controls = "\n\t";

}  // namespace

bool is_terminal_text(std::string_view text) noexcept {
    while (!text.empty()) {
        const DecodedCharacter character = decode_utf8(text);
        if (character.size == 0) return false;
        const bool is_harmless = harmless_controls.find(text.front()) != std::string_view::npos;
        if (!is_harmless && commands_a_terminal(character.code_point)) return false;
        text.remove_prefix(character.size);
    }
    return true;
}

std::string terminal_text(std::string_view text) {
    if (is_terminal_text(text)) return std::string(text);
    std::string escaped;
    while (true) {
        const std::size_t end = text.find_first_of(harmless_controls);
        append_escaped(escaped, text.substr(0, end));
        if (end == std::string_view::npos) return escaped;
        escaped += text[end];
        text.remove_prefix(end + 1);
    }
}

}  // namespace souris::cli
