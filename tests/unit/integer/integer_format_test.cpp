// SPDX-License-Identifier: MIT
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <souris/integer_format.hpp>

using souris::Integer;

namespace {

/// The formatted text; empty for a format error.
template <class... Argument>
std::optional<std::string> formatted(const std::string& format, const Argument&... arguments) {
    try {
        return fmt::format(fmt::runtime(format), arguments...);
    } catch (const fmt::format_error&) {
        return std::nullopt;
    }
}

const std::vector<std::string> types{"", "d", "x", "X", "b", "B", "o"};

/// Every combination of specifiers, without the type.
std::vector<std::string> modifiers(const std::vector<std::string>& signs) {
    std::vector<std::string> all;
    for (const char* align :
         {"", "<", ">", "^", "*<", "0>", "=^", "\xC3\xA9^", "\xE2\x82\xAC>", "\xF0\x9F\x90\xAD<"}) {
        for (const std::string& sign : signs) {
            for (const char* base : {"", "#"}) {
                for (const char* width : {"", "0", "1", "9", "022", "70"}) {
                    // fmt before 10 overwrites the first byte of the fill with a zero.
                    if (static_cast<unsigned char>(*align) >= 0x80 && *width == '0') continue;
                    all.push_back(std::string(align) + sign + base + width);
                }
            }
        }
    }
    return all;
}

template <class T>
void check_like_native(T value, const std::vector<std::string>& all) {
    for (const std::string& modifier : all) {
        for (const std::string& type : types) {
            const std::string format = "{:" + modifier + type + "}";
            const auto expected = formatted(format, value);
            const auto found = formatted(format, Integer(value));
            if (expected && found == expected) continue;
            FAIL(format << ' ' << expected.value_or("refused") << ' ' << found.value_or("refused"));
        }
    }
}

}  // namespace

TEST_CASE("the output is that of native integers") {
    const auto all = modifiers({"", "+", "-", " "});
    for (const std::int64_t value :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{42}, std::int64_t{-255},
          std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        check_like_native(value, all);
    }
    // fmt has no sign specifiers for unsigned types.
    const auto unsigned_modifiers = modifiers({""});
    check_like_native(std::uint64_t{0}, unsigned_modifiers);
    check_like_native(std::numeric_limits<std::uint64_t>::max(), unsigned_modifiers);
#if SOURIS_HAS_INT128
    const souris::native_int128 wide = souris::native_int128{1} << 100;
    check_like_native(wide, all);
    check_like_native(-wide, all);
    check_like_native(*Integer::min().to<souris::native_int128>(), all);
    check_like_native(*Integer::max().to<souris::native_uint128>(), unsigned_modifiers);
#endif
}

TEST_CASE("known outputs") {
    CHECK(fmt::format("{}", Integer::max()) == "340282366920938463463374607431768211455");
    CHECK(fmt::format("{}", Integer::min()) == "-170141183460469231731687303715884105728");
    CHECK(fmt::format("{:#x}", Integer::min()) == "-0x80000000000000000000000000000000");
    CHECK(fmt::format("{:#X}", Integer::max()) == "0X" + std::string(32, 'F'));
    CHECK(fmt::format("{:+}", Integer(5U)) == "+5");
    CHECK(fmt::format("{:*^7}", Integer(-42)) == "**-42**");
    CHECK(fmt::format("{:#06x}", Integer(-10)) == "-0x00a");
    // The meaning of a zero with an alignment differs between releases of fmt.
    const char* const zeros = FMT_VERSION < 100000 ? "70000|00007" : "7    |    7";
    CHECK(fmt::format("{:<05}|{:>05}", Integer(7), Integer(7)) == zeros);
    CHECK(fmt::format("{0} {0:b}", Integer(5)) == "5 101");
}

TEST_CASE("a width from an argument") {
    CHECK(fmt::format("{:{}}", Integer(7), 3) == "  7");
    CHECK(fmt::format("{1:0{0}x}", 4, Integer(255)) == "00ff");
    CHECK(fmt::format("{:<{}}|", Integer(7), 3ULL) == "7  |");
    CHECK(fmt::format("{:{width}}", Integer(7), fmt::arg("width", 4)) == "   7");
    CHECK(fmt::format("{:{_Width_2}}", Integer(7), fmt::arg("_Width_2", 4)) == "   7");
    CHECK(fmt::format("{:{W}}", Integer(7), fmt::arg("W", 4)) == "   7");
    const Integer seven = 7;
    CHECK_FALSE(formatted("{:{}}", seven, -1));
    CHECK_FALSE(formatted("{:{}}", seven, 2147483648U));
    CHECK_FALSE(formatted("{:{}}", seven, "3"));
    CHECK_FALSE(formatted("{:{}}", seven, 'c'));
    CHECK_FALSE(formatted("{:{}}", seven, true));
    CHECK_FALSE(formatted("{:{}}", seven));
    CHECK_FALSE(formatted("{:{2}}", seven, 3));
    CHECK_FALSE(formatted("{0:{}}", seven, 3));
    CHECK_FALSE(formatted("{:{name}}", seven, 3));
    CHECK_FALSE(formatted("{:{99999999999}}", seven, 3));
}

TEST_CASE("what native integers refuse is refused") {
    const Integer number = 42;
    for (const char* format : {"{:s}",
                               "{:e}",
                               "{:?}",
                               "{:n}",
                               "{:Z}",
                               "{:dd}",
                               "{:.3}",
                               "{:.3d}",
                               "{:#+}",
                               "{:0#}",
                               "{:5<<}",
                               "{:{<5}",
                               "{:=5}",
                               "{:*}",
                               "{:+-}",
                               "{:2147483648}",
                               "{:99999999999999999999}",
                               "{:{}",
                               "{:{",
                               "{:{a",
                               "{:{}",
                               "{:5",
                               "{:",
                               "{:{-1}}",
                               "{:5 }",
                               "{:d5}",
                               "{:\xC3\xA9}"}) {
        CAPTURE(format);
        CHECK_FALSE(formatted(format, 42, 3));
        CHECK_FALSE(formatted(format, number, 3));
    }
    // As in std::format; fmt before 10 fills with the zero.
    CHECK_FALSE(formatted("{:}<5}", number));
}

TEST_CASE("the greatest width is accepted") {
    // Only parsed: the text would take 2 GiB.
    const std::string_view specification = "2147483647}";
    fmt::format_parse_context context(specification);
    fmt::formatter<Integer> formatter{};
    CHECK(formatter.parse(context) == specification.data() + specification.size() - 1);
}
