// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/check.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

/// Properties of checking, for any bytes. Used by the property tests and the fuzz targets.

namespace souris::properties {

/// The error of reading a store or a packed value; empty if it succeeds.
inline std::optional<Error> reading_error(std::span<const std::byte> bytes,
                                          const ReadOptions& options) {
    if (is_packed(bytes)) {
        const auto value = unpack(bytes, options);
        return value ? std::nullopt : std::optional(value.error());
    }
    const auto store = decode_store(bytes, options);
    return store ? std::nullopt : std::optional(store.error());
}

/// The damage is the error of reading. Non-canonical encodings are found exactly if strict reading
/// refuses more; the first one is what it refuses.
inline bool check_agrees_with_reading(std::span<const std::byte> bytes) {
    CheckOptions checking;
    checking.limits = Limits::hostile();
    checking.looks_up_zones = false;
    checking.minds_sourisdb = false;
    const CheckReport report = check_bytes(bytes, checking);

    ReadOptions reading;
    reading.limits = checking.limits;
    if (report.damage != reading_error(bytes, reading)) return false;
    if (report.damage) return true;
    reading.strict = true;
    const auto refused = reading_error(bytes, reading);
    if (refused.has_value() != (report.non_canonical.count() != 0)) return false;
    // The path of the first one may be too long to keep.
    return !refused || report.non_canonical.kept().empty() ||
           name_of(report.non_canonical.kept().front().kind) == name_of(refused->code);
}

}  // namespace souris::properties
