// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/error.hpp>
#include <souris/layout.hpp>
#include <souris/store.hpp>
#include <souris/value.hpp>

/// @file
/// What can still be read of a damaged file.

namespace souris::inline v0 {

/// What was read of a value until the damage.
///
/// @snippet reference_store.cpp salvage
struct Salvage {
    /// All of it if there is no damage or that is behind it, else what came before; nothing if that
    /// is not even the type.
    std::optional<Value> root;
    /// What `decode_store`, `unpack` or `decode_value` says.
    std::optional<Error> damage;
    /// If not all of the value was read: of each container that it ends in, how many elements or
    /// entries are missing at its end. The first is the root's; the container of number i is at the
    /// first i tokens of `path`.
    std::vector<std::uint32_t> unread;
    /// JSON Pointer of where the value ends: that of the damage, unless it is of a compressed
    /// block. Cut as that of an error.
    std::string path;
};

/// Reads a store in either layout or a packed value, which it tells apart by itself, as far as it
/// can be read. A value that is cut or wrong in itself is left out, and all behind it. Of a
/// compressed block that is cut or wrong, what unpacks until then is read.
[[nodiscard]] SOURIS_EXPORT Salvage salvage_bytes(std::span<const std::byte> bytes,
                                                  const ReadOptions& options = {});

/// The same of a single value's bytes, without a store.
[[nodiscard]] SOURIS_EXPORT Salvage salvage_bare(std::span<const std::byte> bytes,
                                                 const DecodeOptions& options = {},
                                                 Layout layout = Layout::v2);

}  // namespace souris::inline v0
