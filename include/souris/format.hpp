// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/core.h>

#include <souris/address.hpp>
#include <souris/complex.hpp>
#include <souris/config.hpp>
#include <souris/detail/value_hints.hpp>
#include <souris/error.hpp>
#include <souris/integer_format.hpp>  // IWYU pragma: export
#include <souris/json_text.hpp>
#include <souris/time_zone.hpp>
#include <souris/timestamp.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

/// @file
/// `fmt::format("{:>20}", value)` for the types of the library, with fmt's specifiers for text:
/// fill, align, width, precision.
///
/// | type | text |
/// |---|---|
/// | `Ipv4`, `Ipv6`, `Timestamp`, `Complex` | the result of `to_string` |
/// | `TimeZone`, `JsonText` | the name, the text |
/// | `Type`, `ErrorCode` | the name |
/// | `Error` | its message |
/// | `Value` | tagged JSON on one line, or the reason why it has none between `<` and `>` |
///
/// `Integer` has the specifiers of integers (integer_format.hpp). All of them, but for `Integer`,
/// are also written to a stream by `<<`.

namespace souris { inline namespace v0 { namespace detail {

[[nodiscard]] inline std::string text_of(const Ipv4& value) {
    return value.to_string();
}
[[nodiscard]] inline std::string text_of(const Ipv6& value) {
    return value.to_string();
}
[[nodiscard]] inline std::string text_of(const Timestamp& value) {
    return value.to_string();
}
[[nodiscard]] inline std::string text_of(const Complex& value) {
    return value.to_string();
}
[[nodiscard]] inline std::string text_of(const Error& error) {
    return error.message();
}
[[nodiscard]] inline std::string_view text_of(const TimeZone& value) {
    return value.name();
}
[[nodiscard]] inline std::string_view text_of(const JsonText& value) {
    return value.text();
}
[[nodiscard]] inline std::string_view text_of(Type type) {
    return name_of(type);
}
[[nodiscard]] inline std::string_view text_of(ErrorCode code) {
    return name_of(code);
}
[[nodiscard]] SOURIS_EXPORT std::string text_of(const Value& value);

/// Compiled once, since fmt's formatter is slow to compile.
SOURIS_EXPORT fmt::format_context::iterator write_formatted(
    std::string_view text, const fmt::formatter<fmt::string_view>& formatter,
    fmt::format_context& context);

/// Formats the result of `text_of`.
template <class T>
struct TextFormatter : fmt::formatter<fmt::string_view> {
    auto format(const T& value, fmt::format_context& context) const {
        return write_formatted(text_of(value), *this, context);
    }
};

/// The types in the table above.
template <class T>
concept Formatted = requires(const T& value) {
    text_of(value);
    requires std::is_base_of_v<TextFormatter<T>, fmt::formatter<T>>;
};

}}}  // namespace souris::v0::detail

template <>
struct fmt::formatter<souris::Ipv4> : souris::detail::TextFormatter<souris::Ipv4> {};
template <>
struct fmt::formatter<souris::Ipv6> : souris::detail::TextFormatter<souris::Ipv6> {};
template <>
struct fmt::formatter<souris::Timestamp> : souris::detail::TextFormatter<souris::Timestamp> {};
template <>
struct fmt::formatter<souris::Complex> : souris::detail::TextFormatter<souris::Complex> {};
template <>
struct fmt::formatter<souris::TimeZone> : souris::detail::TextFormatter<souris::TimeZone> {};
template <>
struct fmt::formatter<souris::JsonText> : souris::detail::TextFormatter<souris::JsonText> {};
template <>
struct fmt::formatter<souris::Type> : souris::detail::TextFormatter<souris::Type> {};
template <>
struct fmt::formatter<souris::ErrorCode> : souris::detail::TextFormatter<souris::ErrorCode> {};
template <>
struct fmt::formatter<souris::Error> : souris::detail::TextFormatter<souris::Error> {};
template <>
struct fmt::formatter<souris::Value> : souris::detail::TextFormatter<souris::Value> {};

namespace souris { inline namespace v0 {

/// Writes the text of the table above, such as that of a `Value`, to a stream of the standard
/// library.
template <detail::StandardStream Stream, detail::Formatted T>
Stream& operator<<(Stream& stream, const T& value) {
    stream << std::string_view(detail::text_of(value));
    return stream;
}

}}  // namespace souris::v0
