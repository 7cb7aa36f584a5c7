// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/file.hpp"

// The examples in docs/format.md: fenced blocks whose info string names the form of their lines.

namespace souris::test {

struct Example {
    std::string hex;
    std::string meaning;
};

/// The examples by info string.
inline std::map<std::string, std::vector<Example>> read_examples() {
    constexpr std::string_view fence = "```";
    std::map<std::string, std::vector<Example>> examples;
    std::string kind;
    bool is_inside = false;
    for (const std::string& line : read_lines(SOURIS_DOCS_DIR "/format.md")) {
        if (line.starts_with(fence)) {
            is_inside = !is_inside;
            kind = line.substr(fence.size());
        } else if (is_inside && kind.starts_with("sdb-") && !line.empty() && line[0] != '#') {
            const std::size_t sign = line.find(" = ");
            if (sign == std::string::npos) throw std::runtime_error("no example: " + line);
            examples[kind].push_back({line.substr(0, sign), line.substr(sign + 3)});
        }
    }
    return examples;
}

}  // namespace souris::test
