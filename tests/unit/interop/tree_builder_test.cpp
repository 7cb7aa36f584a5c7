// SPDX-License-Identifier: MIT
#include "interop/tree_builder.hpp"

#include <cstddef>
#include <string>

#include <doctest/doctest.h>

using souris::Array;
using souris::Complex;
using souris::ErrorCode;
using souris::InteropReadOptions;
using souris::Map;
using souris::Type;
using souris::Value;
using souris::detail::TreeBuilder;

TEST_CASE("containers of known and of no known size") {
    const InteropReadOptions options;
    TreeBuilder builder(options);
    CHECK_FALSE(builder.is_done());
    CHECK_FALSE(builder.may_close());
    REQUIRE(builder.open(Type::map, 2));
    REQUIRE(builder.put_string("a"));
    REQUIRE(builder.open(Type::array, std::nullopt));
    CHECK(builder.may_close());
    REQUIRE(builder.put(1));
    REQUIRE(builder.open(Type::array, 0));
    REQUIRE(builder.open(Type::map, std::nullopt));
    REQUIRE(builder.put_string("k"));
    CHECK_FALSE(builder.may_close());
    REQUIRE(builder.put(nullptr));
    REQUIRE(builder.close());
    REQUIRE(builder.close());
    CHECK_FALSE(builder.may_close());
    REQUIRE(builder.put_string("b"));
    REQUIRE(builder.open_complex(2));
    REQUIRE(builder.put(1));
    CHECK_FALSE(builder.is_done());
    REQUIRE(builder.put(2));
    REQUIRE(builder.is_done());
    CHECK(builder.take_root() ==
          Map{{"a", Array{1, Array{}, Map{{"k", nullptr}}}}, {"b", Complex(1, 2)}});
}

TEST_CASE("errors are where the last item began") {
    const InteropReadOptions options;
    TreeBuilder builder(options);
    REQUIRE(builder.open(Type::array, 2));
    builder.begin_item(1);
    REQUIRE(builder.put(1));
    builder.begin_item(2);
    REQUIRE(builder.open(Type::map, 2));
    builder.begin_item(3);
    CHECK(builder.error({ErrorCode::truncated}).path == "/1");
    REQUIRE(builder.put_string("a/b"));
    builder.begin_item(7);
    const auto wrong = builder.put_string("\xFF");
    REQUIRE_FALSE(wrong);
    const souris::Error error = builder.error(wrong.error());
    CHECK(error.code == ErrorCode::invalid_utf8);
    CHECK(error.offset == 7);
    CHECK(error.path == "/1/a~1b");
}

TEST_CASE("parts are charged for before they are put together") {
    InteropReadOptions options;
    options.limits.max_memory = 900;
    options.limits.max_string = 600;
    options.limits.max_key = 10;
    TreeBuilder builder(options);
    const souris::Bytes part(301, std::byte{'x'});
    const std::span<const std::byte> bytes(part);
    souris::Bytes whole;
    REQUIRE(builder.append_part(whole, bytes.first(300)));
    CHECK(builder.append_part(whole, bytes).error().detail == "max_string");
    // While a container grows, the old and new memory are both allocated.
    REQUIRE(builder.append_part(whole, bytes.first(150)));
    CHECK(builder.append_part(whole, bytes.first(150)).error().detail == "max_memory");
    CHECK(whole.size() == 450);
    builder.free_whole(whole);
    CHECK(whole.empty());
    REQUIRE(builder.append_part(whole, bytes));
}

TEST_CASE("losses are counted where they are wanted") {
    std::uint64_t losses = 0;
    InteropReadOptions options;
    CHECK(TreeBuilder(options).lose(ErrorCode::no_equivalent, "x").error().detail == "x");
    options.lossy = true;
    CHECK(TreeBuilder(options).lose(ErrorCode::no_equivalent, "x"));
    options.losses = &losses;
    CHECK(TreeBuilder(options).lose(ErrorCode::no_equivalent, "x"));
    CHECK(losses == 1);
}
