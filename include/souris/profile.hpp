// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

/// Effort that a writer spends on size. All profiles give the same values when read, and sourisdb
/// reads all of them. docs/performance.md has bytes and speeds.
enum class Profile : std::uint8_t {
    /// Text uncoded, nothing packed: readers need not copy.
    stored,
    /// Text uncoded; LZ4's fast compressor, or stored where that is not smaller.
    fast,
    /// Text coded and the body packed, each where it pays.
    balanced,
    /// Searches for the smallest form that the layout allows. A hundred times slower than `fast`.
    smallest,
};

/// The name as it is spelled in the source, such as "balanced". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(Profile profile) noexcept;

}}  // namespace souris::v0
