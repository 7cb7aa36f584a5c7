// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include <souris/integer.hpp>

namespace souris::inline v0::detail {

/// A hash of bytes under a key that each process draws anew: XXH3 with a random secret (Yann
/// Collet), in which each input word is combined with secret bits before it is multiplied. Who
/// does not know the secret cannot prepare keys that collide.
[[nodiscard]] std::uint64_t keyed_hash(std::string_view bytes) noexcept;

/// The hash of an object's bytes, none of which may be padding.
template <class T>
requires std::is_trivially_copyable_v<T>
[[nodiscard]] std::uint64_t keyed_hash_of(const T& object) noexcept {
    return keyed_hash({reinterpret_cast<const char*>(&object), sizeof object});
}

/// Of an integer's value, whatever its sign state: not `std::hash`, which has no key.
[[nodiscard]] inline std::uint64_t keyed_hash_of(const Integer& number) noexcept {
    const Wide bits = number.bits();
    const std::uint64_t parts[] = {number.is_negative() ? 1U : 0U, bits.high, bits.low};
    return keyed_hash_of(parts);
}

/// The hash of a pair of hashes or numbers, in this order.
[[nodiscard]] std::uint64_t combine_hashes(std::uint64_t first, std::uint64_t second) noexcept;

}  // namespace souris::inline v0::detail
