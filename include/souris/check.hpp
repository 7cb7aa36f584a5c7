// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/compression.hpp>
#include <souris/config.hpp>
#include <souris/error.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/oddity.hpp>

/// @file
/// All that a reader can say of a file's bytes, without building a tree of them.

namespace souris::inline v0 {

/// How to check.
struct CheckOptions {
    /// What the reader is willing to spend. What exceeds it is damage to this reader.
    Limits limits{};
    /// Of each kind of oddity, the first so many are kept; all are counted.
    std::size_t max_places = 5;
    /// Hold the names of time zones against this system's database, if it has one.
    bool looks_up_zones = true;
    /// Tell what sourisdb reads as something else, or refuses the whole file for: years below zero
    /// and some JSON.
    bool minds_sourisdb = true;
};

/// What some bytes are.
enum class FileForm : std::uint8_t {
    unknown,  ///< Neither of them.
    store,
    packed_value,
};

/// What a checksum says of the content.
enum class ChecksumVerdict : std::uint8_t {
    absent,
    right,
    wrong,  ///< Something was changed since it was written.
};

/// What is known of some bytes: everything if they are sound, else what comes before the damage.
///
/// @snippet reference_store.cpp check
struct CheckReport {
    FileForm form = FileForm::unknown;
    /// Of a store.
    std::optional<Layout> layout;
    /// Of the input.
    std::uint64_t size = 0;
    /// How the body is packed: in layout v2.
    std::optional<Compression> compression;
    /// Bytes of the block that the body is packed in, and of the body, if it could be unpacked.
    std::optional<std::uint64_t> packed_size;
    std::optional<std::uint64_t> unpacked_size;
    /// Leaves of the text table, if there is one. By a table of one leaf no text can be coded.
    std::optional<std::size_t> table_leaves;
    /// Of a store. It does not take a body that can be read, nor is it asked where one can.
    ChecksumVerdict checksum = ChecksumVerdict::absent;
    /// Values, keys not counted; containers inside one another.
    std::uint64_t value_count = 0;
    std::size_t depth = 0;
    std::uint64_t zone_count = 0;
    /// Whether there was a database to hold time zones against.
    bool has_zone_database = false;
    /// What strict reading refuses besides, unknown time zones, and what sourisdb cannot read.
    OddityList oddities;
    /// What `decode_store` or, of a packed value, `unpack` says with options that are not strict.
    std::optional<Error> damage;
};

/// Looks at a store in either layout or at a packed value, which it tells apart by itself. Linear
/// time. Memory is charged as by `decode_store`, which takes as much or more; nothing recurses.
[[nodiscard]] SOURIS_EXPORT CheckReport check_bytes(std::span<const std::byte> bytes,
                                                    const CheckOptions& options = {});

}  // namespace souris::inline v0
