// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

namespace souris::test {

/// The content of a file that a test requires.
inline Bytes read_bytes(const std::string& path) {
    auto bytes = read_file(path, ~std::uint64_t{0});
    if (!bytes) throw std::runtime_error(path + ": " + bytes.error().message());
    return std::move(*bytes);
}

inline std::string read_text(const std::string& path) {
    return std::string(as_text(read_bytes(path)));
}

inline std::vector<std::string> read_lines(const std::string& path) {
    std::vector<std::string> lines;
    const std::string text = read_text(path);
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

}  // namespace souris::test
