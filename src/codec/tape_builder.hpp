// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

#include "codec/tape.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Whether maps are checked for repeated keys. Strict options refuse them; `looked_for` records
/// them in `Tape::has_repeated_keys`.
enum class RepeatedKeys : std::uint8_t { as_options_say, looked_for };

/// Fills `tape` with the tree of the value at `cursor`, as documented at `Parser::parse`. Throws
/// std::bad_alloc.
[[nodiscard]] Result<void> build_tape(Tape& tape, Cursor& cursor, const TextDecoder* text,
                                      Layout layout, const DecodeOptions& options,
                                      RepeatedKeys repeated = RepeatedKeys::as_options_say);

}}}  // namespace souris::v0::detail
