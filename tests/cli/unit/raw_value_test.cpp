// SPDX-License-Identifier: MIT
#include "printers/raw_value.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

#include "cli/unit/json.hpp"

using namespace souris;

TEST_CASE("raw values are escaped for a terminal alone") {
    const struct {
        std::string_view json;
        std::string_view raw;
        std::string_view on_terminal;
    } rows[] = {
        {R"("C:\\dir\t\n")", "C:\\dir\t\n\n", "C:\\dir\t\n\n"},
        {R"("a\u001b\\")", "a\x1b\\\n", "a\\u{1b}\\\\\n"},
        {R"({"souris_type":2,"bytes":[65,27,255,10]})", "A\x1b\xFF\n", "A\\u{1b}\\xff\n"},
        {R"({"souris_type":0,"character":"\u001b"})", "\x1b\n", "\\u{1b}\n"},
        {"{\"souris_type\":7,\"json\":[\"\xC2\x9B\"]}", "[\"\xC2\x9B\"]\n", "[\"\\u{9b}\"]\n"},
        {R"({"souris_type":12,"timezone":"Europe/London"})", "Europe/London\n", "Europe/London\n"},
        {"null", "null\n", "null\n"},
        {"2.0", "2.0\n", "2.0\n"},
        {R"(["\u001b"])", "[\"\\u001b\"]\n", "[\"\\u001b\"]\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        for (const bool goes_to_terminal : {false, true}) {
            Sink sink;
            REQUIRE(cli::write_raw(sink, test::parse(row.json), {}, goes_to_terminal));
            CHECK(as_text(sink.view()) == (goes_to_terminal ? row.on_terminal : row.raw));
        }
    }
}

TEST_CASE("raw values that end with a NUL contain none") {
    const struct {
        std::string_view json;
        std::string_view raw;
    } rows[] = {
        {R"("a\nb")", "a\nb"},
        {R"({"souris_type":2,"bytes":[65,10]})", "A\n"},
        {R"({"souris_type":0,"character":"x"})", "x"},
        {R"(["\u0000"])", R"(["\u0000"])"},
        {R"(5)", "5"},
        {R"("")", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        Sink sink;
        REQUIRE(cli::write_raw(sink, test::parse(row.json), {}, false, cli::RawEnd::nul));
        CHECK(as_text(sink.view()) == std::string(row.raw) + '\0');
    }
    for (const char* const wrong :
         {R"("a\u0000")", R"({"souris_type":2,"bytes":[0]})", R"({"souris_type":7,"json":[0]})"}) {
        CAPTURE(wrong);
        Sink sink;
        const auto written = cli::write_raw(sink, test::parse(wrong), {}, false, cli::RawEnd::nul);
        CHECK(written.has_value() == (std::string_view(wrong).find("json") != std::string::npos));
        if (!written) CHECK(written.error().code == ErrorCode::unrepresentable);
    }
}
