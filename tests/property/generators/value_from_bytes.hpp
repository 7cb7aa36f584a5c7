// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <souris/utf8.hpp>
#include <souris/value.hpp>

/// Generates trees from bytes, for fuzzing and for RapidCheck: changing or shortening the bytes
/// gives a similar or smaller tree. Zeros, which also replace missing bytes, generate the simplest
/// values. All trees can be written in layout v2, and in v1 except for years before 0.

namespace souris::test {

/// Decisions taken from bytes.
class ByteSource {
  public:
    explicit ByteSource(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const std::uint8_t first = rest_.front();
        rest_ = rest_.subspan(1);
        return first;
    }

    /// A number of `count` bytes, at most 8.
    std::uint64_t bits(std::size_t count) {
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < count; ++i)
            number = number << 8U | byte();
        return number;
    }

    /// Less than `end`, which is at most 256.
    std::size_t below(std::size_t end) { return byte() % end; }

    template <class T, std::size_t size>
    T one_of(const T (&choices)[size]) {
        static_assert(size <= 256);
        return choices[below(size)];
    }

  private:
    std::span<const std::uint8_t> rest_;
};

/// Sizes on both sides of a change: text inside a value, counts inside a tag, lengths of one or
/// more bytes. Mostly small ones.
inline std::size_t draw_size(ByteSource& source) {
    constexpr std::size_t boundaries[] = {0,  6,  7,   8,   15,  16,  17,  21,  22,
                                          23, 24, 238, 239, 240, 241, 255, 256, 257};
    const std::size_t choice = source.below(8);
    return choice < 6 ? choice : source.one_of(boundaries);
}

/// Characters from all planes: letters, controls, noncharacters, the first and last of each UTF-8
/// length.
inline char32_t draw_character(ByteSource& source) {
    constexpr char32_t notable[] = {0,       0x09,    0x0A,    0x22,     0x5C,    0x7F,
                                    0x80,    0x9F,    0x7FF,   0x800,    0x2028,  0xD7FF,
                                    0xE000,  0xFDD0,  0xFEFF,  0xFFFD,   0xFFFE,  0xFFFF,
                                    0x10000, 0x1F42D, 0x1FFFF, 0x10FFFE, 0x10FFFF};
    switch (source.below(8)) {
        case 4:
            return static_cast<char32_t>(source.below(128));
        case 5:
            return static_cast<char32_t>(0xC0 + source.below(256));
        case 6:
            return source.one_of(notable);
        case 7: {
            const auto any = static_cast<char32_t>(source.bits(3) % 0x110000);
            return is_scalar_value(any) ? any : any - 0xD800;
        }
        default:
            return U'a' + static_cast<char32_t>(source.below(26));
    }
}

/// All bit widths equally often, powers of two and adjacent numbers, and the ends of the one-byte
/// encoding.
inline Integer draw_integer(ByteSource& source) {
    constexpr int notable[] = {0, 1, 239, 240, 255, 256, -1, -16, -17, -255, -256, -257};
    const std::size_t choice = source.below(8);
    if (choice < 2) return static_cast<unsigned>(source.byte());
    if (choice == 2) return source.one_of(notable);
    Wide magnitude{source.bits(8), source.bits(8)};
    if (choice == 3) {
        magnitude =
            wide_subtract(wide_shift_left({0, 1}, static_cast<unsigned>(magnitude.low) % 128),
                          {0, source.below(3)});
    } else {
        magnitude = wide_shift_right(magnitude, static_cast<unsigned>(source.below(128)));
    }
    const bool is_negative = source.below(2) == 1;
    const Integer number = Integer::from_magnitude(magnitude, is_negative).value_or(Integer::min());
    if (is_negative || source.below(2) == 0) return number;
    return Integer::from_bits(magnitude, SignState::signed_non_negative).value();
}

/// Short decimals, integers, and all special numbers.
inline double draw_double(ByteSource& source) {
    constexpr std::uint64_t notable[] = {
        0x8000000000000000,  // -0.0
        0x7FF0000000000000,  // infinity
        0xFFF0000000000000,
        0x7FF8000000000000,  // NaN: quiet, with payload, signaling
        0xFFF8000000001234, 0x7FF0000000000001,
        0x0000000000000001,  // subnormal: least, greatest
        0x000FFFFFFFFFFFFF,
        0x0010000000000000,  // normal: least, greatest
        0x7FEFFFFFFFFFFFFF,
        0x433FFFFFFFFFFFFF,  // 2^53 - 1 and the next
        0x4340000000000000,
        0x3FB999999999999A,  // 0.1
    };
    switch (source.below(4)) {
        case 0:
            return static_cast<double>(source.byte());
        case 1:
            return (static_cast<double>(source.byte()) - 128) / 100;
        case 2:
            return std::bit_cast<double>(source.one_of(notable));
        default:
            return std::bit_cast<double>(source.bits(8));
    }
}

inline float draw_float(ByteSource& source) {
    constexpr std::uint32_t notable[] = {0x80000000, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC01234,
                                         0x7F800001, 0x00000001, 0x007FFFFF, 0x00800000, 0x7F7FFFFF,
                                         0x4B7FFFFF, 0x4B800000, 0x3DCCCCCD};
    switch (source.below(3)) {
        case 0:
            return static_cast<float>(source.byte()) / 4;
        case 1:
            return std::bit_cast<float>(source.one_of(notable));
        default:
            return std::bit_cast<float>(static_cast<std::uint32_t>(source.bits(4)));
    }
}

inline Complex draw_complex(ByteSource& source) {
    if (source.below(2) == 0) {
        const Integer real = draw_integer(source);
        return {real, draw_integer(source)};
    }
    const double modulus = draw_double(source);
    return Complex::polar(modulus, draw_double(source));
}

/// Always valid; leap seconds and years before 0 among them.
inline Timestamp draw_timestamp(ByteSource& source) {
    constexpr std::int32_t years[] = {1970,
                                      2024,
                                      0,
                                      9999,
                                      10'000,
                                      262'142,
                                      -1,
                                      -44,
                                      -9999,
                                      -10'000,
                                      -262'144,
                                      std::numeric_limits<std::int32_t>::max(),
                                      std::numeric_limits<std::int32_t>::min()};
    constexpr std::uint32_t units[] = {1'000'000'000, 1'000'000, 1'000, 1};
    const auto part = [&](std::size_t end) { return static_cast<std::uint8_t>(source.below(end)); };
    Timestamp time;
    time.year = source.below(2) == 0 ? source.one_of(years)
                                     : static_cast<std::int32_t>(source.bits(2) % 10'000);
    time.month = static_cast<std::uint8_t>(1 + part(12));
    time.day = static_cast<std::uint8_t>(1 + part(31));
    while (!time.is_valid())
        --time.day;
    time.hour = part(24);
    time.minute = part(60);
    time.second = part(60);
    const std::uint32_t unit = source.one_of(units);
    time.nanosecond = static_cast<std::uint32_t>(source.bits(4) % (1'000'000'000 / unit)) * unit;
    if (time.second == 59 && source.below(2) == 1) time.nanosecond += 1'000'000'000;
    return time;
}

inline TimeZone draw_time_zone(ByteSource& source) {
    const char* const known[] = {
        "UTC",        "Europe/London",         "America/Argentina/Buenos_Aires",
        "Etc/GMT+1",  "Australia/Lord_Howe",   "Asia/Kathmandu",
        "Etc/GMT-14", "America/Port-au-Prince"};
    const std::size_t choice = source.below(4);
    if (choice < 3) return TimeZone::parse(source.one_of(known)).value();
    const std::size_t size = std::clamp<std::size_t>(draw_size(source), 1, 255);
    return TimeZone::parse(std::string(size, 'x')).value();
}

inline JsonText draw_json(ByteSource& source) {
    const char* const texts[] = {"null",
                                 "0",
                                 "-0",
                                 "1e400",
                                 "340282366920938463463374607431768211456",
                                 "0.1000",
                                 "\"\"",
                                 "\"\\u0000\\ud83d\\udc2d\\/\\\"\"",
                                 "\"\xC3\xA9\xE6\x97\xA5\xF0\x9F\x90\xAD\"",
                                 "[]",
                                 "{}",
                                 "{\"a\":1,\"a\":2}",
                                 "{\"souris_type\":4,\"integer\":\"5\"}",
                                 " [ 1 ,\n\t2 ]\r\n",
                                 "[[[[[[[[[[[[{\"deep\":[true,false,null]}]]]]]]]]]]]]"};
    const std::string text = source.one_of(texts);
    if (source.below(4) != 3) return JsonText::parse(text).value();
    return JsonText::parse("[" + text + std::string(draw_size(source), ' ') + "]").value();
}

/// Generates one tree of bounded depth, number of values and bytes of text.
class TreeSource {
  public:
    explicit TreeSource(std::span<const std::uint8_t> bytes) : source_(bytes) {}

    Value draw(std::size_t depth = 0) {
        constexpr std::size_t max_depth = 40;
        // Those with children last.
        constexpr Type types[] = {Type::null,    Type::boolean,   Type::integer, Type::integer,
                                  Type::string,  Type::string,    Type::string,  Type::float64,
                                  Type::float32, Type::character, Type::binary,  Type::binary,
                                  Type::ipv4,    Type::ipv6,      Type::complex, Type::timestamp,
                                  Type::json,    Type::timezone,  Type::array,   Type::map,
                                  Type::array,   Type::map,       Type::array,   Type::map};
        constexpr std::size_t childless = 18;
        const bool has_room = values_left_ != 0 && depth < max_depth;
        // Near the root, children are more likely.
        const std::size_t more = depth == 0 ? 60 : depth == 1 ? 20 : 0;
        const std::size_t choice = source_.below(std::size(types) + more);
        if (!has_room) return draw_type(types[choice % childless], depth);
        if (choice >= std::size(types))
            return draw_type(choice % 2 ? Type::map : Type::array, depth);
        return draw_type(types[choice], depth);
    }

  private:
    Value draw_type(Type type, std::size_t depth) {
        if (values_left_ != 0) --values_left_;
        switch (type) {
            case Type::null:
                break;
            case Type::boolean:
                return source_.below(2) == 1;
            case Type::integer:
                return draw_integer(source_);
            case Type::string:
                return draw_text();
            case Type::character:
                return draw_character(source_);
            case Type::float64:
                return draw_double(source_);
            case Type::float32:
                return draw_float(source_);
            case Type::binary:
                return draw_binary();
            case Type::complex:
                return draw_complex(source_);
            case Type::timestamp:
                return draw_timestamp(source_);
            case Type::json:
                return draw_json(source_);
            case Type::timezone:
                return draw_time_zone(source_);
            case Type::ipv4: {
                Ipv4 address;
                for (std::uint8_t& octet : address.octets)
                    octet = source_.byte();
                return address;
            }
            case Type::ipv6: {
                Ipv6 address;
                for (std::uint16_t& group : address.groups)
                    group = static_cast<std::uint16_t>(source_.bits(2));
                return address;
            }
            case Type::array: {
                Array array;
                // Runs of numbers have a path of their own in reading and writing.
                const bool has_numbers = source_.below(4) == 3;
                for (std::size_t i = draw_count(); i > 0; --i)
                    array.push_back(has_numbers ? draw_number() : draw(depth + 1));
                return array;
            }
            case Type::map: {
                Map map;
                for (std::size_t i = draw_count(); i > 0; --i) {
                    const std::string key = draw_text();
                    map[key] = draw(depth + 1);
                }
                return map;
            }
        }
        return nullptr;
    }

    /// Mostly small integers of one sign.
    Value draw_number() {
        const std::uint8_t choice = source_.byte();
        if (choice < 200) return std::uint64_t{choice};
        if (choice < 220) return -std::int64_t{choice};
        return draw_type(choice < 240 ? Type::integer : Type::float64, 0);
    }

    /// Large counts are rarer than large lengths.
    std::size_t draw_count() {
        const std::size_t count = draw_size(source_);
        const bool is_cut = count > 24 && source_.below(4) != 3;
        return std::min(is_cut ? count % 8 : count, values_left_);
    }

    std::size_t draw_length() {
        const std::size_t length = std::min(draw_size(source_), bytes_left_);
        bytes_left_ -= length;
        return length;
    }

    /// Text of exactly the length drawn, from a few different characters, often one.
    std::string draw_text() {
        const std::size_t length = draw_length();
        std::vector<char32_t> alphabet;
        for (std::size_t i = std::min<std::size_t>(length, 1 + source_.below(7)); i > 0; --i)
            alphabet.push_back(draw_character(source_));
        std::string text;
        for (std::size_t i = 0; text.size() < length; ++i) {
            const char32_t character = alphabet[i % alphabet.size()];
            char buffer[4];
            const std::size_t size = encode_utf8(character, buffer);
            text.append(text.size() + size <= length ? std::string_view(buffer, size) : "z");
        }
        return text;
    }

    /// Runs, patterns, or arbitrary bytes.
    std::vector<std::byte> draw_binary() {
        std::vector<std::byte> bytes(draw_length());
        const std::size_t period = 1 + source_.below(16);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = i < period ? std::byte{source_.byte()} : bytes[i - period];
        return bytes;
    }

    ByteSource source_;
    std::size_t values_left_ = 1000;
    std::size_t bytes_left_ = std::size_t{1} << 15U;
};

/// The tree generated from the bytes.
inline Value value_from_bytes(std::span<const std::uint8_t> bytes) {
    return TreeSource(bytes).draw();
}

}  // namespace souris::test
