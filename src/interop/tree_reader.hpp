// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <new>
#include <span>

#include <souris/cursor.hpp>
#include <souris/interop.hpp>

#include "base/try.hpp"
#include "interop/tree_builder.hpp"

namespace souris::inline v0::detail {

/// Reads the items of one tree and makes sure that nothing follows.
template <class ItemReader>
[[nodiscard]] Result<void, InteropFault> read_items(Cursor& cursor, TreeBuilder& builder) {
    ItemReader reader(cursor, builder);
    while (!builder.is_done()) {
        builder.begin_item(cursor.offset());
        SOURIS_CHECK(reader.read_item());
    }
    builder.begin_item(cursor.offset());
    if (!cursor.at_end()) return fault(ErrorCode::trailing_bytes);
    return {};
}

/// The tree that `bytes` are. An `ItemReader` is made of a cursor and a builder, and its
/// `read_item` takes one item from the one to the other: a scalar, or a container's beginning or
/// end.
template <class ItemReader>
[[nodiscard]] Result<Value> read_tree(std::span<const std::byte> bytes,
                                      const InteropReadOptions& options) {
    if (bytes.size() > options.limits.max_input) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    }
    try {
        Cursor cursor(bytes);
        TreeBuilder builder(options);
        if (const auto read = read_items<ItemReader>(cursor, builder); !read) {
            return failure(builder.error(read.error()));
        }
        return builder.take_root();
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

}  // namespace souris::inline v0::detail
