// SPDX-License-Identifier: MIT
#include "printers/value_printer.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;

TEST_CASE("every scalar is shown on one line") {
    const struct {
        std::string_view json;
        std::string_view shown;
    } rows[] = {
        {"null", ""},
        {"true", "true"},
        {"false", "false"},
        {"0", "0"},
        {"-12", "-12"},
        {R"({"souris_type":4,"integer":"-170141183460469231731687303715884105728"})",
         "-170141183460469231731687303715884105728"},
        {R"({"souris_type":4,"integer":"340282366920938463463374607431768211455"})",
         "340282366920938463463374607431768211455"},
        {"1.0", "1.0"},
        {"-0.0", "-0.0"},
        {"0.1", "0.1"},
        {"1e300", "1e+300"},
        {R"({"souris_type":10,"bits":"7ff8000000000000"})", "nan"},
        {R"({"souris_type":10,"bits":"fff0000000000000"})", "-inf"},
        {R"({"souris_type":15,"single":0.10000000149011612})", "0.1"},
        {R"({"souris_type":0,"character":"\u00e9"})", "\"\xC3\xA9\" U+00E9"},
        {R"({"souris_type":0,"character":"\u0000"})", "\"\\u{0}\" U+0000"},
        {R"({"souris_type":0,"character":"\ud83d\udc2d"})", "\"\xF0\x9F\x90\xAD\" U+1F42D"},
        {R"("")", R"("")"},
        {R"("a \"b\" c\\d")", R"("a \"b\" c\\d")"},
        {R"("line\nline\ttab\u001b")", R"("line\nline\ttab\u{1b}")"},
        {R"({"souris_type":2,"bytes":[]})", "0 bytes"},
        {R"({"souris_type":2,"bytes":[255]})", "1 byte: ff"},
        {R"({"souris_type":2,"bytes":[0,1,27]})", "3 bytes: 00 01 1b"},
        {R"({"souris_type":5,"real":3,"imaginary":-4})", "3-4i"},
        {R"({"souris_type":5,"real":0,"imaginary":0})", "0+0i"},
        {R"({"souris_type":5,"modulus":2.0,"argument":0.5})", "2.0 * e^(0.5i)"},
        {R"({"souris_type":6,"timestamp":"2024-10-30T12:34:56.789"})", "2024-10-30T12:34:56.789"},
        {R"({"souris_type":7,"json":{"a":[1,null]}})", R"({"a":[1,null]})"},
        {R"({"souris_type":12,"timezone":"Europe/London"})", "Europe/London"},
        {R"({"souris_type":13,"octets":[127,0,0,1]})", "127.0.0.1"},
        {R"({"souris_type":14,"octets":[8193,3512,0,0,0,0,0,1]})", "2001:db8::1"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        std::string shown;
        cli::append_content(shown, test::parse(row.json));
        CHECK(shown == row.shown);
    }
}

TEST_CASE("of many bytes the first ones are shown") {
    for (const std::size_t size : {32U, 33U}) {
        std::string expected = std::to_string(size) + " bytes:";
        for (int i = 0; i < 32; ++i)
            expected += " 07";
        if (size > 32) expected += " ...";
        std::string shown;
        cli::append_content(shown, Value(Bytes(size, std::byte{7})));
        CHECK(shown == expected);
    }
}
