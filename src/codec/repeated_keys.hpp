// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

// What becomes of keys that stand twice where no tree is built, which would settle it.

namespace souris::inline v0::detail {

/// What strict `decode_value` says of the value at `cursor`, whatever else was made of it: repeated
/// keys wherever they stand are refused. Throws std::bad_alloc.
[[nodiscard]] Result<void> check_strictly(const Cursor& cursor, const TextDecoder* text,
                                          Layout layout, const DecodeOptions& options);

/// The bytes of the value at `cursor`, text raw, with the last value alone of each key; the cursor
/// then stands after it. Fails, also with a code of no meaning, where no key is repeated. Of
/// `options` as much memory is taken off as is needed for the bytes, and was on the way to them.
/// Throws std::bad_alloc.
[[nodiscard]] Result<Bytes> bytes_of_last_values(Cursor& cursor, const TextDecoder* text,
                                                 Layout layout, DecodeOptions& options);

}  // namespace souris::inline v0::detail
