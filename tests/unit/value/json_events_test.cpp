// SPDX-License-Identifier: MIT
#include "value/json_events.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/utf8.hpp>

#include "unit/value/json_documents.hpp"

using souris::Budget;
using souris::ErrorCode;
using souris::detail::JsonEvent;
using souris::detail::JsonEvents;
using souris::detail::JsonFault;
using souris::detail::unescape_json;

namespace {

struct Seen {
    JsonEvent event;
    std::size_t begin;
    std::size_t end;
    std::string text;

    friend bool operator==(const Seen&, const Seen&) = default;
};

/// All events of a text, which must be valid.
std::vector<Seen> events_of(std::string_view text,
                            JsonEvents::Escapes escapes = JsonEvents::Escapes::resolved) {
    Budget memory(0);
    JsonEvents events(text, memory, escapes);
    std::vector<Seen> seen;
    do {
        const JsonEvent event = events.next();
        REQUIRE(event != JsonEvent::fault);
        const bool has_text = event == JsonEvent::key || event == JsonEvent::string;
        seen.push_back({event, events.begin_offset(), events.end_offset(),
                        std::string(has_text ? events.text() : events.token())});
    } while (seen.back().event != JsonEvent::end);
    CHECK(events.next() == JsonEvent::end);
    return seen;
}

/// The error of a text.
JsonFault fault_of(std::string_view text,
                   JsonEvents::Escapes escapes = JsonEvents::Escapes::resolved) {
    Budget memory(0);
    JsonEvents events(text, memory, escapes);
    JsonEvent event{};
    do {
        event = events.next();
        REQUIRE(event != JsonEvent::end);
    } while (event != JsonEvent::fault);
    CHECK(events.next() == JsonEvent::fault);
    return events.fault();
}

}  // namespace

TEST_CASE("events come in order, with offsets") {
    const std::vector<Seen> expected{
        {JsonEvent::begin_object, 1, 2, "{"},   {JsonEvent::key, 2, 5, "a"},
        {JsonEvent::begin_array, 7, 8, "["},    {JsonEvent::integer, 8, 9, "1"},
        {JsonEvent::fraction, 11, 16, "-2.50"}, {JsonEvent::string, 18, 27, "x\xC3\xA9"},
        {JsonEvent::end_array, 27, 28, "]"},    {JsonEvent::key, 29, 33, "\n"},
        {JsonEvent::true_word, 34, 38, "true"}, {JsonEvent::key, 39, 41, ""},
        {JsonEvent::begin_object, 42, 43, "{"}, {JsonEvent::end_object, 43, 44, "}"},
        {JsonEvent::end_object, 44, 45, "}"},   {JsonEvent::end, 46, 46, ""},
    };
    const std::vector<Seen> seen = events_of(R"( {"a": [1, -2.50 ,"x\u00e9"],"\n":true,"":{}} )");
    REQUIRE(seen.size() == expected.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        CAPTURE(i);
        CHECK(seen[i] == expected[i]);
    }
}

TEST_CASE("each scalar is told by its kind") {
    constexpr struct {
        std::string_view text;
        JsonEvent event;
    } rows[] = {
        {"null", JsonEvent::null_word},   {"true", JsonEvent::true_word},
        {"false", JsonEvent::false_word}, {"\"\"", JsonEvent::string},
        {"-0", JsonEvent::integer},       {"12345678901234567890123", JsonEvent::integer},
        {"0.0", JsonEvent::fraction},     {"1e5", JsonEvent::fraction},
        {"1E5", JsonEvent::fraction},     {"-1.5e-5", JsonEvent::fraction},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(events_of(row.text).front().event == row.event);
    }
}

TEST_CASE("depth counts the containers that are open") {
    Budget memory(0);
    JsonEvents events("[{\"a\":[]}]", memory);
    for (const std::size_t depth : {1U, 2U, 2U, 3U, 2U, 1U, 0U, 0U}) {
        CHECK(events.next() != JsonEvent::fault);
        CHECK(events.depth() == depth);
    }
}

TEST_CASE("levels that are open are charged for") {
    const std::string text(1000, '[');
    Budget memory(1000);
    {
        JsonEvents events(text, memory);
        for (std::size_t i = 0; i < text.size(); ++i)
            REQUIRE(events.next() == JsonEvent::begin_array);
        CHECK(memory.left() < 1000 - 1000 / 8);
    }
    CHECK(memory.left() == 1000);

    Budget little(100);
    JsonEvents events(text, little);
    JsonEvent event{};
    do {
        event = events.next();
    } while (event == JsonEvent::begin_array);
    CHECK(event == JsonEvent::fault);
    CHECK(events.fault().code == ErrorCode::limit_exceeded);
    CHECK(events.fault().offset == events.depth());
    CHECK(std::string_view(events.fault().detail) == "max_memory");
}

TEST_CASE("valid documents have an end, others a fault inside of them") {
    for (const auto escapes : {JsonEvents::Escapes::resolved, JsonEvents::Escapes::kept}) {
        for (const std::string_view text : souris::json_documents::valid) {
            CAPTURE(text);
            CHECK(events_of(text, escapes).back().end == text.size());
        }
        for (const std::string_view text : souris::json_documents::invalid) {
            if (!souris::is_utf8(text)) continue;
            CAPTURE(text);
            const JsonFault fault = fault_of(text, escapes);
            CHECK(fault.code == ErrorCode::invalid_json);
            CHECK(fault.offset <= text.size());
        }
    }
}

TEST_CASE("escapes may be kept, and are checked") {
    const std::string_view text = R"({"\n":"a\u00e9\""})";
    const auto seen = events_of(text, JsonEvents::Escapes::kept);
    CHECK(seen[1].text == R"(\n)");
    CHECK(seen[2].text == R"(a\u00e9\")");
    CHECK(seen[2].end == text.size() - 1);
}

TEST_CASE("a fault tells where it is and what was wanted") {
    constexpr struct {
        std::string_view text;
        std::size_t offset;
        std::string_view detail;
    } rows[] = {
        {"", 0, "wanted a value"},
        {"  ", 2, "wanted a value"},
        {"[1,]", 3, "wanted a value"},
        {"[1", 2, "wanted , or ]"},
        {"[1 2]", 3, "wanted , or ]"},
        {"{\"a\":1 2}", 7, "wanted , or }"},
        {"{\"a\":1,}", 7, "wanted a key"},
        {"{1:1}", 1, "wanted a key"},
        {"{\"a\" 1}", 5, "wanted :"},
        {"{\"a\"", 4, "wanted :"},
        {"[] []", 3, "wanted nothing after the value"},
        {"[nul]", 1, "wanted a value"},
        {"[1, 01]", 4, "malformed number"},
        {"[\"ab\\x\"]", 4, "malformed escape"},
        {"[\"\\n\\ud800\"]", 4, "malformed escape"},
        {"[\"a\", \"b", 6, "string without an end"},
        {"[\"a\", \"b\\\"]", 6, "string without an end"},
        {"[\"a\", \"b\nc\"]", 8, "control character in a string"},
        // Characters directly after a number or a word belong to it, unless they are structural.
        {"[1x]", 1, "malformed number"},
        {"[1\"a\"]", 1, "malformed number"},
        {"[1\x01]", 1, "malformed number"},
        {"[1.]", 1, "malformed number"},
        {"[1:2]", 2, "wanted , or ]"},
        {"[1[2]]", 2, "wanted , or ]"},
        {"[1{}]", 2, "wanted , or ]"},
        {"[1\f]", 2, "wanted , or ]"},
        {"[1\x1A]", 2, "wanted , or ]"},
        {"[truex]", 1, "wanted a value"},
        {"[true\"\"]", 1, "wanted a value"},
        {"[true:]", 5, "wanted , or ]"},
        {"[\"a\"x]", 4, "wanted , or ]"},
        {"[\"a\"\"b\"]", 4, "wanted , or ]"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const JsonFault fault = fault_of(row.text);
        CHECK(fault.code == ErrorCode::invalid_json);
        CHECK(fault.offset == row.offset);
        CHECK(fault.detail == row.detail);
    }
}

TEST_CASE("a string ends where it does, whatever its length and what stands behind it") {
    for (std::size_t size = 0; size < 150; ++size) {
        for (const std::size_t behind : {0U, 1U, 15U, 40U, 100U}) {
            CAPTURE(size);
            CAPTURE(behind);
            const std::string content(size, 'x');
            const std::string spaces(behind, ' ');
            const auto plain = events_of('"' + content + '"' + spaces);
            CHECK(plain.front().end == size + 2);
            const auto escaped = events_of('"' + content + "\\\"\"" + spaces);
            CHECK(escaped.front().text == content + '"');
            CHECK(fault_of('"' + content + '\x1F' + spaces + '"').offset == size + 1);
            CHECK(fault_of('"' + content + spaces).offset == 0);
        }
    }
}

TEST_CASE("white space may be of any length") {
    for (std::size_t size = 0; size < 70; ++size) {
        std::string spaces;
        for (std::size_t i = 0; i < size; ++i)
            spaces += " \n\r\t"[i * 7 % 4];
        CAPTURE(size);
        CHECK(events_of(spaces + '1' + spaces).front().begin == size);
        CHECK(fault_of(spaces + '\v' + spaces).offset == size);
        CHECK(fault_of(spaces).offset == size);
    }
}

TEST_CASE("escapes are resolved") {
    constexpr struct {
        std::string_view escaped, text;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
        {R"(a\u0041b)", "aAb"},
        {R"(\u00e9\u00E9)", "\xC3\xA9\xC3\xA9"},
        {R"(\uffff)", "\xEF\xBF\xBF"},
        {R"(\ud83d\ude00)", "\xF0\x9F\x98\x80"},
        {R"(\uD800\uDC00\uDBFF\uDFFF)", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
    };
    std::string out = "what was there before";
    for (const auto& row : rows) {
        CAPTURE(row.escaped);
        CHECK(unescape_json(row.escaped, out) == std::string_view::npos);
        CHECK(out == row.text);
    }
    CHECK(unescape_json(R"(\u0000)", out) == std::string_view::npos);
    CHECK(out == std::string(1, '\0'));
    for (const std::string_view bad : {R"(ab\)", R"(ab\x)", R"(ab\u12)", R"(ab\ud800)",
                                       R"(ab\udc00\ud800)", R"(ab\ud800\ud800)"}) {
        CAPTURE(bad);
        CHECK(unescape_json(bad, out) == 2);
    }
}
