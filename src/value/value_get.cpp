// SPDX-License-Identifier: MIT
#include <cassert>
#include <cstring>

#include <fmt/core.h>

#include <souris/detail/value_get.hpp>

#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

namespace souris { inline namespace v0 { namespace detail {

Error wrong_type(Type found, Type wanted) {
    return {ErrorCode::wrong_type,
            fmt::format("found {}, wanted {}", name_of(found), name_of(wanted))};
}

bool ValueAccess::boolean(const Value& value) noexcept {
    assert(value.is(Type::boolean));
    return TreeAccess::payload(value).boolean;
}

char32_t ValueAccess::character(const Value& value) noexcept {
    assert(value.is(Type::character));
    return TreeAccess::payload(value).character;
}

float ValueAccess::float32(const Value& value) noexcept {
    assert(value.is(Type::float32));
    return TreeAccess::payload(value).float32;
}

double ValueAccess::float64(const Value& value) noexcept {
    assert(value.is(Type::float64));
    return TreeAccess::payload(value).float64;
}

Complex ValueAccess::complex(const Value& value) noexcept {
    assert(value.is(Type::complex));
    const auto& payload = TreeAccess::payload(value);
    if (!TreeAccess::owns_memory(value)) {
        return Complex::polar(payload.polar.modulus, payload.polar.argument);
    }
    Complex::Cartesian parts;
    std::memcpy(static_cast<void*>(&parts), payload.block->data(), sizeof parts);
    return {parts.real, parts.imaginary};
}

Timestamp ValueAccess::timestamp(const Value& value) noexcept {
    assert(value.is(Type::timestamp));
    return TreeAccess::payload(value).timestamp;
}

TimeZone stored_time_zone(std::string_view name) {
    assert(TimeZone::is_valid_name(name));
    return TimeZone::parse(name).value_or(TimeZone());
}

JsonText stored_json(std::string_view text) {
    return TreeAccess::trusted_json(text);
}

Ipv4 ValueAccess::ipv4(const Value& value) noexcept {
    assert(value.is(Type::ipv4));
    return TreeAccess::payload(value).ipv4;
}

Ipv6 ValueAccess::ipv6(const Value& value) noexcept {
    assert(value.is(Type::ipv6));
    return TreeAccess::payload(value).ipv6;
}

}}}  // namespace souris::v0::detail
