// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <souris/dropped_values.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

// Files of every format to values and back.

namespace souris::cli {

enum class FileFormat : std::uint8_t { sdb, packed, bare, json, tagged, cbor, msgpack };

/// What the options and reports call it, such as "msgpack". Static storage.
[[nodiscard]] std::string_view name_of(FileFormat format) noexcept;

/// The format that a file's name ends with. Nothing if that is none.
[[nodiscard]] std::optional<FileFormat> format_of(std::string_view path) noexcept;

struct ConversionSettings {
    /// In CBOR and MessagePack, maps with the key `souris_type` are tagged values.
    bool is_tagged = false;
    /// What cannot be kept becomes what comes nearest.
    bool is_lossy = false;
    Limits limits;
};

/// What a conversion did not keep.
struct Losses {
    /// How many values lost something, or all.
    std::uint64_t count = 0;
    /// Those that lost all: of repeated keys, the last counts.
    DroppedValues dropped{};
};

/// The value in a file of these bytes. Adds to `losses`.
[[nodiscard]] Result<Value> read_as(FileFormat format, std::span<const std::byte> bytes,
                                    const ConversionSettings& settings, Losses& losses);

/// The bytes of a file that holds `value`. Errors: those of the format; `unrepresentable`, with the
/// path and the reason, for what would lose something. Else adds how many did to `losses`.
[[nodiscard]] Result<Bytes> write_as(FileFormat format, Value value,
                                     const ConversionSettings& settings, Losses& losses);

}  // namespace souris::cli
