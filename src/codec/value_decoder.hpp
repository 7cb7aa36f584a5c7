// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

#include "codec/content_reader.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The value at the cursor of `content`, at a nesting depth of `depth`; moves the cursor after it.
/// The limits cover it and everything else read through `content`. `outstanding` is the minimal
/// size in bytes of what must follow it. Throws std::bad_alloc.
[[nodiscard]] Result<Value> decode_value_within(ContentReader& content, std::size_t depth,
                                                std::size_t outstanding);

/// A value, or the part of one that could be read.
struct PartialValue {
    /// Empty if not even its type could be read.
    std::optional<Value> value;
    std::optional<Error> damage;
    /// The number of elements and entries not read, for each container around the damage, outermost
    /// first.
    std::vector<std::uint32_t> unread;
};

/// Like `decode_value`, but keeps the part that could be read. Throws std::bad_alloc.
[[nodiscard]] PartialValue decode_until_damage(Cursor& cursor, const TextDecoder* text,
                                               Layout layout, const DecodeOptions& options);

}}}  // namespace souris::v0::detail
