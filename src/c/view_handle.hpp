// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>

#include <souris/integer.hpp>
#include <souris/result.hpp>
#include <souris/souris.h>
#include <souris/timestamp.hpp>
#include <souris/value_view.hpp>

namespace souris { inline namespace v0 { namespace detail {

[[nodiscard]] inline souris_view to_c(ValueView view) noexcept {
    return std::bit_cast<souris_view>(view);
}

/// Whether it is a view of something.
[[nodiscard]] inline bool is_view(souris_view view) noexcept {
    return view.internal[0] != nullptr && view.internal[1] != nullptr;
}

/// Precondition: `is_view`.
[[nodiscard]] inline ValueView from_c(souris_view view) noexcept {
    assert(is_view(view));
    return std::bit_cast<ValueView>(view);
}

/// `is_view`, or `invalid_argument`.
[[nodiscard]] Result<void> check_view(souris_view view);

[[nodiscard]] souris_integer to_c(const Integer& integer) noexcept;
/// Errors: `invalid_argument`.
[[nodiscard]] Result<Integer> from_c(const souris_integer& integer);

}}}  // namespace souris::v0::detail
