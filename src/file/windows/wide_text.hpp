// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Windows names files in UTF-16, this library in UTF-8.

namespace souris::inline v0::detail {

/// Nothing if it is no UTF-8.
[[nodiscard]] std::optional<std::wstring> to_wide(std::string_view text);

/// What is no UTF-16 in it, which names of files may have, becomes U+FFFD.
[[nodiscard]] std::string to_narrow(std::wstring_view text);

}  // namespace souris::inline v0::detail
