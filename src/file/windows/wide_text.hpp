// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Windows names files in UTF-16, this library in UTF-8.

namespace souris { inline namespace v0 { namespace detail {

/// Nothing if it is not UTF-8.
[[nodiscard]] std::optional<std::wstring> to_wide(std::string_view text);

/// Invalid UTF-16, which file names may contain, becomes U+FFFD.
[[nodiscard]] std::string to_narrow(std::wstring_view text);

}}}  // namespace souris::v0::detail
