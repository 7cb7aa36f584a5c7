// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string_view>

#include <souris/detail/time_codecs.hpp>
#include <souris/time_zone.hpp>
#include <souris/timestamp.hpp>

namespace souris { inline namespace v0 {

bool Codec<TimeZone>::encode(Encoder& encoder, const TimeZone& value) {
    return encoder.write_text(value.name(), Type::timezone);
}

bool Codec<TimeZone>::decode(Decoder& decoder, TimeZone& value) {
    std::string_view name;
    if (!decoder.read_text(name, Type::timezone) || !decoder.charge_text(name.size())) return false;
    value = *TimeZone::parse(name);
    return true;
}

namespace detail {

bool write_ticks(Encoder& encoder, const Ticks& unit, std::uint64_t count) {
    const auto time = timestamp_of(unit, count);
    return time ? encoder.write_timestamp(*time) : encoder.fail(time.error());
}

bool read_ticks(Decoder& decoder, const Ticks& unit, std::uint64_t& count) {
    Timestamp time;
    if (!decoder.read_timestamp(time)) return false;
    const auto found = count_of(unit, time);
    if (!found) return decoder.fail(found.error(), "found " + time.to_string());
    count = *found;
    return true;
}

}  // namespace detail

}}  // namespace souris::v0
