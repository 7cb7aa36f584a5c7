// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/floating.hpp>
#include <souris/object_codec.hpp>
#include <souris/tuple_codecs.hpp>

/// @file
/// `Codec` for what is one value and contains no others: numbers, text, bytes, times.

namespace souris::inline v0 {

class JsonText;
class TimeZone;

template <>
struct Codec<bool> : detail::WholeCodec {
    static bool encode(Encoder& encoder, bool value) { return encoder.write_boolean(value); }
    static bool decode(Decoder& decoder, bool& value) { return decoder.read_boolean(value); }
};

namespace detail {

/// Every integer type, those of characters but `char32_t` too.
template <AnyInteger T>
struct DefaultCodec<T> : WholeCodec {
    static bool encode(Encoder& encoder, T value) { return encoder.write_integer(value); }
    static bool decode(Decoder& decoder, T& value) { return decoder.read_integer(value); }
};

}  // namespace detail

/// A number from 0 to 255. Many of them are a binary value.
template <>
struct Codec<std::byte> : detail::WholeCodec {
    static bool encode(Encoder& encoder, std::byte value) {
        return encoder.write_integer(std::to_integer<std::uint8_t>(value));
    }
    static bool decode(Decoder& decoder, std::byte& value) {
        std::uint8_t number = 0;
        if (!decoder.read_integer(number)) return false;
        value = std::byte{number};
        return true;
    }
};

template <>
struct Codec<Integer> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Integer& value) {
        return encoder.write_integer(value);
    }
    static bool decode(Decoder& decoder, Integer& value) { return decoder.read_integer(value); }
};

namespace detail {

template <class T>
requires std::same_as<T, float> || std::same_as<T, double>
struct DefaultCodec<T> : WholeCodec {
    static bool encode(Encoder& encoder, T value) { return encoder.write_number(value); }
    static bool decode(Decoder& decoder, T& value) { return decoder.read_number(value); }
};

}  // namespace detail

/// As the `double` of the same value; one that has none is `inexact_number`.
template <>
struct Codec<long double> : detail::WholeCodec {
    static bool encode(Encoder& encoder, long double value) {
        const auto number = static_cast<double>(value);
        const bool is_exact = static_cast<long double>(number) == value || detail::is_nan(number);
        return is_exact ? encoder.write_number(number) : encoder.fail(ErrorCode::inexact_number);
    }
    static bool decode(Decoder& decoder, long double& value) {
        double number = 0;
        if (!decoder.read_number(number)) return false;
        value = number;
        return true;
    }
};

template <>
struct Codec<char32_t> : detail::WholeCodec {
    static bool encode(Encoder& encoder, char32_t value) { return encoder.write_character(value); }
    static bool decode(Decoder& decoder, char32_t& value) { return decoder.read_character(value); }
};

namespace detail {

/// Reads text that is no longer than this and has no null in it; nulls follow it.
[[nodiscard]] SOURIS_EXPORT bool read_text_array(Decoder& decoder, std::span<char> text);
/// Reads a binary value of exactly so many bytes.
[[nodiscard]] SOURIS_EXPORT bool read_byte_array(Decoder& decoder, std::span<std::byte> bytes);

}  // namespace detail

template <>
struct Codec<std::string> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::string& value) {
        return encoder.write_text(value);
    }
    static bool decode(Decoder& decoder, std::string& value) { return decoder.read_text(value); }
};

/// A view into the input.
template <>
struct Codec<std::string_view> : detail::WholeCodec {
    static bool encode(Encoder& encoder, std::string_view value) {
        return encoder.write_text(value);
    }
    static bool decode(Decoder& decoder, std::string_view& value) {
        return decoder.read_view(value);
    }
};

namespace detail {

/// UTF-8 in strings of any allocator.
template <class Character, class Traits, class Allocator>
requires std::same_as<Character, char> || std::same_as<Character, char8_t>
struct DefaultCodec<std::basic_string<Character, Traits, Allocator>> : WholeCodec {
    using Text = std::basic_string<Character, Traits, Allocator>;

    static bool encode(Encoder& encoder, const Text& value) {
        return encoder.write_text({reinterpret_cast<const char*>(value.data()), value.size()});
    }
    static bool decode(Decoder& decoder, Text& value) {
        std::string_view text;
        if (!decoder.read_text(text) || !decoder.charge_text(text.size())) return false;
        if (text.size() > value.capacity()) Text(value.get_allocator()).swap(value);
        value.assign(reinterpret_cast<const Character*>(text.data()), text.size());
        return true;
    }
};

}  // namespace detail

/// A view into the input.
template <>
struct Codec<std::u8string_view> : detail::WholeCodec {
    static bool encode(Encoder& encoder, std::u8string_view value) {
        return encoder.write_text({reinterpret_cast<const char*>(value.data()), value.size()});
    }
    static bool decode(Decoder& decoder, std::u8string_view& value) {
        std::string_view text;
        if (!decoder.read_view(text)) return false;
        value = {reinterpret_cast<const char8_t*>(text.data()), text.size()};
        return true;
    }
};

namespace detail {

/// Written only: text up to its null; of no text, null.
template <class T>
requires std::same_as<T, const char*> || std::same_as<T, char*>
struct DefaultCodec<T> {
    static bool encode(Encoder& encoder, const char* value) {
        return value == nullptr ? encoder.write_null() : encoder.write_text(value);
    }
    static bool decode(Decoder&, T&) {
        static_assert(!std::same_as<T, T>,
                      "souris does not read into a char*, which owns no text: use std::string or "
                      "std::string_view");
        return false;
    }
};

/// Text up to its null, or to the array's end. What is read must fit; nulls follow it.
template <std::size_t size>
struct DefaultCodec<char[size]> : WholeCodec {
    static bool encode(Encoder& encoder, const char (&value)[size]) {
        const std::string_view all(value, size);
        return encoder.write_text(all.substr(0, all.find('\0')));
    }
    static bool decode(Decoder& decoder, char (&value)[size]) {
        return read_text_array(decoder, value);
    }
};

/// A binary value of exactly so many bytes.
template <std::size_t size>
struct DefaultCodec<std::array<std::byte, size>> : WholeCodec {
    static bool encode(Encoder& encoder, const std::array<std::byte, size>& value) {
        return encoder.write_binary(value);
    }
    static bool decode(Decoder& decoder, std::array<std::byte, size>& value) {
        return read_byte_array(decoder, value);
    }
};

/// @copydoc DefaultCodec<std::array<std::byte,size>>
template <std::size_t size>
struct DefaultCodec<std::byte[size]> : WholeCodec {
    static bool encode(Encoder& encoder, const std::byte (&value)[size]) {
        return encoder.write_binary(value);
    }
    static bool decode(Decoder& decoder, std::byte (&value)[size]) {
        return read_byte_array(decoder, value);
    }
};

}  // namespace detail

// Not inline: compilers take long to make a span of a vector.
template <>
struct SOURIS_EXPORT Codec<Bytes> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Bytes& value);
    static bool decode(Decoder& decoder, Bytes& value);
};

/// A view into the input, which must hold the bytes stored.
template <>
struct Codec<std::span<const std::byte>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, std::span<const std::byte> value) {
        return encoder.write_binary(value);
    }
    static bool decode(Decoder& decoder, std::span<const std::byte>& value) {
        return decoder.read_view(value);
    }
};

template <>
struct Codec<Value> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Value& value) { return encoder.write_value(value); }
    static bool decode(Decoder& decoder, Value& value) { return decoder.read_value(value); }
};

template <>
struct Codec<Timestamp> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Timestamp& value) {
        return encoder.write_timestamp(value);
    }
    static bool decode(Decoder& decoder, Timestamp& value) { return decoder.read_timestamp(value); }
};

template <>
struct Codec<Complex> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Complex& value) {
        return encoder.write_complex(value);
    }
    static bool decode(Decoder& decoder, Complex& value) { return decoder.read_complex(value); }
};

template <>
struct Codec<Ipv4> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Ipv4& value) { return encoder.write_ipv4(value); }
    static bool decode(Decoder& decoder, Ipv4& value) { return decoder.read_ipv4(value); }
};

template <>
struct Codec<Ipv6> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Ipv6& value) { return encoder.write_ipv6(value); }
    static bool decode(Decoder& decoder, Ipv6& value) { return decoder.read_ipv6(value); }
};

template <>
struct SOURIS_EXPORT Codec<TimeZone> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const TimeZone& value);
    static bool decode(Decoder& decoder, TimeZone& value);
};

template <>
struct SOURIS_EXPORT Codec<JsonText> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const JsonText& value);
    static bool decode(Decoder& decoder, JsonText& value);
};

namespace detail {

/// A number of ticks of `numerator / denominator` seconds.
struct Ticks {
    std::intmax_t numerator;
    std::intmax_t denominator;
    /// The least and the greatest number that the program's type has.
    std::int64_t least;
    std::uint64_t greatest;
};

/// Writes the timestamp that is so many ticks after 1970, given as the two's complement. Errors:
/// `unrepresentable` for parts of a nanosecond, and for years that a timestamp does not have.
[[nodiscard]] SOURIS_EXPORT bool write_ticks(Encoder& encoder, const Ticks& unit,
                                             std::uint64_t count);
/// And back. Errors: `inexact_number` if it is no whole number of them; `integer_out_of_range`.
[[nodiscard]] SOURIS_EXPORT bool read_ticks(Decoder& decoder, const Ticks& unit,
                                            std::uint64_t& count);

template <ShortInteger Rep, class Period>
[[nodiscard]] Ticks ticks_of() noexcept {
    using Range = std::numeric_limits<Rep>;
    return {Period::num, Period::den, Range::min(), Range::max()};
}

/// `std::chrono::duration`, whose header takes long to compile and is not asked for here.
template <class T>
concept Duration = requires(const T& duration) {
    typename T::rep;
    T::period::num;
    T::period::den;
    { duration.count() } -> std::same_as<typename T::rep>;
    T(duration.count());
};

/// A time point of `std::chrono::system_clock`: of the clocks, the one that knows `std::time_t`.
template <class T>
concept SystemTime = requires(const T& time) {
    requires Duration<typename T::duration>;
    requires ShortInteger<typename T::rep>;
    { time.time_since_epoch() } -> std::same_as<typename T::duration>;
    T::clock::to_time_t(T::clock::now());
};

/// A time point of the system's clock: a timestamp. One that is no whole number of its unit is
/// `inexact_number`.
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

/// The number of its own unit, which the bytes do not tell.
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

/// `std::complex`, whose header takes long to compile and is not asked for here.
template <class T>
concept ComplexNumber = requires(const T& number, typename T::value_type part) {
    { number.real() } -> std::same_as<typename T::value_type>;
    { number.imag() } -> std::same_as<typename T::value_type>;
    T(part, part);
};

/// An array of the real and the imaginary part: the format's complex numbers have no such form.
template <class T>
requires Undescribed<T> && ComplexNumber<T>
struct DefaultCodec<T> : WholeCodec {
    using Parts = std::array<typename T::value_type, 2>;

    static bool encode(Encoder& encoder, const T& value) {
        return Codec<Parts>::encode(encoder, {value.real(), value.imag()});
    }
    static bool decode(Decoder& decoder, T& value) {
        Parts parts{};
        if (!Codec<Parts>::decode(decoder, parts)) return false;
        value = T(parts[0], parts[1]);
        return true;
    }
};

/// Charges for a path: its text, and each of its parts once more.
[[nodiscard]] SOURIS_EXPORT bool charge_path(Decoder& decoder, std::string_view text);

/// `std::filesystem::path`, whose header takes long to compile and is not asked for here.
template <class T>
concept FilePath = requires(const T& path) {
    typename T::string_type;
    T::preferred_separator;
    path.generic_u8string();
};

/// A path: its generic form, as text. One that is not UTF-8 is `invalid_utf8`.
template <class T>
requires Undescribed<T> && FilePath<T>
struct DefaultCodec<T> : WholeCodec {
    static bool encode(Encoder& encoder, const T& value) {
        const std::u8string text = value.generic_u8string();
        return encoder.write_text({reinterpret_cast<const char*>(text.data()), text.size()});
    }
    static bool decode(Decoder& decoder, T& value) {
        std::string_view text;
        if (!decoder.read_text(text) || !charge_path(decoder, text)) return false;
        // Not into what was there before, of which it would keep parts.
        T path(std::u8string_view(reinterpret_cast<const char8_t*>(text.data()), text.size()));
        value.swap(path);
        return true;
    }
};

}  // namespace detail

}  // namespace souris::inline v0
