// SPDX-License-Identifier: MIT
#include "common/binary_text.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using souris::as_text;
using souris::cli::decode_base64;
using souris::cli::decode_hex;

TEST_CASE("base64 is decoded with padding or without, in both alphabets") {
    const struct {
        std::string_view text;
        std::string_view bytes;
    } rows[] = {
        // The test vectors of RFC 4648.
        {"", ""},
        {"Zg==", "f"},
        {"Zm8=", "fo"},
        {"Zm9v", "foo"},
        {"Zm9vYg==", "foob"},
        {"Zm9vYmE=", "fooba"},
        {"Zm9vYmFy", "foobar"},
        {"Zg", "f"},
        {"Zm8", "fo"},
        {"+/+/", "\xFB\xFF\xBF"},
        {"-_-_", "\xFB\xFF\xBF"},
        {" Zm9v\nYm\r\nE=\t\n", "fooba"},
        {"\n", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto bytes = decode_base64(row.text);
        REQUIRE(bytes.has_value());
        CHECK(as_text(*bytes) == row.bytes);
    }
    for (const char* const wrong : {"Z", "Zm9vY", "=", "Zg=", "Zg===", "Zm9v=", "Zm9v====",
                                    "Zg==Zg", "Zm9v*", "Zh==", "Zm9", "\xC3\xA9", "Zg=\x01="}) {
        CAPTURE(wrong);
        CHECK_FALSE(decode_base64(wrong).has_value());
    }
}

TEST_CASE("hexadecimal digits are decoded in pairs") {
    const struct {
        std::string_view text;
        std::string_view bytes;
    } rows[] = {
        {"", ""},
        {"41", "A"},
        {"c3A9", "\xC3\xA9"},
        {"4 1\n4a\n", "AJ"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto bytes = decode_hex(row.text);
        REQUIRE(bytes.has_value());
        CHECK(as_text(*bytes) == row.bytes);
    }
    for (const char* const wrong : {"4", "0", "414", "0x41", "4g", "41:42", "-1", "\xFF\xFF"}) {
        CAPTURE(wrong);
        CHECK_FALSE(decode_hex(wrong).has_value());
    }
    CHECK(*decode_hex(std::string_view("00\xFF", 2)) == souris::Bytes(1));
}
