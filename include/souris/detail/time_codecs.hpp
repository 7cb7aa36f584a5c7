// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <cstdint>

#include <souris/config.hpp>
#include <souris/detail/ticks.hpp>
#include <souris/object_codec.hpp>

/// @file
/// `Codec` for times: those of the format, and those of `std::chrono`.

namespace souris { inline namespace v0 {

class TimeZone;

template <>
struct Codec<Timestamp> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Timestamp& value) {
        return encoder.write_timestamp(value);
    }
    static bool decode(Decoder& decoder, Timestamp& value) { return decoder.read_timestamp(value); }
};

template <>
struct SOURIS_EXPORT Codec<TimeZone> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const TimeZone& value);
    static bool decode(Decoder& decoder, TimeZone& value);
};

namespace detail {

/// Writes the timestamp at `count`. Errors: those of `timestamp_of`.
[[nodiscard]] SOURIS_EXPORT bool write_ticks(Encoder& encoder, const Ticks& unit,
                                             std::uint64_t count);
/// The inverse. Errors: those of `count_of`.
[[nodiscard]] SOURIS_EXPORT bool read_ticks(Decoder& decoder, const Ticks& unit,
                                            std::uint64_t& count);

/// A time point of the system clock: a timestamp. A time that is not a whole number of the type's
/// unit is `inexact_number`.
template <class T>
requires Undescribed<T> && SystemTime<T>
struct DefaultCodec<T> : WholeCodec {
    using Rep = typename T::rep;
    using Period = typename T::period;

    static bool encode(Encoder& encoder, const T& value) {
        return write_ticks(encoder, ticks_of<Rep, Period>(),
                           static_cast<std::uint64_t>(value.time_since_epoch().count()));
    }
    static bool decode(Decoder& decoder, T& value) {
        std::uint64_t count = 0;
        if (!read_ticks(decoder, ticks_of<Rep, Period>(), count)) return false;
        value = T(typename T::duration(static_cast<Rep>(count)));
        return true;
    }
};

/// The number of units; the unit is not stored.
template <class T>
requires Undescribed<T> && Duration<T>
struct DefaultCodec<T> : WholeCodec {
    using Rep = typename T::rep;

    static bool encode(Encoder& encoder, const T& value) {
        return Codec<Rep>::encode(encoder, value.count());
    }
    static bool decode(Decoder& decoder, T& value) {
        Rep count{};
        if (!Codec<Rep>::decode(decoder, count)) return false;
        value = T(count);
        return true;
    }
};

}  // namespace detail

}}  // namespace souris::v0
