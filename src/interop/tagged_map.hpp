// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <souris/interop.hpp>

// Tagged values in formats whose maps hold any value: the objects of tagged JSON (docs/format.md,
// section 11) as maps. The layer json says what is in them. Only JSON kept as text differs: it is a
// string in its map, so that nothing of the text is lost.

namespace souris::inline v0::detail {

/// The tagged form of `value`, which is no container. Throws std::bad_alloc.
/// Errors: those of `to_json`.
[[nodiscard]] Result<Value> to_tagged_map(const Value& value);

/// Whether `value` is a map that would be read as a tagged one.
[[nodiscard]] bool has_tag_key(const Value& value) noexcept;

/// Turns `value`, if it is a tagged map, into what it stands for. Whether a map at the key `map` is
/// tagged depends on the one around it, which may be known only later: such maps have to be left as
/// they were read, and are resolved here with the outermost. Linear, without recursion. Throws
/// std::bad_alloc.
/// Errors: `invalid_tagged_json`, `limit_exceeded`, with the path from `value` on.
[[nodiscard]] Result<void> resolve_tagged_maps(Value& value, Budget& memory,
                                               const InteropReadOptions& options);

}  // namespace souris::inline v0::detail
