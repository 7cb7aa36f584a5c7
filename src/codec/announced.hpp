// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <souris/error.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The error of a program's `Codec` that wrote a different number of items than it announced, or
/// something that is no value.
[[nodiscard]] inline Error not_as_announced(std::string path) {
    Error error(ErrorCode::unrepresentable, "a Codec wrote other than it announced");
    error.path = std::move(path);
    return error;
}

}}}  // namespace souris::v0::detail
