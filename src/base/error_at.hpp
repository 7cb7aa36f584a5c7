// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/error.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// An error at a byte offset.
[[nodiscard]] inline Error error_at(ErrorCode code, std::uint64_t offset) noexcept {
    Error error(code);
    error.offset = offset;
    return error;
}

}}}  // namespace souris::v0::detail
