// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/block.hpp>
#include <souris/complex.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>

#include "value/map_index.hpp"
#include "value/tree_access.hpp"

// The memory that a `Value` is charged against `Limits::max_memory`. Decoding and mere inspection
// share these numbers, so that both refuse the same input.

namespace souris { inline namespace v0 { namespace detail {

/// For a container and its elements.
[[nodiscard]] inline std::uint64_t value_memory(Type type, std::size_t count) noexcept {
    assert(type == Type::array || type == Type::map);
    const std::uint64_t elements = count;
    if (type == Type::array) return allocation_size(elements * sizeof(Value) + sizeof(ArrayBlock));
    const std::uint64_t entries = allocation_size(elements * sizeof(MapEntry) + sizeof(MapBlock));
    if (count <= max_entries_without_index) return entries;
    return entries + allocation_size(index_memory(count));
}

/// For text of `size` bytes, besides the value itself.
[[nodiscard]] inline std::uint64_t text_memory(std::uint64_t size) noexcept {
    return size > TreeAccess::max_short_text ? allocation_size(size + sizeof(TextBlock)) : 0;
}
/// The same for given text.
[[nodiscard]] inline std::uint64_t text_memory(std::string_view text) noexcept {
    return text_memory(std::uint64_t{text.size()});
}

/// Charges the memory of a binary value of `size` bytes. Errors: `limit_exceeded`.
[[nodiscard]] inline Result<void, BlockError> charge_binary(std::uint64_t size, Budget& memory) {
    if (!memory.charge(text_memory(size))) return tl::unexpected(BlockError(Limit::memory));
    return {};
}

/// For a complex number.
[[nodiscard]] inline std::uint64_t complex_memory(const Complex& complex) noexcept {
    return complex.cartesian() != nullptr
               ? allocation_size(sizeof(TextBlock) + sizeof(Complex::Cartesian))
               : 0;
}

/// Upper bound for one element: an entry, its share of an index of at most twice the required size,
/// and, for a container, the head of a block.
inline constexpr std::uint64_t value_memory_each = 128;

}}}  // namespace souris::v0::detail
