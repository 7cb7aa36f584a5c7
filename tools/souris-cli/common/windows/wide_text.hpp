// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace souris::cli {

/// UTF-8 to UTF-16. Throws `std::filesystem::filesystem_error` for invalid text.
[[nodiscard]] inline std::wstring to_wide(std::string_view text) {
    return std::filesystem::path(std::u8string(text.begin(), text.end())).wstring();
}

/// UTF-16 to UTF-8. Throws likewise.
[[nodiscard]] inline std::string to_narrow(std::wstring_view text) {
    const std::u8string narrow = std::filesystem::path(text).u8string();
    return {narrow.begin(), narrow.end()};
}

}  // namespace souris::cli
