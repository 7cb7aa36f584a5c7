// SPDX-License-Identifier: MIT
#include "common/parse_number.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

#include <doctest/doctest.h>

using souris::cli::parse_number;
using souris::cli::parse_size;

TEST_CASE("a number is digits and nothing else") {
    CHECK(parse_number("0") == 0U);
    CHECK(parse_number("007") == 7U);
    CHECK(parse_number("18446744073709551615") == ~std::uint64_t{0});
    for (const std::string_view wrong :
         {"", "-1", "+1", " 1", "1 ", "1.5", "0x10", "1K", "18446744073709551616"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_number(wrong).has_value());
    }
}

TEST_CASE("a size has a letter for a power of 1024") {
    const struct {
        std::string_view text;
        std::optional<std::uint64_t> size;
    } rows[] = {
        {"1023", 1023},
        {"0K", 0},
        {"1K", 1U << 10U},
        {"1k", 1U << 10U},
        {"3M", 3U << 20U},
        {"1g", 1U << 30U},
        // The largest multiple of 2^30 in 64 bits, and the next one.
        {"17179869183G", std::uint64_t{17179869183} << 30U},
        {"17179869184G", std::nullopt},
        {"", std::nullopt},
        {"K", std::nullopt},
        {"1T", std::nullopt},
        {"1KB", std::nullopt},
        {"1 K", std::nullopt},
        {"1.5K", std::nullopt},
        {"-1K", std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_size(row.text) == row.size);
    }
}

TEST_CASE("decimal numbers that are not negative") {
    CHECK(souris::cli::parse_decimal("0") == 0.0);
    CHECK(souris::cli::parse_decimal("0.5") == 0.5);
    CHECK(souris::cli::parse_decimal("1e-9") == 1e-9);
    CHECK(souris::cli::parse_decimal("3") == 3.0);
    for (const char* const text :
         {"", "-1", "-0", "+1", "inf", "nan", "1e999", "0x1", "1 ", " 1", "x"}) {
        CAPTURE(text);
        CHECK_FALSE(souris::cli::parse_decimal(text).has_value());
    }
}
