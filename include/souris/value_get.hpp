// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/value.hpp>

/// @file
/// `Value::get` and what else of value.hpp is a template.

namespace souris {

namespace detail {

/// `wrong_type`, saying what was found and what was wanted.
[[nodiscard]] Error wrong_type(Type found, Type wanted);

/// What the format can hold; long double is not the same on every machine.
template <class T>
concept FormatFloat = std::same_as<T, float> || std::same_as<T, double>;

template <FormatFloat T>
[[nodiscard]] Result<T> exact_number(double number) {
    const auto converted = static_cast<T>(number);
    const bool is_nan = number != number;
    if (!is_nan && static_cast<double>(converted) != number) {
        return failure(ErrorCode::inexact_number);
    }
    return converted;
}

/// How to read a `T` out of a value of the type `wanted`.
template <class T, Type wanted, auto read>
struct Getter {
    static Result<T> get(const Value& value) {
        if (!value.is(wanted)) return failure(wrong_type(value.type(), wanted));
        return read(value);
    }
};

/// No definition: `get` of an unsupported type does not compile.
template <class T>
struct GetterOf;

struct Unchecked {
    static bool boolean(const Value& value) noexcept;
    static char32_t character(const Value& value) noexcept;
    static float float32(const Value& value) noexcept;
    static double float64(const Value& value) noexcept;
    static Complex complex(const Value& value) noexcept;
    static Timestamp timestamp(const Value& value) noexcept;
    static TimeZone time_zone(const Value& value);
    static JsonText json(const Value& value);
    static Ipv4 ipv4(const Value& value) noexcept;
    static Ipv6 ipv6(const Value& value) noexcept;
    static std::string_view text(const Value& value) noexcept { return value.text(); }
    static std::string string(const Value& value) { return std::string(value.text()); }
    static std::span<const std::byte> binary(const Value& value) noexcept { return value.binary(); }
    static Integer integer(const Value& value) noexcept { return value.integer(); }
};

template <>
struct GetterOf<bool> : Getter<bool, Type::boolean, Unchecked::boolean> {};
template <>
struct GetterOf<char32_t> : Getter<char32_t, Type::character, Unchecked::character> {};
template <>
struct GetterOf<Integer> : Getter<Integer, Type::integer, Unchecked::integer> {};
template <>
struct GetterOf<std::string_view> : Getter<std::string_view, Type::string, Unchecked::text> {};
template <>
struct GetterOf<std::string> : Getter<std::string, Type::string, Unchecked::string> {};
template <>
struct GetterOf<std::span<const std::byte>>
    : Getter<std::span<const std::byte>, Type::binary, Unchecked::binary> {};
template <>
struct GetterOf<Complex> : Getter<Complex, Type::complex, Unchecked::complex> {};
template <>
struct GetterOf<Timestamp> : Getter<Timestamp, Type::timestamp, Unchecked::timestamp> {};
template <>
struct GetterOf<TimeZone> : Getter<TimeZone, Type::timezone, Unchecked::time_zone> {};
template <>
struct GetterOf<JsonText> : Getter<JsonText, Type::json, Unchecked::json> {};
template <>
struct GetterOf<Ipv4> : Getter<Ipv4, Type::ipv4, Unchecked::ipv4> {};
template <>
struct GetterOf<Ipv6> : Getter<Ipv6, Type::ipv6, Unchecked::ipv6> {};

template <Countable T>
struct GetterOf<T> {
    static Result<T> get(const Value& value) {
        if (!value.is(Type::integer)) return failure(wrong_type(value.type(), Type::integer));
        return value.integer().to<T>();
    }
};

template <FormatFloat T>
struct GetterOf<T> {
    static Result<T> get(const Value& value) {
        switch (value.type()) {
            case Type::float64:
                return exact_number<T>(Unchecked::float64(value));
            case Type::float32:
                return static_cast<T>(Unchecked::float32(value));
            case Type::integer:
                return value.integer().to<T>();
            default:
                return failure(wrong_type(value.type(), Type::float64));
        }
    }
};

}  // namespace detail

template <class T>
Result<T> Value::get() const {
    return detail::GetterOf<T>::get(*this);
}

template <class T>
Result<T> Found::get() const {
    if (!value_) return failure(value_.error());
    Result<T> result = (*value_)->get<T>();
    if (!result) result.error().path = path_;
    return result;
}

template <std::input_iterator Iterator>
Array::Array(Iterator first, Iterator last) : Array() {
    for (; first != last; ++first)
        push_back(Value(*first));
}

}  // namespace souris
