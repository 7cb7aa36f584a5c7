// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <souris/value.hpp>

namespace souris::test {

inline std::vector<std::byte> bytes_of(std::size_t count, unsigned char byte = 0) {
    return std::vector<std::byte>(count, std::byte{byte});
}

/// Values of all types in ascending order: types by number, several values per type from small to
/// large, with text on both sides of the limit for storage inside the value (22 bytes).
inline std::vector<Value> sample_values() {
    std::vector<Value> values;
    const auto add = [&](auto... more) { (values.emplace_back(std::move(more)), ...); };
    constexpr double infinity = std::numeric_limits<double>::infinity();

    add(U'\0', U'a', U'\U0001F42D', U'\U0010FFFF');
    add("", "\x01", std::string(22, 'a'), std::string(23, 'a'), "b", "\xC3\xA9");
    add(bytes_of(0), bytes_of(1), bytes_of(22), bytes_of(23), bytes_of(1, 255));
    add(false, true);
    add(Integer::min(), std::numeric_limits<std::int64_t>::min(), -1, 0, 239, 240U,
        std::numeric_limits<std::uint64_t>::max(), Integer::max());
    add(Complex(Integer::min(), 0), Complex(0, -1), Complex(0, 0), Complex(1, 0));
    add(Complex::polar(0.0, 0.0), Complex::polar(0.0, 1.0), Complex::polar(infinity, 0.0));
    add(Timestamp{-44, 3, 15, 12, 0, 0, 0}, Timestamp{}, Timestamp{2016, 12, 31, 23, 59, 59, 0},
        Timestamp{2016, 12, 31, 23, 59, 59, 1'000'000'000}, Timestamp{262142, 12, 31, 0, 0, 0, 0});
    add(JsonText::parse("1").value(), JsonText::parse("[1,2,3,4,5,6,7,8,9,10,11,12]").value(),
        JsonText::parse("{}").value());
    add(Map{}, Map{{"a", 1}}, Map{{"b", 1}, {"a", 1}}, Map{{"b", 1}, {"a", 2}}, Map{{"b", 0}},
        Map{{"b", 0}, {"c", nullptr}});
    add(nullptr);
    add(0.0, std::numeric_limits<double>::denorm_min(), 1.0, infinity,
        std::bit_cast<double>(std::uint64_t{0x7FF8000000000001}), -0.0, -1.0);
    add(Array{}, Array{true}, Array{1}, Array{1, 1}, Array{2}, Array{nullptr},
        Array{Value(Array{})});
    add(TimeZone::parse("America/Argentina/Buenos_Aires").value(),
        TimeZone::parse("America/Lima").value(), TimeZone());
    add(Ipv4(), Ipv4(10, 0, 0, 1), Ipv4(127, 0, 0, 1));
    add(Ipv6(), Ipv6({0, 0, 0, 0, 0, 0, 0, 1}), Ipv6({0x2001, 0xDB8, 0, 0, 0, 0, 0, 0}));
    add(0.0F, 1.0F, std::numeric_limits<float>::infinity(), -0.0F);
    return values;
}

}  // namespace souris::test
