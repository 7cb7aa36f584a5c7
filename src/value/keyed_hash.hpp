// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace souris::detail {

/// A hash of bytes under a key that each process draws anew: XXH3 with a random secret (Yann
/// Collet), in which each input word is combined with secret bits before it is multiplied. Who
/// does not know the secret cannot prepare keys that collide.
[[nodiscard]] std::uint64_t keyed_hash(std::string_view bytes) noexcept;

/// The hash of a pair of hashes or numbers, in this order.
[[nodiscard]] std::uint64_t combine_hashes(std::uint64_t first, std::uint64_t second) noexcept;

}  // namespace souris::detail
