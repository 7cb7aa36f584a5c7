// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// Whether a value has children, or could have.
[[nodiscard]] inline bool is_container(const Value& value) noexcept {
    return value.is(Type::array) || value.is(Type::map);
}

}  // namespace souris::cli
