// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

// Handling of repeated keys on paths that build no tree, which would resolve them.

namespace souris { inline namespace v0 { namespace detail {

/// The verdict of `decode_value` on the value at `cursor` with `options`, which are strict:
/// repeated keys are refused at every level. Charges only for keys, since it keeps nothing else.
/// For callers that read the value in another way. Throws std::bad_alloc.
[[nodiscard]] Result<void> check_strictly(const Cursor& cursor, const TextDecoder* text,
                                          Layout layout, const DecodeOptions& options);

/// The bytes of the value at `cursor`, with only the last value of each key; moves the cursor after
/// the value. Fails if no key is repeated, with an arbitrary error. Lowers the memory limit in
/// `options` by what the bytes take. Throws std::bad_alloc.
[[nodiscard]] Result<Bytes> bytes_of_last_values(Cursor& cursor, const TextDecoder* text,
                                                 Layout layout, DecodeOptions& options);

}}}  // namespace souris::v0::detail
