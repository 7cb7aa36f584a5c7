// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/annotation.hpp>
#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The position of a cursor's bytes.
struct AnnotationPlace {
    OffsetBase base = OffsetBase::input;
    /// Offset of the cursor's first byte.
    std::uint64_t offset = 0;
};

/// Reads the value at `cursor` and reports the meaning of each of its bytes to `handler`, without
/// building a tree. Refuses the same input as `decode_value` with options that are not strict, with
/// the same errors; then `cursor` is before the key or value that could not be read, and everything
/// before that was reported. Linear time and output. Throws what the handler throws.
[[nodiscard]] Result<void> annotate_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                                          const DecodeOptions& options, AnnotationPlace place,
                                          AnnotationHandler& handler);

}}}  // namespace souris::v0::detail
