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
/// Recovers the readable part of a damaged file.

namespace souris { inline namespace v0 {

/// The readable part of a value up to the damage.
///
/// @snippet reference_store.cpp salvage
struct Salvage {
    /// The whole value if there is no damage or only behind it, else the part before the damage;
    /// empty if not even the type is readable.
    std::optional<Value> root;
    /// The error of `decode_store`, `unpack` or `decode_value`.
    std::optional<Error> damage;
    /// If the value is incomplete: for each container open at the end of the value, outermost
    /// first, the number of missing elements or entries. Entry i belongs to the container at the
    /// first i tokens of `path`.
    std::vector<std::uint32_t> unread;
    /// JSON Pointer of the end of the value: the place of the damage, unless that is in a
    /// compressed block. Cut like the path of an error.
    std::string path;
};

/// Reads a store in either layout or a packed value, detecting the form, as far as possible. A
/// truncated or malformed value is left out, with everything behind it. From a truncated or
/// malformed compressed block, the content that unpacks before the damage is read.
[[nodiscard]] SOURIS_EXPORT Salvage salvage_bytes(std::span<const std::byte> bytes,
                                                  const ReadOptions& options = {});

/// The same for the bytes of a single value without a store.
[[nodiscard]] SOURIS_EXPORT Salvage salvage_bare(std::span<const std::byte> bytes,
                                                 const DecodeOptions& options = {},
                                                 Layout layout = Layout::v2);

}}  // namespace souris::v0
