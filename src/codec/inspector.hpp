// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/oddity.hpp>
#include <souris/result.hpp>

namespace souris::inline v0::detail {

/// What is known of a tree that was read, or of as much of it as could be.
struct Inspection {
    /// Keys not counted.
    std::uint64_t value_count = 0;
    /// Containers inside one another.
    std::size_t depth = 0;
    std::uint64_t zone_count = 0;
    OddityList oddities;
};

/// Reads the value at `cursor` and counts what is in it, without building a tree. Refuses what
/// `decode_value` does with options that are not strict, for the same reasons and with the same
/// errors; `options.strict` is not looked at. Offsets count as the cursor does. Linear time.
///
/// Zones are held against this system's database if `looks_up_zones`; what sourisdb does not read,
/// or reads as something else, is told if `minds_sourisdb`.
[[nodiscard]] Result<void> inspect_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                                         const DecodeOptions& options, bool looks_up_zones,
                                         bool minds_sourisdb, Inspection& found);

}  // namespace souris::inline v0::detail
