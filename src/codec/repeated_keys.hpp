// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

// Handling of repeated keys on paths that build no tree, which would resolve them.

namespace souris { inline namespace v0 { namespace detail {

/// The verdict of strict `decode_value` on the value at `cursor`: repeated keys are refused at
/// every level. For callers that read the value in another way. Throws std::bad_alloc.
[[nodiscard]] Result<void> check_strictly(const Cursor& cursor, const TextDecoder* text,
                                          Layout layout, const DecodeOptions& options);

/// The bytes of the value at `cursor`, with raw text and only the last value of each key; moves the
/// cursor after the value. Fails if no key is repeated, with an arbitrary error. Lowers the memory
/// limit in `options` by what the bytes need, including while they are made. Throws std::bad_alloc.
[[nodiscard]] Result<Bytes> bytes_of_last_values(Cursor& cursor, const TextDecoder* text,
                                                 Layout layout, DecodeOptions& options);

}}}  // namespace souris::v0::detail
