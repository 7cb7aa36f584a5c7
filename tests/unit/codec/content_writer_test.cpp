// SPDX-License-Identifier: MIT
#include "codec/content_writer.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

struct Writing {
    explicit Writing(EncodeOptions with = {}) : options(with), writer(sink, nullptr, options) {}

    Sink sink;
    EncodeOptions options;
    ContentWriter writer;

    [[nodiscard]] std::string hex() const { return test::to_hex(sink.view()); }
};

}  // namespace

TEST_CASE("a tag comes before each content") {
    Writing writing;
    ContentWriter& writer = writing.writer;
    writer.write_tag(Type::boolean, 1);
    writer.write_integer(-17);
    writer.write_number(Type::float64, 1.5);
    CHECK(writer.write_key("a").has_value());
    CHECK(writer.write_text(Type::json, "1").has_value());
    CHECK(writer.write_container(Type::map, 6, 0).has_value());
    CHECK(writer.write_container(Type::array, 7, 0).has_value());
    CHECK(writing.hex() ==
          "3142efa0000000000000f83f10016170100131"
          "8cb107");
}

TEST_CASE("what the quick ways leave over is written, whatever it is") {
    struct Row {
        Value value;
        const char* hex;
    };
    for (const Row& row : {
             Row{nullptr, "90"},
             Row{true, "31"},
             Row{false, "30"},
             Row{7U, "4007"},
             Row{1.5, "a0000000000000f83f"},
             Row{1.5F, "f00000c03f"},
             Row{"a", "100161"},
         }) {
        CAPTURE(std::string(row.hex));
        Writing writing;
        CHECK(writing.writer.write_scalar<ValueAccess>(row.value).has_value());
        CHECK(writing.hex() == row.hex);
    }
    for (const Value& container : {Value(Array{1}), Value(Map{{"a", 1}})}) {
        Writing writing;
        CHECK(writing.writer.write_scalar<ValueAccess>(container) ==
              tl::unexpected(ErrorCode::internal_error));
    }
}

TEST_CASE("a container is held against depth and number of values, wherever it is written") {
    EncodeOptions options;
    options.limits.max_depth = 2;
    options.limits.max_nodes = 5;
    Writing writing(options);
    ContentWriter& writer = writing.writer;
    CHECK(writer.write_container(Type::array, 1, 1).has_value());
    const auto too_deep = writer.write_container(Type::array, 1, 2);
    REQUIRE_FALSE(too_deep.has_value());
    CHECK(writer.error(too_deep.error()).detail == "max_depth");
    CHECK_FALSE(writer.try_container(1, 2));
    CHECK(writer.try_container(3, 0));
    CHECK_FALSE(writer.try_container(2, 0));
    const auto too_many = writer.write_container(Type::map, 2, 0);
    REQUIRE_FALSE(too_many.has_value());
    CHECK(writer.error(too_many.error()).detail == "max_nodes");
    CHECK(writing.hex() == "b2");
}

TEST_CASE("what cannot be said is told") {
    Writing writing({.layout = Layout::v1});
    ContentWriter& writer = writing.writer;
    CHECK(writer.write_key("\xFF").error() == ErrorCode::invalid_utf8);
    CHECK(writer.write_character(0xD800).error() == ErrorCode::invalid_character);
    CHECK(writer.write_timestamp({-1, 1, 1, 0, 0, 0, 0}).error() == ErrorCode::unrepresentable);
    CHECK(writer.error(ErrorCode::unrepresentable).detail == "layout v1 loses the sign of a year");
    CHECK(writing.hex().empty());
}
