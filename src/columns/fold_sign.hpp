// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A number in two's complement with its sign in the lowest bit, so that small ones of both signs
/// have zeros above.
[[nodiscard]] constexpr std::uint64_t fold_sign(std::uint64_t number) noexcept {
    return (number << 1U) ^ (std::uint64_t{0} - (number >> 63U));
}
/// The inverse.
[[nodiscard]] constexpr std::uint64_t unfold_sign(std::uint64_t folded) noexcept {
    return (folded >> 1U) ^ (std::uint64_t{0} - (folded & 1U));
}

}}}}  // namespace souris::v0::detail::columns
