// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "json/tagged_form.hpp"
#include "support/rounding.hpp"

using souris::Complex;
using souris::ErrorCode;
using souris::JsonReadOptions;
using souris::Type;
using souris::Value;
using souris::value_from_json;

TEST_CASE("an object with a souris_type that is no tagged value is refused, never taken as a map") {
    constexpr std::string_view rows[] = {
        // Types without a tagged form, and invalid types.
        R"({"souris_type":1,"string":"x"})",
        R"({"souris_type":3,"boolean":true})",
        R"({"souris_type":9})",
        R"({"souris_type":11,"array":[]})",
        R"({"souris_type":16})",
        R"({"souris_type":-1})",
        R"({"souris_type":256})",
        R"({"souris_type":99999999999999999999999})",
        R"({"souris_type":4.0,"integer":"5"})",
        R"({"souris_type":4e0,"integer":"5"})",
        R"({"souris_type":"4","integer":"5"})",
        R"({"souris_type":null})",
        R"({"souris_type":[4]})",
        R"({"souris_type":{}})",
        R"({"a":1,"souris_type":{"souris_type":4,"integer":"4"}})",
        // Repeated.
        R"({"souris_type":4,"integer":"5","souris_type":4})",
        R"({"souris_type":4,"\u0073ouris_type":4,"integer":"5"})",
        R"({"souris_type":4,"integer":"5","integer":"5"})",
        R"({"souris_type":8,"map":{},"map":{}})",
        R"({"souris_type":5,"real":1,"real":1,"imaginary":1})",
        R"({"souris_type":15,"single":1.0,"bits":"3f800000"})",
    };
    for (const std::string_view json : rows) {
        CAPTURE(json);
        const auto read = value_from_json(json);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::invalid_tagged_json);
        CHECK(read.error().path.empty());
    }
}

TEST_CASE("the members of a tagged value are exactly those of its type") {
    const struct {
        Type type;
        std::string_view members;
    } rows[] = {
        {Type::character, R"("character":"")"},
        {Type::character, R"("character":"ab")"},
        {Type::character, R"("character":97)"},
        {Type::character, R"("character":null)"},
        {Type::character, R"("string":"a")"},
        {Type::character, R"("character":"a","x":1)"},
        {Type::binary, R"("bytes":"")"},
        {Type::binary, R"("bytes":{})"},
        {Type::binary, R"("bytes":[256])"},
        {Type::binary, R"("bytes":[-1])"},
        {Type::binary, R"("bytes":[-0])"},
        {Type::binary, R"("bytes":[1.0])"},
        {Type::binary, R"("bytes":[1,"2"])"},
        {Type::binary, R"("bytes":[[1]])"},
        {Type::binary, R"("bytes":[99999999999999999999])"},
        {Type::integer, R"("integer":5)"},
        {Type::integer, R"("integer":"")"},
        {Type::integer, R"("integer":"-")"},
        {Type::integer, R"("integer":"5.0")"},
        {Type::integer, R"("integer":"0x5")"},
        {Type::integer, R"("integer":" 5")"},
        {Type::integer, R"("integer":"340282366920938463463374607431768211456")"},
        {Type::integer, R"("integer":"-170141183460469231731687303715884105729")"},
        {Type::integer, R"("integer":"5","real":5)"},
        {Type::complex, R"("real":1)"},
        {Type::complex, R"("imaginary":1)"},
        {Type::complex, R"("real":1,"argument":1)"},
        {Type::complex, R"("real":1,"imaginary":1,"modulus":1.0)"},
        {Type::complex, R"("real":1,"imaginary":1,"modulus":1.0,"argument":1.0)"},
        {Type::complex, R"("real":1.0)"},
        {Type::complex, R"("real":"1","imaginary":1)"},
        {Type::complex, R"("real":{"souris_type":10,"bits":"0000000000000000"},"imaginary":1)"},
        {Type::complex, R"("real":{},"imaginary":1)"},
        {Type::complex, R"("modulus":"1","argument":1.0)"},
        {Type::complex, R"("modulus":[],"argument":1.0)"},
        {Type::complex, R"("modulus":{"souris_type":4,"integer":"1"},"argument":1.0)"},
        {Type::complex, R"("modulus":{"souris_type":15,"single":1.0},"argument":1.0)"},
        {Type::timestamp, R"("timestamp":"2023-02-29T00:00:00")"},
        {Type::timestamp, R"("timestamp":"2023-02-29")"},
        {Type::timestamp, R"("timestamp":"2023-02-28T00:00:00+0200")"},
        {Type::timestamp, R"("timestamp":0)"},
        {Type::json, R"("text":"[]")"},
        {Type::json, R"("json":1,"x":2)"},
        {Type::map, R"("map":[])"},
        {Type::map, R"("map":null)"},
        {Type::map, R"("map":1)"},
        {Type::map, R"("object":{})"},
        {Type::map, R"("map":{},"x":1)"},
        {Type::map, R"("x":1,"map":{})"},
        {Type::float64, R"("bits":"3ff000000000000")"},
        {Type::float64, R"("bits":"3ff00000000000000")"},
        {Type::float64, R"("bits":"3ff000000000000g")"},
        {Type::float64, R"("bits":"0x3ff00000000000")"},
        {Type::float64, R"("bits":"-3ff000000000000")"},
        {Type::float64, R"("bits":4607182418800017408)"},
        {Type::float64, R"("double":1.0)"},
        {Type::timezone, R"("timezone":"")"},
        {Type::timezone, R"("timezone":"Europe/")"},
        {Type::timezone, R"("timezone":"a b")"},
        {Type::timezone, R"("timezone":null)"},
        {Type::ipv4, R"("octets":[127,0,0])"},
        {Type::ipv4, R"("octets":[127,0,0,1,0])"},
        {Type::ipv4, R"("octets":[127,0,0,256])"},
        {Type::ipv4, R"("octets":"127.0.0.1")"},
        {Type::ipv6, R"("octets":[0,0,0,0,0,0,0])"},
        {Type::ipv6, R"("octets":[0,0,0,0,0,0,0,0,0])"},
        {Type::ipv6, R"("octets":[0,0,0,0,0,0,0,65536])"},
        {Type::ipv6, R"("octets":[0,0,0,0,0,0,0,"0"])"},
        {Type::float32, R"("single":"1")"},
        {Type::float32, R"("single":null)"},
        {Type::float32, R"("single":3.5e38)"},
        {Type::float32, R"("bits":"3f80000")"},
        {Type::float32, R"("bits":"3ff0000000000000")"},
        {Type::float32, R"("bits":[])"},
        {Type::float32, R"("float":1.0)"},
    };
    for (const auto& row : rows) {
        const std::string tag = "\"souris_type\":" + std::to_string(static_cast<int>(row.type));
        const std::string before = "{" + tag + "," + std::string(row.members) + "}";
        const std::string after = "{" + std::string(row.members) + "," + tag + "}";
        for (const std::string& json : {before, after}) {
            CAPTURE(json);
            const auto read = value_from_json("[0," + json + "]");
            REQUIRE_FALSE(read);
            CHECK(read.error().code == ErrorCode::invalid_tagged_json);
            CHECK(read.error().path == "/1");
            CHECK(read.error().detail == souris::detail::tagged_form(row.type));
        }
    }
}

TEST_CASE("a tagged value needs its member") {
    for (unsigned number = 0; number < souris::type_count; ++number) {
        const auto type = static_cast<Type>(number);
        const char* const form = souris::detail::tagged_form(type);
        if (form == nullptr) continue;
        CAPTURE(number);
        const auto read = value_from_json("{\"souris_type\":" + std::to_string(number) + "}");
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::invalid_tagged_json);
        CHECK(read.error().detail == form);
    }
}

TEST_CASE("the offset is that of what does not belong") {
    const struct {
        std::string_view json;
        std::uint64_t offset;
    } rows[] = {
        {R"([{"souris_type":17}])", 1},
        {R"([{"souris_type":4,"integer":5}])", 28},
        {R"([{"souris_type":4,"number":5}])", 18},
        {R"([{"souris_type":4}])", 17},
        {R"([{"souris_type":2,"bytes":[1,2,333]}])", 31},
        {R"([{"souris_type":8,"map":{},"x":1}])", 27},
        {R"([{"souris_type":5,"real":1}])", 26},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(value_from_json(row.json).error().offset == row.offset);
    }
    // Too large for its type, but an integer, so it may be part of a complex number, for which the
    // range matters.
    const auto read = value_from_json(
        R"({"souris_type":5,"real":340282366920938463463374607431768211456,"imaginary":0})");
    CHECK(read.error().code == ErrorCode::integer_out_of_range);
    CHECK(value_from_json(R"({"souris_type":5,"modulus":1e999,"argument":0.0})").error().code ==
          ErrorCode::number_out_of_range);
}

TEST_CASE("JSON values without needless escapes") {
    JsonReadOptions options;
    options.unescapes_json = true;
    const struct {
        std::string_view json, unescaped;
    } rows[] = {
        {"null", "null"},
        {" -1.50E+3 ", "-1.50E+3"},
        {"\"\"", "\"\""},
        {"[ ]", "[ ]"},
        {"{ }", "{ }"},
        {R"("\u00e9\ud83e\uddc0\/\u0041")", "\"\u00e9\U0001F9C0/A\""},
        {R"("\"\\\u0022\u005c")", R"("\"\\\"\\")"},
        {R"("\u0000\u001b\u000a\n\u0008\u007f")", "\"\\u0000\\u001b\\n\\n\\b\x7F\""},
        {R"( [ 1 , { "\u0061" : [ ] , "a" : { } } , true ] )",
         R"([ 1 , { "a" : [ ] , "a" : { } } , true ])"},
        {R"([[[]],[false,null]])", R"([[[]],[false,null]])"},
        {R"({"souris_type":12,"b":1})", R"({"souris_type":12,"b":1})"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        const std::string tagged = "{\"souris_type\":7,\"json\":" + std::string(row.json) + "}";
        const auto value = value_from_json("[" + tagged + ",0]", options);
        REQUIRE(value);
        CHECK((*value->as_array())[0].text() == row.unescaped);
        CHECK((*value->as_array())[0].is(Type::json));
    }
    for (const std::string_view json : {"[1", "[1,]", "\"", "{\"a\"}"}) {
        const auto value =
            value_from_json("{\"souris_type\":7,\"json\":" + std::string(json) + "}", options);
        CHECK(value.error().code == ErrorCode::invalid_json);
    }
    options.limits.max_memory = 1000;
    const std::string long_text = "{\"souris_type\":7,\"json\":\"" + std::string(900, 'x') + "\"}";
    CHECK(value_from_json(long_text, options).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("a complex number of floating parts, as sourisdb 0.2.1 writes a polar one") {
    souris::test::in_every_rounding([] {
        const auto read = [](std::string_view real, std::string_view imaginary) {
            const auto value = value_from_json("{\"souris_type\":5,\"real\":" + std::string(real) +
                                               ",\"imaginary\":" + std::string(imaginary) + "}");
            return *value.value().get<Complex>().value().polar();
        };
        CHECK(read("3.0", "4.0").modulus == 5.0);
        CHECK(read("3.0", "4.0").argument == 0.9272952180016122);
        CHECK(read("-2.5", "0").modulus == 2.5);
        CHECK(read("-2.5", "0").argument == 3.141592653589793);
        CHECK(read("0", "-1e0").argument == -1.5707963267948966);
        CHECK(read("0.0", "0.0").modulus == 0.0);
    });
    CHECK(value_from_json(R"({"souris_type":5,"real":3,"imaginary":4})").value() ==
          Value(Complex(3U, 4U)));
    CHECK(value_from_json(R"({"souris_type":5,"real":1e999,"imaginary":4})").error().code ==
          ErrorCode::number_out_of_range);
    CHECK(value_from_json(R"({"souris_type":5,"real":1.5})").error().code ==
          ErrorCode::invalid_tagged_json);
}
