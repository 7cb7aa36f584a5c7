// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

// The part of a store between its magic and its trailer, or the whole of a packed value: a header
// byte and the body, as it is in v1, in a block in v2 (framing.hpp).

namespace souris { inline namespace v0 { namespace detail {

/// A body and, in v2, the block chosen for it.
struct Body {
    bool has_table = false;
    /// The text table, if there is one, and the root.
    Bytes bytes;
    BlockChoice block;

    /// Size of the block in v2, of the body in v1.
    [[nodiscard]] std::uint64_t size(Layout layout) const noexcept {
        return layout == Layout::v1 ? bytes.size() : block.size;
    }
};

/// The body for a tree that was encoded raw and stored (`PieceScanner`), as short as the profile
/// demands.
[[nodiscard]] Body make_body(Bytes tree, const EncodeOptions& options);

/// Checks the body as a reader with the same limits would. Errors: `limit_exceeded` (output).
[[nodiscard]] Result<void> check_body_size(const Body& body, const EncodeOptions& options);

/// Writes the header byte and the body or its block.
void write_body(Sink& sink, const Body& body, Layout layout);

/// The options for encoding a tree for `make_body`.
[[nodiscard]] EncodeOptions tree_options(const EncodeOptions& options) noexcept;

}}}  // namespace souris::v0::detail
