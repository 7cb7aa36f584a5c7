// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include <souris/error.hpp>

/// @file
/// A value, or the error in its place.

namespace souris { inline namespace v0 {

/// `tl::expected` at every language level, so that there is only one ABI.
///
/// `Result<T>` carries a full `Error`. The inner layers return `Result<T, ErrorCode>`, since they
/// know neither offset nor path; it converts to `Result<T>` implicitly, is usable in constant
/// expressions, and allocates nothing.
///
/// @snippet reference_integer.cpp result
/// @snippet reference_integer.cpp result of it
template <class T, class E = Error>
using Result = tl::expected<T, E>;

/// A failed `Result` of any type.
[[nodiscard]] inline tl::unexpected<Error> failure(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
/// @copydoc failure(Error)
[[nodiscard]] constexpr tl::unexpected<ErrorCode> failure(ErrorCode code) {
    return tl::unexpected<ErrorCode>(code);
}

}}  // namespace souris::v0
