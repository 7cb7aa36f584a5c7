// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

#include "codec/tape.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Fills `tape` with the tree of the value at `cursor`, as documented at `Parser::parse`. Throws
/// std::bad_alloc.
[[nodiscard]] Result<void> build_tape(Tape& tape, Cursor& cursor, const TextDecoder* text,
                                      Layout layout, const DecodeOptions& options);

}}}  // namespace souris::v0::detail
