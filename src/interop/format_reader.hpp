// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/cursor.hpp>
#include <souris/interop.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "interop/tree_builder.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Reads the items of one tree and checks that nothing follows.
template <class FormatReader>
[[nodiscard]] Result<void, InteropFault> read_items(Cursor& cursor, TreeBuilder& builder) {
    FormatReader reader(cursor, builder);
    while (!builder.is_done()) {
        builder.begin_item(cursor.offset());
        SOURIS_RETURN_IF_ERROR(reader.read_item());
    }
    builder.begin_item(cursor.offset());
    if (!cursor.at_end()) return fault(ErrorCode::trailing_bytes);
    return {};
}

/// The tree of `bytes`. A `FormatReader` is constructed from a cursor and a builder. Its
/// `read_item` passes one item from the cursor to the builder: a scalar, or the beginning or end of
/// a container.
template <class FormatReader>
[[nodiscard]] Result<Value> read_tree(std::span<const std::byte> bytes,
                                      const InteropReadOptions& options) {
    if (bytes.size() > options.limits.max_input) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    }
    return or_out_of_memory([&]() -> Result<Value> {
        Cursor cursor(bytes);
        TreeBuilder builder(options);
        if (const auto read = read_items<FormatReader>(cursor, builder); !read) {
            return failure(builder.error(read.error()));
        }
        return builder.take_root();
    });
}

}}}  // namespace souris::v0::detail
