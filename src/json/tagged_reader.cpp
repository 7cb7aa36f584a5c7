// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>

#include <souris/sink.hpp>
#include <souris/utf8.hpp>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/value_memory.hpp"
#include "json/json_escape.hpp"
#include "json/scalar_reader.hpp"
#include "value/default_rounding.hpp"
#include "value/json_number.hpp"
#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

// The types that plain JSON lacks, each read from the members of its tagged form.

namespace souris { inline namespace v0 { namespace detail {

constexpr JsonScalarReader::Member JsonScalarReader::members[] = {
    {Type::character, "character", &JsonScalarReader::read_character},
    {Type::binary, "bytes", &JsonScalarReader::read_binary},
    {Type::integer, "integer", &JsonScalarReader::read_integer},
    {Type::timestamp, "timestamp", &JsonScalarReader::read_timestamp},
    {Type::json, "json", &JsonScalarReader::read_json},
    {Type::float64, "bits", &JsonScalarReader::read_float64_bits},
    {Type::timezone, "timezone", &JsonScalarReader::read_time_zone},
    {Type::ipv4, "octets", &JsonScalarReader::read_ipv4},
    {Type::ipv6, "octets", &JsonScalarReader::read_ipv6},
    {Type::float32, "single", &JsonScalarReader::read_single},
    {Type::float32, "bits", &JsonScalarReader::read_float32_bits},
};

const JsonScalarReader::Member* JsonScalarReader::find_member(Type type,
                                                              std::string_view key) noexcept {
    const auto* const found = std::find_if(
        std::begin(members), std::end(members),
        [&](const Member& member) { return member.type == type && member.key == key; });
    return found != std::end(members) ? found : nullptr;
}

Result<Value, JsonFault> JsonScalarReader::read_tagged(Type type) {
    assert(event_ == JsonEvent::begin_object);
    if (type == Type::complex) return read_complex();
    std::optional<Value> value;
    while (true) {
        SOURIS_ASSIGN_OR_RETURN(const bool is_member, next_member());
        if (!is_member) break;
        const Member* const member = find_member(type, events_.text());
        if (member == nullptr || value) return refuse(type);
        next();
        SOURIS_ASSIGN_OR_RETURN(value, (this->*member->read)());
    }
    if (!value) return refuse(type);
    return *std::move(value);
}

Result<Value, JsonFault> JsonScalarReader::read_character() {
    if (event_ != JsonEvent::string) return refuse(Type::character);
    const auto [character, size] = decode_utf8(events_.text());
    if (size == 0 || size != events_.text().size()) return refuse(Type::character);
    return Value(character);
}

Result<Value, JsonFault> JsonScalarReader::read_binary() {
    if (event_ != JsonEvent::begin_array) return refuse(Type::binary);
    const auto size = static_cast<std::size_t>(container_.size);
    if (size > options_.limits.max_string) return exceed(Limit::string);
    // One copy here and one in the value.
    Bytes bytes;
    if (!make_room(bytes, size, memory_)) return exceed(Limit::memory);
    SOURIS_RETURN_IF_ERROR(charge_text(size));
    while (next() != JsonEvent::end_array) {
        const auto byte = small_number(std::numeric_limits<std::uint8_t>::max());
        if (!byte) return refuse(Type::binary);
        assert(bytes.size() < bytes.capacity());
        bytes.push_back(static_cast<std::byte>(*byte));
    }
    Value value(std::span<const std::byte>(bytes), options_.resource);
    give_back(bytes, memory_);
    return value;
}

Result<Value, JsonFault> JsonScalarReader::read_integer() {
    if (event_ != JsonEvent::string) return refuse(Type::integer);
    const auto number = Integer::parse(events_.text());
    if (!number) return refuse(Type::integer);
    return Value(*number);
}

Result<Value, JsonFault> JsonScalarReader::read_timestamp() {
    if (event_ != JsonEvent::string) return refuse(Type::timestamp);
    const auto time = Timestamp::parse_zoned(events_.text());
    if (!time) return refuse(Type::timestamp);
    return Value(*time);
}

Result<Value, JsonFault> JsonScalarReader::read_unescaped_json() {
    Sink json;
    std::size_t copied = events_.begin_offset();
    std::size_t charged = copied;
    const auto copy_to = [&](std::size_t end) {
        assert(copied <= end && end <= text_.size());
        json.write_bytes(as_byte_span(text_.substr(copied, end - copied)));
        copied = end;
    };
    std::size_t depth = 0;
    while (true) {
        if (event_ == JsonEvent::fault) return refuse(Type::json);
        const std::size_t end = events_.end_offset();
        assert(end >= charged);
        // One copy in the value, and up to two while the buffer grows.
        SOURIS_RETURN_IF_ERROR(charge_memory(3, end - charged));
        charged = end;
        switch (event_) {
            case JsonEvent::begin_object:
            case JsonEvent::begin_array:
                ++depth;
                break;
            case JsonEvent::end_object:
            case JsonEvent::end_array:
                assert(depth != 0);
                --depth;
                break;
            case JsonEvent::key:
            case JsonEvent::string:
                copy_to(events_.begin_offset());
                write_shortest_json_string(json, events_.text());
                copied = end;
                break;
            default:
                break;
        }
        if (depth == 0) {
            copy_to(end);
            return make_text(Type::json, as_text(json.view()));
        }
        next();
    }
}

Result<Value, JsonFault> JsonScalarReader::read_json() {
    if (options_.unescapes_json) return read_unescaped_json();
    const std::size_t begin = events_.begin_offset();
    const bool is_container = event_ == JsonEvent::begin_object || event_ == JsonEvent::begin_array;
    assert(!is_container || events_.depth() != 0);
    const std::size_t depth_outside = events_.depth() - (is_container ? 1 : 0);
    while (event_ != JsonEvent::fault && events_.depth() > depth_outside)
        next();
    if (event_ == JsonEvent::fault) return refuse(Type::json);
    assert(begin <= events_.end_offset());
    return make_text(Type::json, text_.substr(begin, events_.end_offset() - begin));
}

Result<Value, JsonFault> JsonScalarReader::read_float64_bits() {
    const auto bits = hexadecimal<std::uint64_t>();
    if (!bits) return refuse(Type::float64);
    return Value(std::bit_cast<double>(*bits));
}

Result<Value, JsonFault> JsonScalarReader::read_time_zone() {
    if (event_ != JsonEvent::string || !TimeZone::is_valid_name(events_.text())) {
        return refuse(Type::timezone);
    }
    return make_text(Type::timezone, events_.text());
}

Result<Value, JsonFault> JsonScalarReader::read_ipv4() {
    const auto octets = small_numbers<std::uint8_t, 4>();
    if (!octets) return refuse(Type::ipv4);
    return Value(Ipv4(*octets));
}

Result<Value, JsonFault> JsonScalarReader::read_ipv6() {
    const auto groups = small_numbers<std::uint16_t, 8>();
    if (!groups) return refuse(Type::ipv6);
    return Value(Ipv6(*groups));
}

Result<Value, JsonFault> JsonScalarReader::read_single() {
    if (event_ != JsonEvent::integer && event_ != JsonEvent::fraction) return refuse(Type::float32);
    const auto number = json_floating<float>(events_.token());
    if (!number) return refuse(Type::float32);
    return Value(*number);
}

Result<Value, JsonFault> JsonScalarReader::read_float32_bits() {
    const auto bits = hexadecimal<std::uint32_t>();
    if (!bits) return refuse(Type::float32);
    return Value(std::bit_cast<float>(*bits));
}

namespace {

Complex polar_at(double real, double imaginary) noexcept {
    const DefaultRounding rounding;
    return Complex::polar(std::hypot(real, imaginary), std::atan2(imaginary, real));
}

}  // namespace

Result<Value, JsonFault> JsonScalarReader::read_complex() {
    constexpr std::string_view keys[] = {"real", "imaginary", "modulus", "argument"};
    Integer cartesian[2];
    double floating_parts[2] = {};
    double polar[2] = {};
    bool has_fraction = false;
    unsigned seen = 0;
    while (true) {
        SOURIS_ASSIGN_OR_RETURN(const bool is_member, next_member());
        if (!is_member) break;
        const auto* const key = std::find(std::begin(keys), std::end(keys), events_.text());
        const auto i = static_cast<unsigned>(key - std::begin(keys));
        if (key == std::end(keys) || (seen & (1U << i)) != 0) return refuse(Type::complex);
        seen |= 1U << i;
        next();
        if (i < 2 && event_ == JsonEvent::fraction) {
            SOURIS_ASSIGN_OR_RETURN(floating_parts[i], floating());
            has_fraction = true;
        } else if (i < 2) {
            SOURIS_ASSIGN_OR_RETURN(cartesian[i], read_integer_part());
            floating_parts[i] = cartesian[i].to_double();
        } else {
            SOURIS_ASSIGN_OR_RETURN(polar[i - 2], read_floating_part());
        }
    }
    if (seen == 0b1100) return Value(Complex::polar(polar[0], polar[1]));
    if (seen != 0b0011) return refuse(Type::complex);
    // sourisdb 0.2.1 writes a modulus and an argument this way.
    if (has_fraction) return Value(polar_at(floating_parts[0], floating_parts[1]));
    const Complex complex(cartesian[0], cartesian[1]);
    SOURIS_RETURN_IF_ERROR(charge_memory(1, complex_memory(complex)));
    return Value(complex, options_.resource);
}

Result<Integer, JsonFault> JsonScalarReader::read_integer_part() {
    if (event_ == JsonEvent::integer) return integer();
    const bool is_tagged = event_ == JsonEvent::begin_object &&
                           container_.tag == static_cast<std::uint8_t>(Type::integer);
    if (!is_tagged) return refuse(Type::complex);
    SOURIS_ASSIGN_OR_RETURN(const Value number, read_tagged(Type::integer));
    assert(number.is(Type::integer));
    return number.integer();
}

Result<double, JsonFault> JsonScalarReader::read_floating_part() {
    if (event_ == JsonEvent::integer || event_ == JsonEvent::fraction) return floating();
    const bool is_tagged = event_ == JsonEvent::begin_object &&
                           container_.tag == static_cast<std::uint8_t>(Type::float64);
    if (!is_tagged) return refuse(Type::complex);
    SOURIS_ASSIGN_OR_RETURN(const Value number, read_tagged(Type::float64));
    return ValueAccess::float64(number);
}

std::optional<std::uint32_t> JsonScalarReader::small_number(std::uint32_t greatest) const noexcept {
    if (event_ != JsonEvent::integer) return std::nullopt;
    const std::string_view token = events_.token();
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (error != std::errc() || end != token.data() + token.size() || number > greatest) {
        return std::nullopt;
    }
    return number;
}

template <std::unsigned_integral T>
std::optional<T> JsonScalarReader::hexadecimal() const noexcept {
    constexpr int base = 16;
    const std::string_view digits = events_.text();
    if (event_ != JsonEvent::string || digits.size() != sizeof(T) * 2) return std::nullopt;
    T bits = 0;
    const char* const digits_end = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), digits_end, bits, base);
    if (error != std::errc() || end != digits_end) return std::nullopt;
    return bits;
}

template <std::unsigned_integral T, std::size_t size>
std::optional<std::array<T, size>> JsonScalarReader::small_numbers() {
    if (event_ != JsonEvent::begin_array) return std::nullopt;
    std::array<T, size> numbers{};
    for (T& number : numbers) {
        next();
        const auto read = small_number(std::numeric_limits<T>::max());
        if (!read) return std::nullopt;
        number = static_cast<T>(*read);
    }
    if (next() != JsonEvent::end_array) return std::nullopt;
    return numbers;
}

}}}  // namespace souris::v0::detail
