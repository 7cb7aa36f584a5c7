// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>

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

/// A unit of time of `numerator / denominator` seconds.
struct Ticks {
    std::intmax_t numerator;
    std::intmax_t denominator;
    /// The range of the program's type.
    std::int64_t least;
    std::uint64_t greatest;
};

/// Writes the timestamp `count` ticks after 1970; `count` is two's complement. Errors:
/// `unrepresentable` for fractions of a nanosecond, and for years beyond the range of a timestamp.
[[nodiscard]] SOURIS_EXPORT bool write_ticks(Encoder& encoder, const Ticks& unit,
                                             std::uint64_t count);
/// The inverse. Errors: `inexact_number` if the time is not a whole number of ticks;
/// `integer_out_of_range`.
[[nodiscard]] SOURIS_EXPORT bool read_ticks(Decoder& decoder, const Ticks& unit,
                                            std::uint64_t& count);

template <ShortInteger Rep, class Period>
[[nodiscard]] Ticks ticks_of() noexcept {
    using Range = std::numeric_limits<Rep>;
    return {Period::num, Period::den, Range::min(), Range::max()};
}

/// `std::chrono::duration`, without including its header, which is slow to compile.
template <class T>
concept Duration = requires(const T& duration) {
    typename T::rep;
    T::period::num;
    T::period::den;
    { duration.count() } -> std::same_as<typename T::rep>;
    T(duration.count());
};

/// A time point of `std::chrono::system_clock`, the only clock with conversions to `std::time_t`.
template <class T>
concept SystemTime = requires(const T& time) {
    requires Duration<typename T::duration>;
    requires ShortInteger<typename T::rep>;
    { time.time_since_epoch() } -> std::same_as<typename T::duration>;
    T::clock::to_time_t(T::clock::now());
};

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
