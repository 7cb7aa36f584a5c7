// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include <souris/error.hpp>

/// @file
/// A value or the reason why there is none.

namespace souris::inline v0 {

/// `tl::expected` whatever the language level, so that there is one ABI.
///
/// `Result<T>` carries a full `Error`. `Result<T, ErrorCode>` is what the inner layers return,
/// where neither an offset nor a path is known yet; it converts to `Result<T>` by itself, is
/// usable in constant expressions, and costs no allocation.
///
/// @snippet reference_integer.cpp result
/// @snippet reference_integer.cpp result of it
template <class T, class E = Error>
using Result = tl::expected<T, E>;

/// The failed `Result` of any type.
[[nodiscard]] inline tl::unexpected<Error> failure(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
/// @copydoc failure(Error)
[[nodiscard]] constexpr tl::unexpected<ErrorCode> failure(ErrorCode code) {
    return tl::unexpected<ErrorCode>(code);
}

}  // namespace souris::inline v0
