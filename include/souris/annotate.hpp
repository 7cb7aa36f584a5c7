// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/annotation.hpp>
#include <souris/config.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

/// @file
/// The meaning of each byte of a file, for inspecting files at the byte level.

namespace souris { inline namespace v0 {

/// Reports to `handler` the meaning of each byte of a store or a packed value, in order, each
/// exactly once; then, if the body was compressed, the meaning of each byte of the unpacked body. A
/// damaged file is reported up to the key or value that cannot be read; that one and everything
/// behind it is `not_understood`.
///
/// Linear time; nothing recurses. Memory is charged as by `decode_store`, which takes as much or
/// more, except for the path.
///
/// Errors: the damage, as from `check_bytes`; after `out_of_memory`, the remaining bytes are not
/// reported. Throws what the handler throws.
[[nodiscard]] SOURIS_EXPORT Result<void> annotate_bytes(std::span<const std::byte> bytes,
                                                        AnnotationHandler& handler,
                                                        const Limits& limits = {});

/// The same for the bytes of a single value without a store.
[[nodiscard]] SOURIS_EXPORT Result<void> annotate_bare(std::span<const std::byte> bytes,
                                                       AnnotationHandler& handler,
                                                       const Limits& limits = {},
                                                       Layout layout = Layout::v2);

}}  // namespace souris::v0
