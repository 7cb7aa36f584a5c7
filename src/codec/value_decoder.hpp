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

namespace souris::inline v0::detail {

/// The value at the cursor of `content`, which then stands after it, inside of `depth` containers:
/// limits hold for it and what else is read from there together. Throws std::bad_alloc.
[[nodiscard]] Result<Value> decode_value_within(ContentReader& content, std::size_t depth);

/// A value, or what could be read of one.
struct PartialValue {
    /// Nothing if not even its type could be.
    std::optional<Value> value;
    std::optional<Error> damage;
    /// Elements and entries that were not read, of each container that the damage is in, the
    /// outermost first.
    std::vector<std::uint32_t> unread;
};

/// As `decode_value`, but keeps what could be read. Throws std::bad_alloc.
[[nodiscard]] PartialValue decode_until_damage(Cursor& cursor, const TextDecoder* text,
                                               Layout layout, const DecodeOptions& options);

}  // namespace souris::inline v0::detail
