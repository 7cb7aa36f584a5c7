// SPDX-License-Identifier: MIT
#include "codec/repeated_keys.hpp"

#include <doctest/doctest.h>

#include <souris/limits.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

/// `{"a": 1, "a": 2}`, and a byte behind it.
Bytes repeated() {
    return test::from_hex("84 100161 4001 100161 4002 90");
}

}  // namespace

TEST_CASE("the last value of each key is written") {
    const Bytes bytes = repeated();
    Cursor cursor(bytes);
    DecodeOptions options;
    const auto plain = souris::detail::bytes_of_last_values(cursor, nullptr, Layout::v2, options);
    REQUIRE(plain);
    CHECK(*plain == test::from_hex("82 100161 4002"));
    CHECK(cursor.remaining() == 1);
    CHECK(options.limits.max_memory ==
          Limits{}.max_memory - souris::detail::allocation_size(bytes.size() - 1));
}

TEST_CASE("everything else stays as it is") {
    struct Case {
        const char* from;
        const char* to;
    };
    for (const Case& row : {
             // A map in an array in a map, and a key three times.
             Case{"82 100161 B4 84 100178 4001 100178 4002 86 100179 4001 100179 4002 100179 4003",
                  "82 100161 B4 82 100178 4002 82 100179 4003"},
             // Repeated keys within a value that is left out, and within the one that stays.
             Case{"84 100161 84 100178 4001 100178 4002 100161 84 100178 4003 100178 4004",
                  "82 100161 82 100178 4004"},
             // Integers that are longer than necessary; keys that are equal in other bytes.
             Case{"86 100161 4001 100162 40F002 10F00161 4003", "84 100162 40F002 10F00161 4003"},
         }) {
        CAPTURE(std::string(row.from));
        const Bytes bytes = test::from_hex(row.from);
        Cursor cursor(bytes);
        DecodeOptions options;
        const auto plain =
            souris::detail::bytes_of_last_values(cursor, nullptr, Layout::v2, options);
        REQUIRE(plain);
        CHECK(*plain == test::from_hex(row.to));
        CHECK(cursor.at_end());
    }
}

TEST_CASE("where no key is repeated, or something is wrong, there are no such bytes") {
    for (const char* hex : {"82 100161 4001", "05", "84 100161 4001 100161"}) {
        const Bytes bytes = test::from_hex(hex);
        Cursor cursor(bytes);
        DecodeOptions options;
        CHECK_FALSE(souris::detail::bytes_of_last_values(cursor, nullptr, Layout::v2, options));
    }
    const Bytes bytes = repeated();
    Cursor cursor(bytes);
    DecodeOptions scarce;
    scarce.limits.max_memory = 10;
    CHECK_FALSE(souris::detail::bytes_of_last_values(cursor, nullptr, Layout::v2, scarce));
}

TEST_CASE("strictly, repeated keys are refused as of a tree") {
    const Bytes bytes = repeated();
    const DecodeOptions strict{.strict = true};
    const Cursor cursor(bytes);
    const auto refused = souris::detail::check_strictly(cursor, nullptr, Layout::v2, strict);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::duplicate_key);
    CHECK(cursor.offset() == 0);
    const Bytes null = test::from_hex("90");
    CHECK(souris::detail::check_strictly(Cursor(null), nullptr, Layout::v2, strict));
}
