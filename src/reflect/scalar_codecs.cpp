// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include <souris/detail/scalar_codecs.hpp>
#include <souris/integer.hpp>
#include <souris/json_text.hpp>
#include <souris/time_zone.hpp>
#include <souris/timestamp.hpp>

#include "base/return_if_error.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

bool Codec<Bytes>::encode(Encoder& encoder, const Bytes& value) {
    return encoder.write_binary(value);
}

bool Codec<Bytes>::decode(Decoder& decoder, Bytes& value) {
    return decoder.read_binary(value);
}

bool Codec<TimeZone>::encode(Encoder& encoder, const TimeZone& value) {
    return encoder.write_text(value.name(), Type::timezone);
}

bool Codec<TimeZone>::decode(Decoder& decoder, TimeZone& value) {
    std::string_view name;
    if (!decoder.read_text(name, Type::timezone) || !decoder.charge_text(name.size())) return false;
    value = *TimeZone::parse(name);
    return true;
}

bool Codec<JsonText>::encode(Encoder& encoder, const JsonText& value) {
    return encoder.write_text(value.text(), Type::json);
}

bool Codec<JsonText>::decode(Decoder& decoder, JsonText& value) {
    std::string_view text;
    if (!decoder.read_text(text, Type::json) || !decoder.charge_text(text.size())) return false;
    value = detail::TreeAccess::trusted_json(text);
    return true;
}

namespace detail {

namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
/// The Gregorian calendar repeats after so many years: days beyond the years of std::chrono are
/// mapped to another such cycle.
constexpr std::int64_t years_per_cycle = 400;
constexpr std::int64_t days_per_cycle = 146'097;

struct Division {
    Integer quotient;
    Integer rest;
};

/// Rounds down, so that the rest is not negative.
Result<Division, ErrorCode> divide(const Integer& dividend, std::int64_t divisor) noexcept {
    SOURIS_ASSIGN_OR_RETURN(Integer quotient, dividend / divisor);
    SOURIS_ASSIGN_OR_RETURN(Integer rest, dividend % divisor);
    if (rest.is_negative()) {
        SOURIS_ASSIGN_OR_RETURN(quotient, quotient - 1);
        SOURIS_ASSIGN_OR_RETURN(rest, rest + divisor);
    }
    return Division{quotient, rest};
}

template <class T>
T small(const Integer& number) noexcept {
    return number.to<T>().value_or(T{});
}

Result<Timestamp, ErrorCode> timestamp_of(const Ticks& unit, const Integer& ticks) noexcept {
    SOURIS_ASSIGN_OR_RETURN(const Integer per_second,
                            Integer(unit.numerator) * nanoseconds_per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer scaled, ticks* per_second);
    SOURIS_ASSIGN_OR_RETURN(const Division nanoseconds, divide(scaled, unit.denominator));
    if (!nanoseconds.rest.is_zero()) return failure(ErrorCode::unrepresentable);
    SOURIS_ASSIGN_OR_RETURN(const Division seconds,
                            divide(nanoseconds.quotient, nanoseconds_per_second));
    SOURIS_ASSIGN_OR_RETURN(const Division days, divide(seconds.quotient, seconds_per_day));
    SOURIS_ASSIGN_OR_RETURN(const Division cycles, divide(days.quotient, days_per_cycle));

    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(small<int>(cycles.rest)))};
    SOURIS_ASSIGN_OR_RETURN(const Integer past_years, cycles.quotient* years_per_cycle);
    SOURIS_ASSIGN_OR_RETURN(const Integer year, past_years + static_cast<int>(date.year()));
    if (!year.fits<std::int32_t>()) return failure(ErrorCode::unrepresentable);
    const auto second_of_day = small<std::uint32_t>(days.rest);
    return Timestamp{
        .year = small<std::int32_t>(year),
        .month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month())),
        .day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day())),
        .hour = static_cast<std::uint8_t>(second_of_day / 3600),
        .minute = static_cast<std::uint8_t>(second_of_day / 60 % 60),
        .second = static_cast<std::uint8_t>(second_of_day % 60),
        .nanosecond = small<std::uint32_t>(seconds.rest),
    };
}

Result<Integer, ErrorCode> ticks_of(const Ticks& unit, const Timestamp& time) noexcept {
    if (!time.is_valid()) return failure(ErrorCode::invalid_timestamp);
    const std::int64_t cycle = time.year / years_per_cycle;
    const std::chrono::sys_days day{
        std::chrono::year(static_cast<int>(time.year % years_per_cycle)) / time.month / time.day};
    const std::int64_t days = day.time_since_epoch().count() + cycle * days_per_cycle;
    const std::int64_t seconds =
        days * seconds_per_day + time.hour * 3600 + time.minute * 60 + time.second;
    // A leap second counts as the second after 59.
    SOURIS_ASSIGN_OR_RETURN(const Integer whole, Integer(seconds) * nanoseconds_per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer nanoseconds, whole + time.nanosecond);
    SOURIS_ASSIGN_OR_RETURN(const Integer scaled, nanoseconds* unit.denominator);
    SOURIS_ASSIGN_OR_RETURN(const Integer per_second,
                            Integer(unit.numerator) * nanoseconds_per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer ticks, scaled / per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer rest, scaled % per_second);
    if (!rest.is_zero()) return failure(ErrorCode::inexact_number);
    if (ticks < unit.least || ticks > unit.greatest) {
        return failure(ErrorCode::integer_out_of_range);
    }
    return ticks;
}

}  // namespace

bool read_text_array(Decoder& decoder, std::span<char> text) {
    std::string_view found;
    if (!decoder.read_text(found)) return false;
    if (found.size() > text.size()) {
        return decoder.fail(ErrorCode::unrepresentable, "found " + std::to_string(found.size()) +
                                                            " bytes of text, room for " +
                                                            std::to_string(text.size()));
    }
    if (found.find('\0') != std::string_view::npos) {
        return decoder.fail(ErrorCode::unrepresentable, "text that ends at a null has one");
    }
    std::ranges::fill(std::ranges::copy(found, text.begin()).out, text.end(), '\0');
    return true;
}

bool charge_path(Decoder& decoder, std::string_view text) {
    // Each part is itself a path. The parts are in one block, which grows by half its size; parsing
    // holds the text twice.
    constexpr std::uint64_t part_size = 64;
    const auto slashes = static_cast<std::uint64_t>(std::ranges::count(text, '/'));
    const std::uint64_t parts = 2 * (slashes + 1);
    constexpr std::uint64_t each = 3 * part_size + allocation_size(31);
    return decoder.charge(4, allocation_size(text.size() + 1)) &&
           (slashes == 0 || decoder.charge(parts, each));
}

bool read_byte_array(Decoder& decoder, std::span<std::byte> bytes) {
    Bytes found;
    if (!decoder.read_binary(found)) return false;
    if (found.size() != bytes.size()) {
        return decoder.fail(ErrorCode::wrong_type, "found " + std::to_string(found.size()) +
                                                       " bytes, wanted " +
                                                       std::to_string(bytes.size()));
    }
    std::ranges::copy(found, bytes.begin());
    return true;
}

bool write_ticks(Encoder& encoder, const Ticks& unit, std::uint64_t count) {
    const bool is_signed = unit.least < 0;
    const auto time =
        timestamp_of(unit, is_signed ? Integer(static_cast<std::int64_t>(count)) : Integer(count));
    return time ? encoder.write_timestamp(*time) : encoder.fail(time.error());
}

bool read_ticks(Decoder& decoder, const Ticks& unit, std::uint64_t& count) {
    Timestamp time;
    if (!decoder.read_timestamp(time)) return false;
    const auto ticks = ticks_of(unit, time);
    if (!ticks) return decoder.fail(ticks.error(), "found " + time.to_string());
    count = ticks->bits().low;
    return true;
}

}  // namespace detail

}}  // namespace souris::v0
