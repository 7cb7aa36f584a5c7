// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/cbor.hpp>
#include <souris/msgpack.hpp>

/// Properties of values in other formats. Each function returns whether its property holds. Used by
/// the property tests and the fuzz targets.

namespace souris::properties {

/// An other format and its two functions.
struct Foreign {
    OtherFormat identifier;
    Result<Value> (*read)(std::span<const std::byte>, const InteropReadOptions&);
    Result<Bytes> (*write)(const Value&, const InteropWriteOptions&);
};

inline constexpr Foreign cbor{OtherFormat::cbor, value_from_cbor, to_cbor};
inline constexpr Foreign msgpack{OtherFormat::msgpack, value_from_msgpack, to_msgpack};

/// With tagged maps, any value round-trips, and is written as the same bytes again.
inline bool value_comes_back(const Value& value, const Foreign& format) {
    const auto bytes = format.write(value, {.tagged = true});
    if (!bytes) return false;
    const auto back = format.read(*bytes, {.strict = true});
    return back && *back == value && format.write(*back, {.tagged = true}) == bytes;
}

/// Without tagged maps, a value round-trips or is refused, as `check_expressible` predicts. An
/// approximated value is never refused, and approximating it again changes nothing.
inline bool value_is_native_or_refused(const Value& value, const Foreign& format) {
    const auto is_kept = [&](const Value& kept) {
        const auto bytes = format.write(kept, {});
        return bytes && format.read(*bytes, {.tagged = false}) == kept;
    };
    const auto expressible = check_expressible(value, format.identifier);
    if (expressible) return is_kept(value);
    const auto refused = format.write(value, {});
    if (refused || refused.error() != expressible.error()) return false;
    Value nearest = value;
    return approximate(nearest, format.identifier) != 0 && is_kept(nearest) &&
           approximate(nearest, format.identifier) == 0;
}

/// Any bytes give an error with a reason and a place, or a value that round-trips.
inline bool bytes_are_a_value_or_refused(std::span<const std::byte> bytes, const Foreign& format) {
    const Limits limits = Limits::hostile();
    for (const bool tagged : {true, false}) {
        const auto exact = format.read(bytes, {.limits = limits, .tagged = tagged});
        std::uint64_t losses = 0;
        const auto lossy = format.read(
            bytes, {.limits = limits, .tagged = tagged, .lossy = true, .losses = &losses});
        // Lossy reading has no losses if exact reading succeeds.
        if (exact && (losses != 0 || lossy != exact)) return false;
        for (const auto* const read : {&exact, &lossy}) {
            if (*read) {
                if (!value_comes_back(**read, format)) return false;
            } else if (kind_of(read->error().code) > ErrorKind::limit ||
                       read->error().offset.value_or(0) > bytes.size()) {
                return false;
            }
        }
    }
    return true;
}

/// With tagged maps, any value has canonical CBOR, which reads back as the same value.
inline bool canonical_cbor_comes_back(const Value& value) {
    const auto bytes = to_cbor(value, {.tagged = true, .canonical = true});
    return bytes && value_from_cbor(*bytes, {.canonical = true}) == value;
}

/// Any bytes are read as canonical CBOR exactly if they are what writing their value gives.
inline bool cbor_bytes_are_told(std::span<const std::byte> bytes) {
    const Limits limits = Limits::hostile();
    for (const bool tagged : {true, false}) {
        const auto canonical =
            value_from_cbor(bytes, {.limits = limits, .tagged = tagged, .canonical = true});
        const auto any =
            value_from_cbor(bytes, {.limits = limits, .tagged = tagged, .wide_floats = true});
        if (!any) {
            if (canonical) return false;
            continue;
        }
        const auto again = to_cbor(*any, {.tagged = tagged, .canonical = true});
        const bool is_same = again && std::ranges::equal(*again, bytes);
        if (canonical.has_value() != is_same || (canonical && *canonical != *any)) return false;
        if (!canonical && canonical.error().code != ErrorCode::not_canonical) return false;
    }
    return true;
}

}  // namespace souris::properties
