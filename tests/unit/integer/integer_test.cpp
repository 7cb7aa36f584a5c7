// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <unordered_set>
#include <vector>

#include <doctest/doctest.h>

#include <souris/integer.hpp>

using souris::ErrorCode;
using souris::Integer;
using souris::SignState;
using souris::Wide;
using namespace souris::literals;

namespace {

constexpr auto out_of_range = ErrorCode::integer_out_of_range;

/// 2^k, k below 128.
constexpr Integer power(unsigned k) {
    return *Integer::from_magnitude(souris::wide_shift_left({0, 1}, k), false);
}

/// -2^k, k below 128.
constexpr Integer negative_power(unsigned k) {
    return *Integer::from_magnitude(souris::wide_shift_left({0, 1}, k), true);
}

/// Numbers around the ends of the ranges of all types.
std::vector<Integer> boundaries() {
    std::vector<Integer> numbers{0, Integer::min(), Integer::max()};
    for (unsigned k = 0; k < 128; ++k) {
        for (const int offset : {-2, -1, 0, 1, 2}) {
            for (const auto& number : {power(k) + offset, negative_power(k) + offset}) {
                if (number) numbers.push_back(*number);
            }
        }
    }
    return numbers;
}

template <class T>
void check_type(Integer least, Integer greatest) {
    for (const Integer& number : boundaries()) {
        const bool fits = least <= number && number <= greatest;
        CAPTURE(number.to_string());
        CHECK(number.fits<T>() == fits);
        const auto converted = number.to<T>();
        CHECK(converted.has_value() == fits);
        if (!fits) {
            CHECK(converted.error() == out_of_range);
            continue;
        }
        const Integer back = *converted;
        CHECK(back == number);
        const auto state = back.is_negative() ? SignState::negative
                           : T(-1) < T(0)     ? SignState::signed_non_negative
                                              : SignState::unsigned_number;
        CHECK(back.sign_state() == state);
    }
}

template <class... T>
void check_types() {
    (check_type<T>(std::numeric_limits<T>::min(), std::numeric_limits<T>::max()), ...);
}

}  // namespace

TEST_CASE("small, plain and known to the compiler") {
    static_assert(sizeof(Integer) == 24 && std::is_trivially_copyable_v<Integer>);
    static_assert(Integer() == 0 && Integer().sign_state() == SignState::unsigned_number);
    static_assert(Integer(5).sign_state() == SignState::signed_non_negative);
    static_assert(Integer(5U).sign_state() == SignState::unsigned_number);
    static_assert(Integer(-5).sign_state() == SignState::negative && Integer(-5).is_negative());
    static_assert(Integer(-5).bits() == Wide{~std::uint64_t{0}, ~std::uint64_t{0} - 4});
    static_assert(Integer(-5).magnitude() == Wide{0, 5});
    static_assert(Integer::min().magnitude() == Wide{std::uint64_t{1} << 63U, 0});
    static_assert(!std::is_constructible_v<Integer, bool>);
    static_assert(!std::is_constructible_v<Integer, double>);
    static_assert(!std::is_convertible_v<Integer, int>);
    CHECK(Integer::max().magnitude() == Integer::max().bits());
}

TEST_CASE("every integer type, both ways, at every boundary") {
    check_types<signed char, unsigned char, char, short, unsigned short, int, unsigned, long,
                unsigned long, long long, unsigned long long>();
    check_types<char8_t, char16_t, char32_t, wchar_t>();
#if SOURIS_HAS_INT128
    check_type<souris::native_int128>(Integer::min(), *(power(127) - 1));
    check_type<souris::native_uint128>(0, Integer::max());
#endif
}

TEST_CASE("a positive 200 is no int8_t") {
    static_assert(Integer(200).to<std::int8_t>().error() == out_of_range);
    static_assert(Integer(-129).to<std::int8_t>().error() == out_of_range);
    static_assert(Integer(-128).to<std::int8_t>() == std::int8_t{-128});
    static_assert(Integer(-1).to<std::uint64_t>().error() == out_of_range);
    CHECK(Integer::max().to<std::uint64_t>().error() == out_of_range);
}

TEST_CASE("from bits and from a magnitude") {
    constexpr Wide top{std::uint64_t{1} << 63U, 0};
    static_assert(Integer::from_bits(top, SignState::negative) == Integer::min());
    static_assert(Integer::from_bits(top, SignState::unsigned_number) == power(127));
    static_assert(Integer::from_bits(top, SignState::signed_non_negative) == power(127));
    static_assert(Integer::from_bits({0, 1}, SignState::negative).error() ==
                  ErrorCode::invalid_negative);
    static_assert(Integer::from_bits({}, SignState::negative).error() ==
                  ErrorCode::invalid_negative);
    static_assert(Integer::from_magnitude(top, true) == Integer::min());
    static_assert(Integer::from_magnitude({top.high, 1}, true).error() == out_of_range);
    static_assert(!(*Integer::from_magnitude({}, true)).is_negative());
    CHECK(Integer::from_magnitude({top.high, 1}, false) == power(127) + 1);
}

TEST_CASE("bytes of content") {
    struct Row {
        Integer number;
        std::size_t length;
    };
    const Row rows[] = {
        {0, 1},
        {1, 1},
        {255, 1},
        {256, 2},
        {65535, 2},
        {65536, 3},
        {-1, 1},
        {-17, 1},
        {-256, 1},
        {-257, 2},
        {-65536, 2},
        {-65537, 3},
        {power(63), 8},
        {power(64), 9},
        {power(120), 16},
        {Integer::max(), 16},
        {negative_power(64), 8},
        {*(negative_power(64) - 1), 9},
        {negative_power(120), 15},
        {*(negative_power(120) - 1), 16},
        {Integer::min(), 16},
    };
    for (const Row& row : rows) {
        CAPTURE(row.number.to_string());
        CHECK(row.number.byte_length() == row.length);
    }
    static_assert(Integer(-256).byte_length() == 1 && Integer(-257).byte_length() == 2);
}

TEST_CASE("order is that of the values") {
    const std::vector<Integer> ascending{Integer::min(),
                                         *(Integer::min() + 1),
                                         negative_power(64),
                                         -256,
                                         -2,
                                         -1,
                                         0,
                                         1,
                                         255,
                                         power(63),
                                         power(64),
                                         *(power(127) - 1),
                                         power(127),
                                         *(Integer::max() - 1),
                                         Integer::max()};
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        for (std::size_t j = 0; j < ascending.size(); ++j) {
            CHECK((ascending[i] <=> ascending[j]) == (i <=> j));
            CHECK((ascending[i] == ascending[j]) == (i == j));
        }
    }
    static_assert(Integer(-1) < Integer(1U) && Integer(-1) != Integer::max());
}

TEST_CASE("the sign state is no part of the value") {
    const std::hash<Integer> hash;
    for (const Integer& number : boundaries()) {
        if (number.is_negative()) continue;
        const Integer a = *Integer::from_bits(number.bits(), SignState::unsigned_number);
        const Integer b = *Integer::from_bits(number.bits(), SignState::signed_non_negative);
        CHECK(a == b);
        CHECK((a <=> b) == std::strong_ordering::equal);
        CHECK(hash(a) == hash(b));
    }
    CHECK(hash(5) == hash(5U));
}

TEST_CASE("hashes tell the boundaries apart") {
    std::unordered_set<Integer> numbers;
    std::unordered_set<std::size_t> hashes;
    for (const Integer& number : boundaries()) {
        numbers.insert(number);
        hashes.insert(std::hash<Integer>()(number));
    }
    CHECK(hashes.size() == numbers.size());
}

TEST_CASE("arithmetic, to the limits and not beyond") {
    constexpr Integer min = Integer::min();
    constexpr Integer max = Integer::max();
    static_assert(Integer(2) + 3 == 5 && Integer(2) - 3 == -1 && Integer(-2) * 3 == -6);
    static_assert((max + 1).error() == out_of_range && (min - 1).error() == out_of_range);
    static_assert(max + 0 == max && max + min == power(127) - 1 && min + max == max + min);
    static_assert((max - -1).error() == out_of_range && (max - min).error() == out_of_range);
    static_assert((min - max).error() == out_of_range && min - min == 0 && max - max == 0);
    static_assert((Integer(0) - max).error() == out_of_range);
    static_assert(Integer(0) - power(127) == min && min + power(127) == 0);
    static_assert((-max).error() == out_of_range && -power(127) == min && -min == power(127));
    static_assert(-Integer(0) == 0 && !(*-Integer(0)).is_negative());
    static_assert((*(power(127) + 1) * -1).error() == out_of_range && power(127) * -1 == min);
    static_assert((max * 2).error() == out_of_range && max * 1 == max && max * 0 == 0);
    static_assert((max * -1).error() == out_of_range && min * -1 == power(127));
    static_assert(power(64) * power(63) == power(127) && !(power(64) * power(64)));
    static_assert((power(64) * negative_power(63)) == min && !(power(64) * negative_power(64)));
    CHECK(*(power(64) - 1) * *(power(64) + 1) == max);
}

TEST_CASE("division rounds towards zero and the remainder follows the dividend") {
    static_assert(Integer(7) / 2 == 3 && Integer(7) % 2 == 1);
    static_assert(Integer(-7) / 2 == -3 && Integer(-7) % 2 == -1);
    static_assert(Integer(7) / -2 == -3 && Integer(7) % -2 == 1);
    static_assert(Integer(-7) / -2 == 3 && Integer(-7) % -2 == -1);
    static_assert((Integer(1) / 0).error() == ErrorCode::division_by_zero);
    static_assert((Integer(0) % 0).error() == ErrorCode::division_by_zero);
    static_assert(Integer::min() / -1 == power(127) && Integer::min() % -1 == 0);
    static_assert((Integer::max() / -1).error() == out_of_range && Integer::max() % -1 == 0);
    static_assert(power(127) / -1 == Integer::min());
    static_assert(Integer::max() / 10 == 34028236692093846346337460743176821145_integer);
    static_assert(Integer::max() / Integer::min() == -1);
    CHECK(Integer::max() % Integer::min() == power(127) - 1);
}

TEST_CASE("decimal text") {
    struct Row {
        Integer number;
        const char* text;
    };
    const Row rows[] = {
        {0, "0"},
        {-1, "-1"},
        {239, "239"},
        {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"},
        {std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"},
        {power(64), "18446744073709551616"},
        {*(Integer(10'000'000'000'000'000'000U) * 10'000'000'000U),
         "100000000000000000000000000000"},
        {power(127), "170141183460469231731687303715884105728"},
        {Integer::min(), "-170141183460469231731687303715884105728"},
        {Integer::max(), "340282366920938463463374607431768211455"},
    };
    for (const Row& row : rows) {
        CHECK(row.number.to_string() == row.text);
        CHECK(Integer::parse(row.text) == row.number);
    }
    static_assert(Integer::parse("-170141183460469231731687303715884105728") == Integer::min());
    static_assert([] {
        char out[Integer::max_digits] = {};
        return std::string_view(out, Integer::max().write_digits(out)) ==
               "340282366920938463463374607431768211455";
    }());
}

TEST_CASE("text in every base") {
    for (unsigned base = 2; base <= 36; ++base) {
        CAPTURE(base);
        for (const Integer& number : boundaries()) {
            const std::string text = number.to_string(base);
            const bool right =
                Integer::parse(text, base) == number && text.size() <= Integer::max_digits;
            if (!right) FAIL(text);
        }
        // The least number with a given count of digits.
        std::string digits = "1";
        for (Integer number = 1;; digits += '0') {
            CHECK(number.to_string(base) == digits);
            const auto next = number * base;
            if (!next) break;
            number = *next;
        }
        CHECK(Integer::parse(digits + '0', base).error() == out_of_range);
        for (int n = -1000; n <= 1000; ++n) {
            if (std::strtol(Integer(n).to_string(base).c_str(), nullptr, static_cast<int>(base)) !=
                n) {
                FAIL(n);
            }
        }
    }
    CHECK(Integer::min().to_string(2) == "-1" + std::string(127, '0'));
    CHECK(Integer::max().to_string(16) == std::string(32, 'f'));
    CHECK(Integer::parse("-Zz", 36) == -(35 * 36 + 35));
}

TEST_CASE("what is no number, and what is too large a number") {
    struct Row {
        const char* text;
        unsigned base;
        ErrorCode error;
    };
    constexpr auto invalid = ErrorCode::invalid_number;
    constexpr Row rows[] = {
        {"", 10, invalid},
        {"-", 10, invalid},
        {"+", 10, invalid},
        {"--1", 10, invalid},
        {"+-1", 10, invalid},
        {" 1", 10, invalid},
        {"1 ", 10, invalid},
        {"1.0", 10, invalid},
        {"1e3", 10, invalid},
        {"0x10", 16, invalid},
        {"a", 10, invalid},
        {"2", 2, invalid},
        {"8", 8, invalid},
        {"g", 16, invalid},
        {"1'0", 10, invalid},
        {"1{", 36, invalid},
        {"1[", 36, invalid},
        {"\xC2\xB2", 10, invalid},
        {"1", 0, invalid},
        {"1", 1, invalid},
        {"1", 37, invalid},
        {"0", 1000, invalid},
        {"340282366920938463463374607431768211456", 10, out_of_range},
        {"-170141183460469231731687303715884105729", 10, out_of_range},
        {"-340282366920938463463374607431768211456", 10, out_of_range},
        {"999999999999999999999999999999999999999999", 10, out_of_range},
        {"100000000000000000000000000000000", 16, out_of_range},
        {"99999999999999999999999999999999999999999x", 10, invalid},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(Integer::parse(row.text, row.base).error() == row.error);
    }
    static_assert(Integer::parse("12a").error() == invalid);
    CHECK(Integer::parse(std::string(100'000, '9')).error() == out_of_range);
    CHECK(Integer::parse(std::string(100'000, '0') + "7") == 7);
    CHECK(Integer::parse("-0") == 0);
    CHECK(Integer::parse("+1") == 1);
}

TEST_CASE("literals in every notation") {
    static_assert(340'282'366'920'938'463'463'374'607'431'768'211'455_integer == Integer::max());
    static_assert(0xFF_integer == 255 && 0Xff_integer == 255 && 0b101_integer == 5);
    static_assert(0B11_integer == 3 && 017_integer == 15 && 0_integer == 0 &&
                  1'000_integer == 1000);
    CHECK(-(0x8000'0000'0000'0000'0000'0000'0000'0000_integer) == Integer::min());
}

TEST_CASE("from doubles") {
    struct Row {
        double from;
        Integer number;
    };
    const Row rows[] = {
        {0.0, 0},
        {-0.0, 0},
        {1.0, 1},
        {-1.0, -1},
        {9007199254740993.0, 9007199254740992},
        {0x1p53, 9007199254740992},
        {0x1p63, power(63)},
        {0x1p64, power(64)},
        {0x1.8p64, *(power(64) + power(63))},
        {0x1p127, power(127)},
        {-0x1p127, Integer::min()},
        {0x1.fffffffffffffp127, *(Integer::max() - *(power(75) - 1))},
    };
    for (const Row& row : rows) {
        CAPTURE(row.from);
        CHECK(Integer::from_double(row.from) == row.number);
        CHECK_FALSE((Integer::from_double(row.from)->is_zero() &&
                     Integer::from_double(row.from)->is_negative()));
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double inexact : {0.5, -0.5, 1e-300, 4503599627370495.5, infinity, -infinity,
                                 std::nan(""), std::numeric_limits<double>::denorm_min()}) {
        CAPTURE(inexact);
        CHECK(Integer::from_double(inexact).error() == ErrorCode::inexact_number);
    }
    for (const double large : {0x1p128, -0x1p128, -0x1.0000000000001p127, 1e300, -1e300}) {
        CAPTURE(large);
        CHECK(Integer::from_double(large).error() == out_of_range);
    }
    static_assert(Integer::from_double(-3.0) == -3 && !Integer::from_double(0.1));
}

TEST_CASE("to the nearest double, ties to even") {
    struct Row {
        Integer number;
        double nearest;
        bool exact;
    };
    const Row rows[] = {
        {0, 0.0, true},
        {-3, -3.0, true},
        {*(power(53) - 1), 9007199254740991.0, true},
        {power(53), 0x1p53, true},
        {*(power(53) + 1), 0x1p53, false},
        {*(power(53) + 2), 9007199254740994.0, true},
        {*(power(53) + 3), 9007199254740996.0, false},
        {*(negative_power(53) - 1), -0x1p53, false},
        {*(power(64) - 1), 0x1p64, false},
        {power(64), 0x1p64, true},
        // Halfway between two doubles, and the next number above.
        {*(power(100) + power(47)), 0x1p100, false},
        {*(*(power(100) + power(47)) + 1), 0x1.0000000000001p100, false},
        {*(*(power(100) + power(48)) + power(47)), 0x1.0000000000002p100, false},
        {power(127), 0x1p127, true},
        {Integer::min(), -0x1p127, true},
        {Integer::max(), 0x1p128, false},
        {*(Integer::max() - *(power(75) - 1)), 0x1.fffffffffffffp127, true},
        {*(Integer::max() - *(power(74) - 1)), 0x1p128, false},
        {*(Integer::max() - power(74)), 0x1.fffffffffffffp127, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.number.to_string());
        CHECK(row.number.to_double() == row.nearest);
        const auto exactly = row.number.to<double>();
        CHECK(exactly.has_value() == row.exact);
        if (row.exact) CHECK(*exactly == row.nearest);
        if (!row.exact) CHECK(exactly.error() == ErrorCode::inexact_number);
    }
    CHECK_FALSE(std::signbit(Integer(0).to_double()));
    static_assert(Integer(-2).to_double() == -2.0 && Integer(-2).to<double>() == -2.0);
}

TEST_CASE("to a float of the same value") {
    static_assert(Integer(16777216).to<float>() == 16777216.0F);
    static_assert(Integer(16777217).to<float>().error() == ErrorCode::inexact_number);
    static_assert(Integer(-16777218).to<float>() == -16777218.0F);
    CHECK(Integer::min().to<float>() == -0x1p127F);
    CHECK(Integer(0xFFFFFF).to<float>() == 16777215.0F);
    CHECK((*(Integer::max() - *(power(104) - 1))).to<float>() == std::numeric_limits<float>::max());
}
