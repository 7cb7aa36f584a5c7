// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <cstddef>
#include <span>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/detail/builtin_kind.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>

/// @file
/// Reads an object from bytes, by its function that takes a `Decoder`.

namespace souris { inline namespace v0 {

class Cursor;
class TextDecoder;

namespace detail {

/// The context that an object is read in.
struct ObjectSource {
    /// The text table of the enclosing store, or nullptr.
    const TextDecoder* text = nullptr;
    Layout layout = Layout::v2;
    /// The bytes do not outlive the call, so no view into them may be kept.
    bool is_temporary = false;
};

/// Calls `read` for the value at the start of `bytes` and returns the result.
[[nodiscard]] SOURIS_EXPORT Result<void> decode_object(std::span<const std::byte> bytes,
                                                       const DecodeOptions& options, Layout layout,
                                                       ObjectReader reader, void* object);
/// The same for the value at `cursor`; leaves `cursor` after it, or, on failure, unmoved.
[[nodiscard]] SOURIS_EXPORT Result<void> decode_object(Cursor& cursor, const ObjectSource& source,
                                                       const DecodeOptions& options,
                                                       ObjectReader reader, void* object);

}  // namespace detail

}}  // namespace souris::v0
