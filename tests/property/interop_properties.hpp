// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/cbor.hpp>
#include <souris/msgpack.hpp>

/// @file
/// What must hold of values in other formats. Each is a function that says whether it does, for the
/// property tests and the fuzz targets alike.

namespace souris::properties {

/// A format and its two functions.
struct Foreign {
    OtherFormat identifier;
    Result<Value> (*read)(std::span<const std::byte>, const InteropReadOptions&);
    Result<Bytes> (*write)(const Value&, const InteropWriteOptions&);
};

inline constexpr Foreign cbor{OtherFormat::cbor, value_from_cbor, to_cbor};
inline constexpr Foreign msgpack{OtherFormat::msgpack, value_from_msgpack, to_msgpack};

/// With tagged maps, any value comes back; and the bytes are those that the same value has again.
inline bool value_comes_back(const Value& value, const Foreign& format) {
    const auto bytes = format.write(value, {.tagged = true});
    if (!bytes) return false;
    const auto back = format.read(*bytes, {.strict = true});
    return back && *back == value && format.write(*back, {.tagged = true}) == bytes;
}

/// Without, it comes back or is refused, just as `check_expressible` says; what comes nearest to it
/// is never refused, and nothing of it has to be replaced again.
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

/// Whatever bytes are given: an error that says what is wrong with them and where, or a value that
/// comes back.
inline bool bytes_are_a_value_or_refused(std::span<const std::byte> bytes, const Foreign& format) {
    const Limits limits = Limits::hostile();
    for (const bool tagged : {true, false}) {
        const auto exact = format.read(bytes, {.limits = limits, .tagged = tagged});
        std::uint64_t losses = 0;
        const auto lossy = format.read(
            bytes, {.limits = limits, .tagged = tagged, .lossy = true, .losses = &losses});
        // Where nothing has to be lost, nothing is.
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

}  // namespace souris::properties
