// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/msgpack.hpp>

#include "support/hex.hpp"
#include "unit/interop/msgpack_rows.hpp"

using souris::Array;
using souris::Bytes;
using souris::ErrorCode;
using souris::Integer;
using souris::Map;
using souris::MsgpackWriteOptions;
using souris::to_msgpack;
using souris::Value;
using souris::test::to_hex;

TEST_CASE("the shortest way is the one that is written") {
    for (const auto& row : souris::test::msgpack_rows()) {
        CAPTURE(row.hex.front());
        CHECK(to_hex(to_msgpack(row.value).value()) == row.hex.front());
    }
}

TEST_CASE("lengths and counts of two and of four bytes") {
    const auto head_of = [](const Value& value) {
        return to_hex(to_msgpack(value).value()).substr(0, 10);
    };
    const auto array_of = [](std::size_t size) {
        Array array;
        for (std::size_t i = 0; i < size; ++i)
            array.push_back(nullptr);
        return Value(std::move(array));
    };
    const auto map_of = [](std::size_t size) {
        Map map;
        for (std::size_t i = 0; i < size; ++i)
            map[std::to_string(i)] = nullptr;
        return Value(std::move(map));
    };
    CHECK(head_of(std::string(255, 'a')) == "d9ff616161");
    CHECK(head_of(std::string(256, 'a')) == "da01006161");
    CHECK(head_of(std::string(65535, 'a')) == "daffff6161");
    CHECK(head_of(std::string(65536, 'a')) == "db00010000");
    CHECK(head_of(Value(Bytes(255))) == "c4ff000000");
    CHECK(head_of(Value(Bytes(256))) == "c501000000");
    CHECK(head_of(Value(Bytes(65536))) == "c600010000");
    CHECK(head_of(array_of(65535)) == "dcffffc0c0");
    CHECK(head_of(array_of(65536)) == "dd00010000");
    CHECK(head_of(map_of(16)) == "de0010a130");
    CHECK(head_of(map_of(65535)) == "deffffa130");
    CHECK(head_of(map_of(65536)) == "df00010000");
    for (const Value& value : {Value(std::string(65536, 'a')), Value(Bytes(65536)), array_of(65536),
                               map_of(65536), map_of(16)}) {
        CHECK(souris::value_from_msgpack(to_msgpack(value).value()).value() == value);
    }
}

TEST_CASE("what cannot be written is an error that names its path") {
    const auto bad_date = souris::Timestamp{2023, 2, 29, 0, 0, 0, 0};
    const auto leap = souris::Timestamp{2012, 6, 30, 23, 59, 59, 1'000'000'000};
    const struct {
        Value value;
        MsgpackWriteOptions options;
        ErrorCode code;
        std::string_view path, detail;
    } rows[] = {
        {Array{1, U'x'}, {}, ErrorCode::unrepresentable, "/1", "no equivalent of a character"},
        {Integer::max(),
         {},
         ErrorCode::unrepresentable,
         "",
         "no equivalent of an integer outside of 64 bits"},
        {Integer::parse("-9223372036854775809").value(),
         {},
         ErrorCode::unrepresentable,
         "",
         "no equivalent of an integer outside of 64 bits"},
        {Map{{"a", souris::Complex(1, 2)}},
         {},
         ErrorCode::unrepresentable,
         "/a",
         "no equivalent of a complex number"},
        {souris::Ipv4(), {}, ErrorCode::unrepresentable, "", "no equivalent of an IP address"},
        {souris::JsonText(),
         {},
         ErrorCode::unrepresentable,
         "",
         "no equivalent of JSON kept as text"},
        {leap, {}, ErrorCode::unrepresentable, "", "no equivalent of a leap second"},
        {Array{bad_date}, {.tagged = true}, ErrorCode::invalid_timestamp, "/0", ""},
        {Array{"\xFF"}, {}, ErrorCode::invalid_utf8, "/0", ""},
        {Array{souris::Ipv4()},
         {.tagged = true, .limits = {.max_nodes = 7}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_nodes"},
        {Array{souris::Ipv4()},
         {.tagged = true, .limits = {.max_depth = 2}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_depth"},
        {"12345", {.limits = {.max_string = 4}}, ErrorCode::limit_exceeded, "", "max_string"},
        {"1234", {.limits = {.max_input = 4}}, ErrorCode::limit_exceeded, "", "max_input"},
    };
    for (const auto& row : rows) {
        CAPTURE(name_of(row.code));
        CAPTURE(row.detail);
        const auto written = to_msgpack(row.value, row.options);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == row.code);
        CHECK(written.error().path == row.path);
        CHECK(written.error().detail == row.detail);
    }
    const MsgpackWriteOptions enough{.tagged = true, .limits = {.max_depth = 3, .max_nodes = 8}};
    CHECK(to_msgpack(Array{souris::Ipv4()}, enough).has_value());
}
