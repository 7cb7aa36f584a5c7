// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>

#include "compress/block_target.hpp"

// Block id 6: the unpacked length, the packed length, encoded values taken apart into columns. Only
// the layer `columns` knows values: it defines these functions, unless the build leaves it out.

namespace souris { inline namespace v0 { namespace detail {

#if defined(SOURIS_NO_COLUMNS)
[[nodiscard]] inline Result<void, BlockError> read_columns(BlockTarget& /*target*/,
                                                           Cursor& /*cursor*/,
                                                           const Limits& /*limits*/,
                                                           Budget& /*memory*/,
                                                           NonCanonicalHandler* /*non_canonical*/) {
    return failure(ErrorCode::unsupported_compression);
}

[[nodiscard]] inline std::optional<Bytes> pack_columns(std::span<const std::byte> /*values*/,
                                                       Profile /*profile*/) {
    return std::nullopt;
}
#else

/// `read_block_into`. Time is linear in the unpacked size, up to a microsecond a byte. On failure
/// `cursor` is unspecified.
[[nodiscard]] Result<void, BlockError> read_columns(BlockTarget& target, Cursor& cursor,
                                                    const Limits& limits, Budget& memory,
                                                    NonCanonicalHandler* non_canonical);

/// The packed form of a sequence of encoded values with raw text and stored binary values
/// (`PieceScanner`); nothing if they do not suit.
[[nodiscard]] std::optional<Bytes> pack_columns(std::span<const std::byte> values, Profile profile);

#endif

}}}  // namespace souris::v0::detail
