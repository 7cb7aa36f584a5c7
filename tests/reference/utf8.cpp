// SPDX-License-Identifier: MIT
#include "reference/utf8.hpp"

namespace souris::reference {

bool is_scalar_value(std::uint64_t code_point) {
    const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point <= 0x10FFFF && !is_surrogate;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = static_cast<unsigned char>(text[i++]);
        if (lead < 0x80) continue;
        std::size_t following = 0;
        std::uint32_t least = 0;
        std::uint32_t code_point = 0;
        if (lead >> 5U == 0b110) {
            following = 1;
            least = 0x80;
            code_point = lead & 0x1FU;
        } else if (lead >> 4U == 0b1110) {
            following = 2;
            least = 0x800;
            code_point = lead & 0x0FU;
        } else if (lead >> 3U == 0b11110) {
            following = 3;
            least = 0x10000;
            code_point = lead & 0x07U;
        } else {
            return false;
        }
        for (; following > 0; --following) {
            if (i == text.size()) return false;
            const unsigned next = static_cast<unsigned char>(text[i++]);
            if (next >> 6U != 0b10) return false;
            code_point = code_point << 6U | (next & 0x3FU);
        }
        if (code_point < least || !is_scalar_value(code_point)) return false;
    }
    return true;
}

void append_utf8(std::string& text, std::uint32_t code_point) {
    const auto append = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code_point < 0x80) {
        append(code_point);
        return;
    }
    if (code_point < 0x800) {
        append(0xC0 | code_point >> 6U);
    } else {
        if (code_point < 0x10000) {
            append(0xE0 | code_point >> 12U);
        } else {
            append(0xF0 | code_point >> 18U);
            append(0x80 | (code_point >> 12U & 0x3FU));
        }
        append(0x80 | (code_point >> 6U & 0x3FU));
    }
    append(0x80 | (code_point & 0x3FU));
}

}  // namespace souris::reference
