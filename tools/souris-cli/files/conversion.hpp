// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <souris/dropped_values.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

// Conversion between values and files of every format.

namespace souris::cli {

enum class FileFormat : std::uint8_t { sdb, packed, bare, json, tagged, ndjson, cbor, msgpack };

/// Its name in options and reports, such as "msgpack". Static storage.
[[nodiscard]] std::string_view name_of(FileFormat format) noexcept;

/// Whether a format is JSON of some kind, whose errors are for `report_in_text`.
[[nodiscard]] constexpr bool is_json(FileFormat format) noexcept {
    return format == FileFormat::json || format == FileFormat::tagged ||
           format == FileFormat::ndjson;
}

/// The format for the extension of a path. Empty if it is unknown.
[[nodiscard]] std::optional<FileFormat> format_of(std::string_view path) noexcept;

struct ConversionSettings {
    /// Treat maps with the key `souris_type` in CBOR, MessagePack and NDJSON as tagged values.
    bool is_tagged = false;
    /// Convert values that the format cannot express to the nearest ones that it can.
    bool is_lossy = false;
    /// Spaces per level of JSON, 0 for a single line.
    unsigned indent = 0;
    /// The key of the lines of NDJSON in a map. Without it, they are the value itself when read.
    std::optional<std::string> lines_key{};
    Limits limits;
    /// Write canonical form, for which `has_canonical_form` must hold.
    bool is_canonical = false;
    /// Read floating point numbers of every width as f64.
    bool reads_wide_floats = false;
};

/// Whether `write_as` has a canonical form of the format.
[[nodiscard]] bool has_canonical_form(FileFormat format) noexcept;

/// Data lost in a conversion.
struct Losses {
    /// Number of values that changed or were dropped.
    std::uint64_t count = 0;
    /// The dropped values: for a repeated key, only the last value is kept.
    DroppedValues dropped{};
};

/// Decodes a file. Adds to `losses`.
[[nodiscard]] Result<Value> read_as(FileFormat format, std::span<const std::byte> bytes,
                                    const ConversionSettings& settings, Losses& losses);

/// Encodes a file and adds to `losses`. Errors: those of the format, and of `find_lines`; without
/// `is_lossy`, `unrepresentable` with path and reason if data would be lost.
[[nodiscard]] Result<Bytes> write_as(FileFormat format, Value value,
                                     const ConversionSettings& settings, Losses& losses);

}  // namespace souris::cli
