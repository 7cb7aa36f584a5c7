// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

// What a store is but for its magic and its trailer, and a packed value altogether: a header byte
// and, in v1, the body as it is, in v2 a block of it (container.hpp).

namespace souris::inline v0::detail {

/// A body, and in v2 the block that was chosen for it.
struct Body {
    bool has_table = false;
    /// The text table, if there is one, and the root.
    Bytes bytes;
    BlockChoice block;

    /// Bytes of the block in v2, of the body in v1.
    [[nodiscard]] std::uint64_t size(Layout layout) const noexcept {
        return layout == Layout::v1 ? bytes.size() : block.size;
    }
};

/// The body for a tree that was encoded raw and stored (`PieceScanner`), as short as the profile
/// asks for.
[[nodiscard]] Body make_body(Bytes tree, const EncodeOptions& options);

/// What a reader with the same limits would say of the body. Errors: `limit_exceeded` (output).
[[nodiscard]] Result<void> check_body_size(const Body& body, const EncodeOptions& options);

/// Writes the header byte and what follows it.
void write_body(Sink& sink, const Body& body, Layout layout);

/// The options by which a tree is encoded for `make_body`.
[[nodiscard]] EncodeOptions tree_options(const EncodeOptions& options) noexcept;

}  // namespace souris::inline v0::detail
