// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/annotation.hpp>
#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>

namespace souris::inline v0::detail {

/// Where the bytes of a cursor stand.
struct AnnotationPlace {
    OffsetBase base = OffsetBase::input;
    /// Of the cursor's first byte.
    std::uint64_t offset = 0;
};

/// Reads the value at `cursor` and tells `handler` what each of its bytes is, without building a
/// tree. Refuses what `decode_value` does with options that are not strict, for the same reasons;
/// then `cursor` stands before the key or value that could not be read, all before it being told.
/// Linear time and output. Throws what the handler throws.
[[nodiscard]] Result<void> annotate_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                                          const DecodeOptions& options, AnnotationPlace place,
                                          AnnotationHandler& handler);

}  // namespace souris::inline v0::detail
