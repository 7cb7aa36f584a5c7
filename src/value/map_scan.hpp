// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "value/tree_block.hpp"

// Linear search in the keys of a map without an index: at most `max_entries_without_index`.

namespace souris { inline namespace v0 { namespace detail {

/// The position of `key`, or the size if it is absent.
[[nodiscard]] std::size_t scan_keys(const MapBlock& map, std::string_view key) noexcept;

/// The position of the first entry with the key of an earlier one, or the size if there is none.
[[nodiscard]] std::size_t scan_for_repeated_key(const MapBlock& map) noexcept;

}}}  // namespace souris::v0::detail
