// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include <souris/config.hpp>

namespace souris::inline v0 {

/// How much work a writer spends on size. Whatever it is, reading gives the same values; what is
/// written is read by sourisdb. docs/performance.md has bytes and speeds.
enum class Profile : std::uint8_t {
    /// Text raw, nothing packed: what a reader opens without copying.
    stored,
    /// Text raw, LZ4's fast compressor, or stored where that does not pay.
    fast,
    /// Text coded, the whole packed, where either pays.
    balanced,
    /// Searches for the smallest that the layout allows. A hundred times slower than `fast`.
    smallest,
};

/// The name as it is spelled in the source, such as "balanced". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(Profile profile) noexcept;

}  // namespace souris::inline v0
