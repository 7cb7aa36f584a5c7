// SPDX-License-Identifier: MIT
#include "json/scalar_writer.hpp"

#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include <fmt/core.h>

#include <souris/utf8.hpp>

#include "base/return_if_error.hpp"
#include "json/json_escape.hpp"
#include "value/default_rounding.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

template <class Number>
char* to_text(char* out, char* end, Number number) noexcept {
    if constexpr (std::floating_point<Number>) {
        const DefaultRounding rounding;
        return std::to_chars(out, end, number).ptr;
    } else {
        return std::to_chars(out, end, number).ptr;
    }
}

}  // namespace

template <class Number>
void JsonScalarWriter::put_number(Number number) {
    constexpr std::size_t longest = 32;
    auto* const out = reinterpret_cast<char*>(sink_.reserve(longest));
    char* end = to_text(out, out + longest, number);
    assert(out + longest - end >= 2);
    if constexpr (std::floating_point<Number>) {
        const std::string_view digits(out, static_cast<std::size_t>(end - out));
        if (digits.find_first_of(".e") == std::string_view::npos) {
            *end++ = '.';
            *end++ = '0';
        }
    }
    sink_.commit(reinterpret_cast<std::byte*>(end));
}

template <class Number, std::size_t size>
void JsonScalarWriter::put_numbers(std::span<const Number, size> numbers) {
    put("[");
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i != 0) put(",");
        put_number(static_cast<unsigned>(numbers[i]));
    }
    put("]");
}

void JsonScalarWriter::begin_member(Type type, std::string_view quoted_key) {
    assert(quoted_key.size() > 2 && quoted_key.front() == '"' && quoted_key.back() == '"');
    put("{");
    if (is_tagged_) {
        put("\"souris_type\":");
        put_number(static_cast<unsigned>(type));
        put(",");
    }
    put(quoted_key);
    put(":");
}

Result<void, ErrorCode> JsonScalarWriter::write_key(std::string_view key) {
    return write_string(key, Limit::key);
}

Result<void, ErrorCode> JsonScalarWriter::write_scalar(const Value& value) {
    const auto& payload = TreeAccess::payload(value);
    switch (value.type()) {
        case Type::null:
            put("null");
            return {};
        case Type::boolean:
            put(payload.boolean ? "true" : "false");
            return {};
        case Type::integer:
            return write_integer(value.integer());
        case Type::float64:
            return write_float64(payload.float64);
        case Type::float32:
            return write_float32(payload.float32);
        case Type::character:
            return write_character(payload.character);
        case Type::string:
            return write_string(value.text(), Limit::string);
        case Type::binary:
            return write_binary(value.binary());
        case Type::complex:
            return write_complex(ValueAccess::complex(value));
        case Type::timestamp:
            return write_timestamp(payload.timestamp);
        case Type::json:
            return write_json_text(value.text());
        case Type::timezone:
            return write_time_zone(value.text());
        case Type::ipv4:
            write_address(Type::ipv4, std::span(payload.ipv4.octets));
            return {};
        case Type::ipv6:
            write_address(Type::ipv6, std::span(payload.ipv6.groups));
            return {};
        case Type::array:
        case Type::map:
            break;
    }
    return failure(ErrorCode::internal_error);
}

Result<void, ErrorCode> JsonScalarWriter::write_integer(const Integer& integer) {
    if (const auto number = integer.to<std::uint64_t>()) {
        put_number(*number);
    } else if (const auto negative = integer.to<std::int64_t>()) {
        put_number(*negative);
    } else if (is_tagged_) {
        begin_member(Type::integer, "\"integer\"");
        char digits[Integer::max_digits];
        put("\"");
        put({digits, integer.write_digits(digits)});
        put("\"}");
    } else {
        return unrepresentable("integer outside of 64 bits");
    }
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_float64(double number) {
    if (!std::isfinite(number)) return write_bits(Type::float64, number);
    put_number(number);
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_float32(float number) {
    if (!std::isfinite(number)) return write_bits(Type::float32, number);
    if (is_tagged_) begin_member(Type::float32, "\"single\"");
    put_number(widened(number));
    if (is_tagged_) put("}");
    return {};
}

template <std::floating_point T>
Result<void, ErrorCode> JsonScalarWriter::write_bits(Type type, T number) {
    if (!is_tagged_) return unrepresentable("not a finite number");
    using Bits = std::conditional_t<sizeof(T) == sizeof(float), std::uint32_t, std::uint64_t>;
    begin_member(type, "\"bits\"");
    constexpr std::size_t digits = sizeof(T) * 2;
    put(fmt::format("\"{:0{}x}\"}}", std::bit_cast<Bits>(number), digits));
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_character(char32_t character) {
    if (!is_scalar_value(character)) return failure(ErrorCode::invalid_character);
    char encoded[4];
    const std::string_view text(encoded, encode_utf8(character, encoded));
    if (is_tagged_) begin_member(Type::character, "\"character\"");
    write_json_string(sink_, text, options_.ascii);
    if (is_tagged_) put("}");
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_string(std::string_view text, Limit limit) {
    SOURIS_RETURN_IF_ERROR(check_text(text, limit));
    write_json_string(sink_, text, options_.ascii);
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_json_text(std::string_view json) {
    SOURIS_RETURN_IF_ERROR(check_text(json, Limit::string));
    if (is_tagged_) begin_member(Type::json, "\"json\"");
    write_json_inline(sink_, json, options_.ascii);
    if (is_tagged_) put("}");
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_time_zone(std::string_view name) {
    begin_member(Type::timezone, "\"timezone\"");
    SOURIS_RETURN_IF_ERROR(write_string(name, Limit::string));
    put("}");
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_binary(std::span<const std::byte> bytes) {
    if (bytes.size() > options_.limits.max_string) return exceed(Limit::string);
    begin_member(Type::binary, "\"bytes\"");
    put_numbers(bytes);
    put("}");
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_complex(const Complex& complex) {
    if (const auto* const parts = complex.cartesian()) {
        begin_member(Type::complex, "\"real\"");
        SOURIS_RETURN_IF_ERROR(write_integer(parts->real));
        put(",\"imaginary\":");
        SOURIS_RETURN_IF_ERROR(write_integer(parts->imaginary));
    } else {
        begin_member(Type::complex, "\"modulus\"");
        SOURIS_RETURN_IF_ERROR(write_float64(complex.polar()->modulus));
        put(",\"argument\":");
        SOURIS_RETURN_IF_ERROR(write_float64(complex.polar()->argument));
    }
    put("}");
    return {};
}

Result<void, ErrorCode> JsonScalarWriter::write_timestamp(const Timestamp& time) {
    if (!time.is_valid()) return failure(ErrorCode::invalid_timestamp);
    begin_member(Type::timestamp, "\"timestamp\"");
    put("\"");
    put(time.to_string());
    put("\"}");
    return {};
}

template <class Number, std::size_t size>
void JsonScalarWriter::write_address(Type type, std::span<const Number, size> numbers) {
    if (is_tagged_) begin_member(type, "\"octets\"");
    put_numbers(numbers);
    if (is_tagged_) put("}");
}

Result<void, ErrorCode> JsonScalarWriter::check_text(std::string_view text, Limit limit) {
    if (!is_utf8(text)) return failure(ErrorCode::invalid_utf8);
    const Limits& limits = options_.limits;
    if (text.size() > (limit == Limit::key ? limits.max_key : limits.max_string)) {
        return exceed(limit);
    }
    return {};
}

tl::unexpected<ErrorCode> JsonScalarWriter::unrepresentable(const char* detail) noexcept {
    detail_ = detail;
    return failure(ErrorCode::unrepresentable);
}

tl::unexpected<ErrorCode> JsonScalarWriter::exceed(Limit limit) noexcept {
    detail_ = name_of(limit);
    return failure(ErrorCode::limit_exceeded);
}

}}}  // namespace souris::v0::detail
