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
#include <souris/non_canonical.hpp>
#include <souris/result.hpp>

/// @file
/// Everything that a reader can report about a file's bytes without building a tree.

namespace souris { inline namespace v0 {

/// How to check.
struct CheckOptions {
    /// Limits of the reader. Exceeding them is reported as damage.
    Limits limits{};
    /// Maximum number of places kept for each kind of non-canonical encoding, the first ones; all
    /// are counted.
    std::size_t max_places = 5;
    /// Check the names of time zones against this system's database, if it has one.
    bool looks_up_zones = true;
    /// Report what sourisdb misreads, or rejects the whole file for: years below zero and some
    /// JSON.
    bool minds_sourisdb = true;
    /// Also report whatever canonical form (`EncodeOptions::canonical`) excludes.
    bool canonical = false;
};

/// The form of a file.
enum class FileForm : std::uint8_t {
    unknown,  ///< Neither of the two.
    store,
    packed_value,
};

/// The result of comparing a checksum with the content.
enum class ChecksumVerdict : std::uint8_t {
    absent,
    right,
    wrong,  ///< The file has changed since it was written.
};

/// Report on some bytes: complete if they are sound, else up to the damage.
///
/// @snippet reference_store.cpp check
struct CheckReport {
    FileForm form = FileForm::unknown;
    /// Layout of a store.
    std::optional<Layout> layout;
    /// Size of the input in bytes.
    std::uint64_t size = 0;
    /// Packing of the body, in layout v2.
    std::optional<Compression> compression;
    /// Size in bytes of the block that the body is packed in, and of the body, if it could be
    /// unpacked.
    std::optional<std::uint64_t> packed_size;
    std::optional<std::uint64_t> unpacked_size;
    /// Leaves of the text table, if there is one. A table of one leaf cannot code any text.
    std::optional<std::size_t> table_leaves;
    /// Checksum of a store. Verified even if the body cannot be read.
    ChecksumVerdict checksum = ChecksumVerdict::absent;
    /// Number of values, without keys, and greatest nesting depth of containers.
    std::uint64_t value_count = 0;
    std::size_t depth = 0;
    std::uint64_t zone_count = 0;
    /// Whether a time zone database was available.
    bool has_zone_database = false;
    /// Non-canonical encodings that strict reading refuses, unknown time zones, content that
    /// sourisdb cannot read and, if wanted, what canonical form excludes.
    NonCanonicalList non_canonical;
    /// Whether the file is sound and in canonical form. Empty unless `CheckOptions::canonical`.
    std::optional<bool> is_canonical;
    /// The error of `decode_store`, or of `unpack` for a packed value, with options that are not
    /// strict.
    std::optional<Error> damage;
};

/// Checks a store in either layout or a packed value; the form is detected. Linear time. Memory is
/// charged as by `decode_store`, which takes as much or more; nothing recurses.
[[nodiscard]] SOURIS_EXPORT CheckReport check_bytes(std::span<const std::byte> bytes,
                                                    const CheckOptions& options = {});

/// Whether `bytes` are in canonical form: exactly what `encode_store` or `pack` would write for
/// their content with `canonical` set. The form is detected. Linear time; memory as by
/// `check_bytes`.
///
/// Errors: `not_canonical` with place and reason; those of `decode_store` and `unpack`.
///
/// @snippet reference_store.cpp canonical
[[nodiscard]] SOURIS_EXPORT Result<void> is_canonical(std::span<const std::byte> bytes,
                                                      const Limits& limits = {});

/// The same for the bytes of one value, which `encode_value` and `encode` write.
/// Errors: `not_canonical` with place and reason; those of `decode_value`.
[[nodiscard]] SOURIS_EXPORT Result<void> is_canonical_value(std::span<const std::byte> bytes,
                                                            const Limits& limits = {});

}}  // namespace souris::v0
