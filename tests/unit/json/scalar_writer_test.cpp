// SPDX-License-Identifier: MIT
#include "json/scalar_writer.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support/rounding.hpp"
#include "unit/json/tagged_rows.hpp"

using souris::ErrorCode;
using souris::JsonForm;
using souris::JsonWriteOptions;
using souris::Sink;
using souris::Type;
using souris::Value;
using souris::detail::JsonScalarWriter;

namespace {

std::string text_of(const Sink& sink) {
    return {reinterpret_cast<const char*>(sink.view().data()), sink.view().size()};
}

}  // namespace

TEST_CASE("each type but the containers has a form") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        Sink sink;
        const JsonWriteOptions options;
        JsonScalarWriter writer(sink, options);
        const auto written = writer.write_scalar(row.value);
        if (row.value.is(Type::array) || row.value.is(Type::map)) {
            CHECK(written.error() == ErrorCode::internal_error);
        } else {
            REQUIRE(written);
            CHECK(text_of(sink) == row.json);
        }
    }
}

TEST_CASE("members have a tag in the tagged form alone") {
    for (const JsonForm form : {JsonForm::tagged, JsonForm::plain}) {
        Sink sink;
        const JsonWriteOptions options{.form = form};
        JsonScalarWriter writer(sink, options);
        CHECK(writer.is_tagged() == (form == JsonForm::tagged));
        writer.begin_member(Type::timezone, "\"timezone\"");
        CHECK(text_of(sink) ==
              (writer.is_tagged() ? R"({"souris_type":12,"timezone":)" : R"({"timezone":)"));
    }
}

TEST_CASE("a failure has a code and a detail") {
    Sink sink;
    const JsonWriteOptions options{.form = JsonForm::plain,
                                   .limits = {.max_string = 3, .max_key = 2}};
    JsonScalarWriter writer(sink, options);
    CHECK(std::string_view(writer.detail()).empty());
    CHECK(writer.write_scalar(Value("abc")));
    CHECK(writer.write_scalar(Value("abcd")).error() == ErrorCode::limit_exceeded);
    CHECK(std::string_view(writer.detail()) == "max_string");
    CHECK(writer.write_key("abc").error() == ErrorCode::limit_exceeded);
    CHECK(std::string_view(writer.detail()) == "max_key");
    CHECK(writer.write_scalar(Value(souris::Integer::max())).error() == ErrorCode::unrepresentable);
    CHECK(std::string_view(writer.detail()) == "integer outside of 64 bits");
    CHECK(writer.write_scalar(Value(souris::Complex(0, souris::Integer::min()))).error() ==
          ErrorCode::unrepresentable);
}

TEST_CASE("the shortest digits in every rounding mode, and of subnormal numbers") {
    const struct {
        Value value;
        std::string_view json;
    } rows[] = {
        {5e-324, "5e-324"},
        {-1e-310, "-1e-310"},
        {0.1, "0.1"},
        {1e23, "1e+23"},
        {123456789012345680.0, "123456789012345680.0"},
        {0x1p-149F, R"({"souris_type":15,"single":1.401298464324817e-45})"},
        {0.1F, R"({"souris_type":15,"single":0.10000000149011612})"},
    };
    souris::test::in_every_rounding([&] {
        for (const auto& row : rows) {
            Sink sink;
            const JsonWriteOptions options;
            REQUIRE(JsonScalarWriter(sink, options).write_scalar(row.value));
            CHECK(text_of(sink) == row.json);
        }
    });
}
