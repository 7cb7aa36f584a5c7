// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

#include "codec/tape.hpp"

namespace souris::inline v0::detail {

/// Makes `tape` the tree of the value at `cursor`, as `Parser::parse` says. Throws std::bad_alloc.
[[nodiscard]] Result<void> build_tape(Tape& tape, Cursor& cursor, const TextDecoder* text,
                                      Layout layout, const DecodeOptions& options);

}  // namespace souris::inline v0::detail
