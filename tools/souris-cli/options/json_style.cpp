// SPDX-License-Identifier: MIT
#include "options/json_style.hpp"

#include <utility>

#include "options/options.hpp"

namespace souris::cli {

std::string JsonStyle::layout_option() const {
    if (is_pretty) return "--pretty";
    if (is_compact) return "--compact";
    return indent ? "--indent" : "";
}

unsigned JsonStyle::spaces(bool goes_to_terminal) const noexcept {
    constexpr unsigned usual = 2;
    if (indent) return static_cast<unsigned>(*indent);
    if (is_compact) return 0;
    return is_pretty || goes_to_terminal ? usual : 0;
}

Parameters json_options(JsonStyle& style) {
    // The indentation grows with the depth of each line.
    constexpr std::uint64_t most_spaces = 16;
    Parameter indent = number("--indent", style.indent,
                              "Write JSON on several lines, with so many spaces per level; 0: on "
                              "one line");
    indent.set = [&style, set = indent.set](const std::string& value) {
        std::string wanted = set(value);
        const bool is_too_much = style.indent && *style.indent > most_spaces;
        return is_too_much ? "wanted a number up to " + std::to_string(most_spaces)
                           : std::move(wanted);
    };
    return {
        flag("--pretty", style.is_pretty,
             "Write JSON on several lines, as by --indent 2: the default on a terminal")
            .excluding("--compact"),
        flag("-c,--compact", style.is_compact, "Write JSON on one line: the default elsewhere")
            .excluding("--indent"),
        std::move(indent),
        sort_keys_option(style.sorts_keys),
    };
}

Parameter sort_keys_option(bool& sorts_keys) {
    return flag("-S,--sort-keys", sorts_keys, "Sort the entries of all maps by their keys");
}

}  // namespace souris::cli
