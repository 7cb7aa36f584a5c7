// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/non_canonical.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Findings about a tree that was read, or about the part of it that could be read.
struct Inspection {
    /// Without keys.
    std::uint64_t value_count = 0;
    /// Depth of nested containers.
    std::size_t depth = 0;
    std::uint64_t zone_count = 0;
    NonCanonicalList non_canonical;
};

/// What to report besides encodings that strict reading refuses.
struct InspectionOptions {
    /// Time zones that are not in this system's database.
    bool looks_up_zones = false;
    /// Values that sourisdb cannot read, or reads differently.
    bool minds_sourisdb = false;
    /// Whatever canonical form excludes.
    bool canonical = false;
};

/// Reads the value at `cursor` and counts its parts, without building a tree. Refuses the same
/// input as `decode_value` with options that are not strict, with the same errors; `options.strict`
/// is ignored. Offsets are those of the cursor. Linear time.
[[nodiscard]] Result<void> inspect_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                                         const DecodeOptions& options,
                                         const InspectionOptions& wanted, Inspection& found);

}}}  // namespace souris::v0::detail
