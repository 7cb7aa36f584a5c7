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
/// What each byte of a file is, for who wants to look at bytes.

namespace souris::inline v0 {

/// Tells `handler` what each byte of a store or a packed value is, in order, each exactly once;
/// and then, if the body was compressed, of each byte that it unpacked to. A damaged file's are
/// told up to the key or value that cannot be read; that and all behind it is `not_understood`.
///
/// Linear time; nothing recurses. Memory is charged as by `decode_store`, which takes as much or
/// more, besides the path.
///
/// Errors: the damage, as of `check_bytes`; if that is `out_of_memory`, the rest was not told.
/// Throws what the handler throws.
[[nodiscard]] SOURIS_EXPORT Result<void> annotate_bytes(std::span<const std::byte> bytes,
                                                        AnnotationHandler& handler,
                                                        const Limits& limits = {});

/// The same of a single value's bytes, without a store.
[[nodiscard]] SOURIS_EXPORT Result<void> annotate_bare(std::span<const std::byte> bytes,
                                                       AnnotationHandler& handler,
                                                       const Limits& limits = {},
                                                       Layout layout = Layout::v2);

}  // namespace souris::inline v0
