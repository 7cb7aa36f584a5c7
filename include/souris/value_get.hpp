// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <souris/config.hpp>
#include <souris/value.hpp>

/// @file
/// `Value::get` and what else of value.hpp is a template.

namespace souris::inline v0 {

namespace detail {

/// `wrong_type`, saying what was found and what was wanted.
[[nodiscard]] SOURIS_EXPORT Error wrong_type(Type found, Type wanted);

/// What the format can hold; long double is not the same on every machine.
template <class T>
concept FormatFloat = std::same_as<T, float> || std::same_as<T, double>;

/// Whether it is no number. By its bits, which no compiler's option for speed makes light of.
[[nodiscard]] constexpr bool is_nan(double number) noexcept {
    return (std::bit_cast<std::uint64_t>(number) & ~(std::uint64_t{1} << 63U)) >
           0x7FF0'0000'0000'0000U;
}

/// The `double` of the same value. The bits of a NaN stay, while a conversion may change the one
/// that says whether it signals.
[[nodiscard]] constexpr double widened(float number) noexcept {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    const std::uint64_t fraction = bits & 0x7F'FFFFU;
    if ((bits & 0x7FFF'FFFFU) <= 0x7F80'0000U) return static_cast<double>(number);
    return std::bit_cast<double>(std::uint64_t{bits >> 31U} << 63U | 0x7FF0'0000'0000'0000U |
                                 fraction << 29U);
}

/// The `float` of the same value: of a NaN, of the same bits.
[[nodiscard]] inline Result<float> narrowed(double number) {
    if (!is_nan(number)) {
        const auto converted = static_cast<float>(number);
        if (static_cast<double>(converted) == number) return converted;
        return failure(ErrorCode::inexact_number);
    }
    const auto bits = std::bit_cast<std::uint64_t>(number);
    if ((bits & 0x1FFF'FFFFU) != 0) return failure(ErrorCode::inexact_number);
    const auto sign = static_cast<std::uint32_t>(bits >> 32U) & 0x8000'0000U;
    const auto fraction = static_cast<std::uint32_t>(bits >> 29U) & 0x7F'FFFFU;
    return std::bit_cast<float>(sign | 0x7F80'0000U | fraction);
}

/// The content of a `Value` whose type is known.
struct SOURIS_EXPORT Unchecked {
    static bool boolean(const Value& value) noexcept;
    static char32_t character(const Value& value) noexcept;
    static float float32(const Value& value) noexcept;
    static double float64(const Value& value) noexcept;
    static Complex complex(const Value& value) noexcept;
    static Timestamp timestamp(const Value& value) noexcept;
    static Ipv4 ipv4(const Value& value) noexcept;
    static Ipv6 ipv6(const Value& value) noexcept;
    static Integer integer(const Value& value) noexcept { return value.integer(); }
};

/// What was checked when it came in.
[[nodiscard]] SOURIS_EXPORT TimeZone stored_time_zone(std::string_view name);
/// @copydoc stored_time_zone
[[nodiscard]] SOURIS_EXPORT JsonText stored_json(std::string_view text);

template <class T>
inline constexpr bool is_never = false;

/// `get` for whatever has a type and content: `Access` reads the content of a `source` whose type
/// was checked.
template <class T, class Access, class Source>
[[nodiscard]] Result<T> get_as(const Source& source) {
    const auto typed = [&](Type wanted, auto read) -> Result<T> {
        if (!source.is(wanted)) return failure(wrong_type(source.type(), wanted));
        return read(source);
    };
    if constexpr (std::same_as<T, bool>) {
        return typed(Type::boolean, Access::boolean);
    } else if constexpr (std::same_as<T, char32_t>) {
        return typed(Type::character, Access::character);
    } else if constexpr (std::same_as<T, Integer>) {
        return typed(Type::integer, Access::integer);
    } else if constexpr (Countable<T>) {
        return typed(Type::integer, [](const Source& value) -> Result<T> {
            return Access::integer(value).template to<T>();
        });
    } else if constexpr (FormatFloat<T>) {
        constexpr bool is_wide = std::same_as<T, double>;
        if (source.is(Type::float32)) {
            if constexpr (is_wide)
                return widened(Access::float32(source));
            else
                return Access::float32(source);
        }
        if (source.is(Type::integer)) return Access::integer(source).template to<T>();
        return typed(Type::float64, [](const Source& value) -> Result<T> {
            if constexpr (is_wide)
                return Access::float64(value);
            else
                return narrowed(Access::float64(value));
        });
    } else if constexpr (std::same_as<T, std::string_view>) {
        return typed(Type::string, [](const Source& value) { return value.text(); });
    } else if constexpr (std::same_as<T, std::string>) {
        return typed(Type::string, [](const Source& value) { return std::string(value.text()); });
    } else if constexpr (std::same_as<T, std::span<const std::byte>>) {
        return typed(Type::binary, [](const Source& value) { return value.binary(); });
    } else if constexpr (std::same_as<T, Complex>) {
        return typed(Type::complex, Access::complex);
    } else if constexpr (std::same_as<T, Timestamp>) {
        return typed(Type::timestamp, Access::timestamp);
    } else if constexpr (std::same_as<T, TimeZone>) {
        return typed(Type::timezone,
                     [](const Source& value) { return stored_time_zone(value.text()); });
    } else if constexpr (std::same_as<T, JsonText>) {
        return typed(Type::json, [](const Source& value) { return stored_json(value.text()); });
    } else if constexpr (std::same_as<T, Ipv4>) {
        return typed(Type::ipv4, Access::ipv4);
    } else if constexpr (std::same_as<T, Ipv6>) {
        return typed(Type::ipv6, Access::ipv6);
    } else {
        static_assert(is_never<T>, "no value is read as this type");
    }
}

}  // namespace detail

template <class T>
Result<T> Value::get() const {
    return detail::get_as<T, detail::Unchecked>(*this);
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

}  // namespace souris::inline v0
