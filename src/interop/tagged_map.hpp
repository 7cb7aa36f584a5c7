// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <souris/interop.hpp>

// Tagged values in formats whose maps hold any value: the objects of tagged JSON (docs/format.md,
// section 11) as maps. The layer json defines their members. The only difference is JSON kept as
// text: it is a string in its map, so that its spelling is preserved.

namespace souris { inline namespace v0 { namespace detail {

/// The tagged form of `value`. Precondition: not a container. Throws std::bad_alloc.
/// Errors: those of `to_json`.
[[nodiscard]] Result<Value> to_tagged_map(const Value& value);

/// Whether `value` is a map that would be read as a tagged one.
[[nodiscard]] bool has_tag_key(const Value& value) noexcept;

/// Replaces `value`, if it is a tagged map, by the value that it represents. Whether a map at the
/// key `map` is tagged depends on the map around it, which may be known only later. So such maps
/// must be left as they were read, and are resolved here together with the outermost one. Linear
/// time, without recursion. Throws std::bad_alloc. Errors: `invalid_tagged_json`, `limit_exceeded`,
/// with the path below `value`.
[[nodiscard]] Result<void> resolve_tagged_maps(Value& value, Budget& memory,
                                               const InteropReadOptions& options);

}}}  // namespace souris::v0::detail
