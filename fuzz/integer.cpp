// SPDX-License-Identifier: MIT
//
// The input is two integers as in a file, each a byte for the sign state and an Integer; all
// properties of two integers must hold for them. The rest is parsed as text of a number and as a
// double.

#include <cstdint>
#include <span>

#include <souris/cursor.hpp>

#include "../tests/property/integer_properties.hpp"
#include "must_hold.hpp"

using souris::Cursor;
using souris::Integer;
using souris::fuzz::must_hold;

namespace {

Integer read(Cursor& cursor) {
    const auto state = static_cast<souris::SignState>(cursor.read_byte().value_or(0) % 3);
    const std::size_t before = cursor.offset();
    const auto integer = cursor.read_integer(state);
    must_hold(integer || cursor.offset() == before, "a failed read does not move");
    must_hold(!integer || integer->sign_state() == state, "the sign state is kept");
    return integer.value_or(Integer());
}

void check_text(std::string_view text) {
    for (const unsigned base : {2U, 10U, 16U, 36U}) {
        const auto number = Integer::parse(text, base);
        if (number) {
            must_hold(Integer::parse(number->to_string(base), base) == *number, "text is a number");
        }
    }
}

void check_double(double value) {
    const auto number = Integer::from_double(value);
    if (number) must_hold(number->to<double>() == value, "a double is read back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Cursor cursor(std::as_bytes(std::span(data, size)));
    const Integer a = read(cursor);
    const Integer b = read(cursor);
    for (const auto& property : integer_properties::properties) {
        must_hold(property.holds(a, b), property.name);
    }
    check_text(souris::as_text(cursor.rest()));
    if (const auto value = cursor.read_little_endian<double>()) check_double(*value);
    return 0;
}
