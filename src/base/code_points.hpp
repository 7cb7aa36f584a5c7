// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/utf8.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Calls `visit(code_point)` for each character of `text`, up to the first byte that is not UTF-8.
template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const DecodedCharacter character = decode_utf8(text);
        if (character.size == 0) return;
        visit(character.code_point);
        text.remove_prefix(character.size);
    }
}

}}}  // namespace souris::v0::detail
