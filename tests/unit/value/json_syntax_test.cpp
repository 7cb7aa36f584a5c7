// SPDX-License-Identifier: MIT
#include "value/json_syntax.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/utf8.hpp>

#include "unit/value/json_documents.hpp"
#include "value/json_events.hpp"

using souris::Budget;
using souris::ErrorCode;
using souris::detail::check_json;
using souris::detail::decode_json_escape;
using souris::detail::find_json_number;
using souris::detail::is_scalar_end;
using souris::detail::JsonEvent;
using souris::detail::JsonEvents;
using souris::detail::JsonNumber;

namespace {

bool is_checked(std::string_view text) {
    Budget memory(1U << 20U);
    const auto checked = check_json(text, memory);
    // Temporary memory is returned.
    if (checked) CHECK(memory.left() == 1U << 20U);
    if (!checked) CHECK(checked.error() == ErrorCode::invalid_json);
    return checked.has_value();
}

/// The same verdict from the reader of the content.
bool is_read(std::string_view text) {
    Budget memory(1U << 20U);
    JsonEvents events(text, memory);
    JsonEvent event{};
    do {
        event = events.next();
    } while (event != JsonEvent::end && event != JsonEvent::fault);
    return event == JsonEvent::end && souris::is_utf8(text);
}

}  // namespace

TEST_CASE("JSON is what RFC 8259 says") {
    for (const std::string_view text : souris::json_documents::valid) {
        CAPTURE(text);
        CHECK(is_checked(text));
    }
    for (const std::string_view text : souris::json_documents::invalid) {
        CAPTURE(text);
        CHECK_FALSE(is_checked(text));
    }
}

TEST_CASE("what is checked is what can be read") {
    constexpr std::string_view bytes("\"\\{}[],:0-e.tn \t\x01\x80\xC3\xFFu/\0", 24);
    for (const std::string_view document : souris::json_documents::valid) {
        std::string text(document);
        for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 60); ++i) {
            const char before = text[i];
            for (const char byte : bytes) {
                text[i] = byte;
                CAPTURE(text);
                CHECK(is_checked(text) == is_read(text));
            }
            text[i] = before;
            CHECK(is_checked(text.substr(0, i)) == is_read(text.substr(0, i)));
        }
    }
}

TEST_CASE("levels that are open take a bit of memory each") {
    const std::size_t depth = 1'000'000;
    std::string text;
    std::string ends;
    for (std::size_t i = 0; i < depth; ++i) {
        text += i % 3 == 1 ? "{\"\":" : "[";
        ends += (depth - 1 - i) % 3 == 1 ? '}' : ']';
    }
    text += '1' + ends;
    Budget enough(500'000);
    CHECK(check_json(text, enough));
    Budget little(100'000);
    CHECK(check_json(text, little).error() == ErrorCode::limit_exceeded);
    text.back() = '}';
    CHECK_FALSE(is_checked(text));
}

TEST_CASE("numbers have their kinds") {
    constexpr struct {
        std::string_view text;
        JsonNumber kind;
        std::size_t size;
    } rows[] = {
        {"0", JsonNumber::integer, 1},
        {"-0", JsonNumber::integer, 2},
        {"-123456789012345678901234567890", JsonNumber::integer, 31},
        {"10,", JsonNumber::integer, 2},
        {"01", JsonNumber::integer, 1},
        {"1x", JsonNumber::integer, 1},
        {"0.0", JsonNumber::fraction, 3},
        {"-1.5e-5]", JsonNumber::fraction, 7},
        {"1E5", JsonNumber::fraction, 3},
        {"1e+5.", JsonNumber::fraction, 4},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(find_json_number(row.text).kind == row.kind);
        CHECK(find_json_number(row.text).size == row.size);
    }
    for (const std::string_view text :
         {"", "-", "1.", "1.x", ".5", "1e", "1e+", "+1", "x", "--1"}) {
        CAPTURE(text);
        CHECK(find_json_number(text).kind == JsonNumber::none);
    }
}

TEST_CASE("a number or word ends at white space, at a sign and at the end") {
    const std::string_view ends(" \n\r\t,:[]{}\f\x1A");
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text{'1', static_cast<char>(byte)};
        CAPTURE(byte);
        CHECK(is_scalar_end(text, 1) == (ends.find(text[1]) != std::string_view::npos));
    }
    CHECK(is_scalar_end("1", 1));
}

TEST_CASE("escapes stand for characters") {
    CHECK(decode_json_escape("n...").code_point == U'\n');
    CHECK(decode_json_escape("n...").size == 1);
    CHECK(decode_json_escape("u00e9").code_point == U'\u00E9');
    CHECK(decode_json_escape("u00e9").size == 5);
    CHECK(decode_json_escape("ud83d\\udc2d").code_point == U'\U0001F42D');
    CHECK(decode_json_escape("ud83d\\udc2d").size == 11);
    for (const std::string_view text : {"", "x", "u", "u00e", "u00eg", "ud83d", "ud83d\\u0041"})
        CHECK(decode_json_escape(text).size == 0);
}
