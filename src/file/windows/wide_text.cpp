// SPDX-License-Identifier: MIT
#include "file/windows/wide_text.hpp"

#include <limits>

#include <windows.h>

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The size in the type that Windows uses. Nothing if it is too large.
std::optional<int> int_of(std::size_t size) noexcept {
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::nullopt;
    return static_cast<int>(size);
}

}  // namespace

std::optional<std::wstring> to_wide(std::string_view text) {
    if (text.empty()) return std::wstring();
    const auto size = int_of(text.size());
    if (!size) return std::nullopt;
    const auto convert = [&](wchar_t* to, int room) {
        return ::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text.data(), *size, to, room);
    };
    const int needed = convert(nullptr, 0);
    if (needed <= 0) return std::nullopt;
    std::wstring wide(static_cast<std::size_t>(needed), L'\0');
    if (convert(wide.data(), needed) != needed) return std::nullopt;
    return wide;
}

std::string to_narrow(std::wstring_view text) {
    const auto size = int_of(text.size());
    if (text.empty() || !size) return {};
    const auto convert = [&](char* to, int room) {
        return ::WideCharToMultiByte(CP_UTF8, 0, text.data(), *size, to, room, nullptr, nullptr);
    };
    const int needed = convert(nullptr, 0);
    if (needed <= 0) return {};
    std::string narrow(static_cast<std::size_t>(needed), '\0');
    return convert(narrow.data(), needed) == needed ? narrow : std::string();
}

}}}  // namespace souris::v0::detail
