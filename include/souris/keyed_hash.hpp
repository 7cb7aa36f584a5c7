// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <souris/config.hpp>

/// @file
/// Hashes for tables whose keys come from files or messages: who made those cannot prepare keys
/// that collide. Every table of the library's uses them; `std::hash` of a string has no key.

namespace souris::inline v0 {

/// A hash of bytes under a key that each process draws anew: XXH3 with a random secret (Yann
/// Collet), in which each input word is combined with secret bits before it is multiplied. Who
/// does not know the secret cannot prepare keys that collide. Not for what leaves the process.
[[nodiscard]] SOURIS_EXPORT std::uint64_t keyed_hash(std::string_view bytes) noexcept;

/// The hash of a pair of hashes or numbers, in this order.
[[nodiscard]] SOURIS_EXPORT std::uint64_t combine_hashes(std::uint64_t first,
                                                         std::uint64_t second) noexcept;

namespace detail {

/// The hash of an object's bytes, none of which may be padding.
template <class T>
requires std::is_trivially_copyable_v<T>
[[nodiscard]] std::uint64_t keyed_hash_of(const T& object) noexcept {
    return keyed_hash({reinterpret_cast<const char*>(&object), sizeof object});
}

}  // namespace detail

/// `keyed_hash` of text and of numbers, for containers:
/// `std::unordered_map<std::string, T, souris::KeyedHash>`.
struct KeyedHash {
    [[nodiscard]] std::size_t operator()(std::string_view bytes) const noexcept {
        return static_cast<std::size_t>(keyed_hash(bytes));
    }
    template <std::integral T>
    [[nodiscard]] std::size_t operator()(T number) const noexcept {
        return static_cast<std::size_t>(detail::keyed_hash_of(number));
    }
};

}  // namespace souris::inline v0
