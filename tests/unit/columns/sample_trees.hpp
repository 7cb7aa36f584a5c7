// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include <souris/souris.hpp>

/// Trees for tests of columns.

namespace souris::test {

/// Records with all that is taken apart: constants, counters, decimals, few different words,
/// members that are missing, tuples, and parts of their own.
inline Value records(std::size_t count) {
    Array array;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        const std::uint32_t noise = state >> 16U;
        Map record;
        record["id"] = 1000 + i;
        record["at"] = fmt::format("2023-{:02}-{:02}T{:02}:{:02}:{:02}", 1 + noise % 12,
                                   1 + noise % 28, noise % 24, noise % 60, i % 60);
        record["kind"] = noise % 3 == 0 ? "open" : noise % 3 == 1 ? "close" : "idle";
        record["temperature"] = 20.0 + static_cast<double>(noise % 100) / 100;
        record["ratio"] = std::bit_cast<double>(0x3FF0000000000000 + std::uint64_t{state});
        if (noise % 4 == 0) record["error"] = fmt::format("code E{:03} at line {}", noise % 50, i);
        if (noise % 5 == 0) record["missing"] = nullptr;
        record["place"] = Array{noise % 90, -static_cast<int>(noise % 45)};
        Map inner;
        inner["ok"] = noise % 7 != 0;
        inner["tags"] = noise % 2 == 0 ? Array{"a"} : Array{};
        record["inner"] = std::move(inner);
        array.push_back(std::move(record));
    }
    return array;
}

/// Lines of a log.
inline Value log_lines(std::size_t count) {
    Array array;
    std::uint32_t state = 7;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        const std::uint32_t noise = state >> 16U;
        if (noise % 3 == 0) {
            array.push_back(
                fmt::format("2024-02-29 {:02}:{:02}:59 user u{} logged in from 10.0.{}.{}",
                            noise % 24, noise % 60, noise, noise % 256, i % 256));
        } else {
            array.push_back(fmt::format("2024-02-29 00:{:02}:{:02} GET /page/{:05} took {} ms",
                                        noise % 60, i % 60, noise, noise % 1000));
        }
    }
    return array;
}

/// A value of each type, some in several forms, with all that text and numbers can be.
inline Value all_types() {
    Array array;
    array.push_back(nullptr);
    array.push_back(true);
    array.push_back(false);
    for (const std::uint64_t low : {std::uint64_t{0}, std::uint64_t{239}, std::uint64_t{240},
                                    ~std::uint64_t{0} >> 1U, ~std::uint64_t{0}}) {
        array.push_back(Integer(low));
        array.push_back(Integer::from_bits({0, low}, SignState::signed_non_negative).value());
        array.push_back(Integer::from_magnitude({0, low}, true).value());
        array.push_back(Integer::from_magnitude({low >> 1U, low}, false).value());
    }
    array.push_back(Integer::min());
    array.push_back(Integer::max());
    for (const std::uint64_t bits :
         {std::uint64_t{0}, std::uint64_t{0x8000000000000000}, std::uint64_t{0x7FF0000000000000},
          std::uint64_t{0xFFF8000000001234}, std::uint64_t{0x7FF0000000000001}, std::uint64_t{1},
          std::uint64_t{0x000FFFFFFFFFFFFF}, std::uint64_t{0x3FB999999999999A}}) {
        array.push_back(std::bit_cast<double>(bits));
        array.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits >> 32U)));
    }
    array.push_back(std::string());
    array.push_back(std::string("zero\0byte", 9));
    array.push_back("caf\xC3\xA9");
    array.push_back(std::string(300, 'x'));
    array.push_back(U'\U0001F42D');
    array.push_back(Bytes{});
    array.push_back(Bytes(300, std::byte{0}));
    array.push_back(Ipv4{{127, 0, 0, 1}});
    array.push_back(Ipv6{{1, 2, 3, 4, 5, 6, 7, 8}});
    array.push_back(Complex{Integer(1), Integer(-2)});
    array.push_back(Complex::polar(1.5, -0.0));
    array.push_back(Timestamp{2024, 2, 29, 23, 59, 59, 123456789});
    array.push_back(JsonText::parse("{\"a\":[1,2.50]}").value());
    array.push_back(TimeZone::parse("Europe/London").value());
    array.push_back(Map{});
    array.push_back(Array{});
    Map map;
    map[std::string("key\0zero", 8)] = 1;
    map[""] = Array{Array{}, Map{}};
    array.push_back(std::move(map));
    return array;
}

/// Arrays and maps in one another, alternately.
inline Value deep_tree(std::size_t levels) {
    Value value = 1;
    for (std::size_t i = 0; i < levels; ++i) {
        if (i % 2 == 0) {
            Array array;
            array.push_back(std::move(value));
            value = std::move(array);
        } else {
            Map map;
            map["a"] = std::move(value);
            value = std::move(map);
        }
    }
    return value;
}

/// Arrays of one element in one another, encoded: more than a tree may have.
inline Bytes nested_arrays(std::size_t levels) {
    Bytes values(levels, std::byte{0xB2});
    values.push_back(std::byte{0x90});
    return values;
}

/// A map whose keys are all different.
inline Value dictionary(std::size_t count) {
    Map map;
    for (std::size_t i = 0; i < count; ++i)
        map[fmt::format("user-{}", i * i)] = i;
    return map;
}

}  // namespace souris::test
