// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <souris/config.hpp>

/// @file
/// Hashes for tables whose keys come from files or messages, whose authors must not be able to
/// prepare colliding keys. All tables of the library use them; `std::hash` of a string has no key.

namespace souris { inline namespace v0 {

/// A hash of bytes under a random key per process: XXH3 with a random secret (Yann Collet), which
/// combines each input word with secret bits before multiplying it. Without the secret, nobody can
/// prepare colliding keys. The hash must not leave the process.
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

}}  // namespace souris::v0
