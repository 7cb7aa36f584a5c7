// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/detail/floating.hpp>
#include <souris/detail/tuple_codecs.hpp>
#include <souris/object_codec.hpp>

/// @file
/// `Codec` for types without nested values: numbers, text, bytes.

namespace souris { inline namespace v0 {

class JsonText;

template <>
struct Codec<bool> : detail::WholeCodec {
    static bool encode(Encoder& encoder, bool value) { return encoder.write_boolean(value); }
    static bool decode(Decoder& decoder, bool& value) { return decoder.read_boolean(value); }
};

namespace detail {

/// Every integer type, including character types except `char32_t`.
template <AnyInteger T>
struct DefaultCodec<T> : WholeCodec {
    static bool encode(Encoder& encoder, T value) { return encoder.write_integer(value); }
    static bool decode(Decoder& decoder, T& value) { return decoder.read_integer(value); }
};

}  // namespace detail

/// A number from 0 to 255. `Bytes`, arrays and spans of them are binary values.
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

/// Written as a `double` of the same value; if there is none, `inexact_number`.
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

/// Reads text that fits `text` and has no null; the rest is filled with nulls.
[[nodiscard]] SOURIS_EXPORT bool read_text_array(Decoder& decoder, std::span<char> text);
/// Reads a binary value of exactly the size of `bytes`.
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

/// UTF-8 strings with any allocator.
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

/// Write-only: text up to its null; a null pointer is written as null.
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

/// Text up to its null or the array's end. Text that is read must fit; the rest is filled with
/// nulls.
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

/// A binary value of exactly `size` bytes.
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

// Not inline: a span of a vector is slow to compile.
template <>
struct SOURIS_EXPORT Codec<Bytes> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const Bytes& value);
    static bool decode(Decoder& decoder, Bytes& value);
};

/// A view into the input, which must contain the bytes uncompressed.
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
struct SOURIS_EXPORT Codec<JsonText> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const JsonText& value);
    static bool decode(Decoder& decoder, JsonText& value);
};

namespace detail {

/// `std::complex`, without including its header, which is slow to compile.
template <class T>
concept ComplexNumber = requires(const T& number, typename T::value_type part) {
    { number.real() } -> std::same_as<typename T::value_type>;
    { number.imag() } -> std::same_as<typename T::value_type>;
    T(part, part);
};

/// An array of the real and the imaginary part: the format's complex numbers do not have this form.
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

/// Charges for a path: its text, and once more for its parts.
[[nodiscard]] SOURIS_EXPORT bool charge_path(Decoder& decoder, std::string_view text);

/// `std::filesystem::path`, without including its header, which is slow to compile.
template <class T>
concept FilePath = requires(const T& path) {
    typename T::string_type;
    T::preferred_separator;
    path.generic_u8string();
};

/// A path in generic form, as text. Not UTF-8: `invalid_utf8`.
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
        // A new object, since an assigned one would keep parts of the old memory.
        T path(std::u8string_view(reinterpret_cast<const char8_t*>(text.data()), text.size()));
        value.swap(path);
        return true;
    }
};

}  // namespace detail

}}  // namespace souris::v0
