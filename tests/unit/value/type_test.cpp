// SPDX-License-Identifier: MIT
#include <string_view>

#include <doctest/doctest.h>

#include <souris/type.hpp>

using souris::Type;

TEST_CASE("types have the numbers of the format and are named as in the source") {
    struct Row {
        Type type;
        unsigned number;
        std::string_view name;
    };
    const Row rows[] = {
        {Type::character, 0, "character"},
        {Type::string, 1, "string"},
        {Type::binary, 2, "binary"},
        {Type::boolean, 3, "boolean"},
        {Type::integer, 4, "integer"},
        {Type::complex, 5, "complex"},
        {Type::timestamp, 6, "timestamp"},
        {Type::json, 7, "json"},
        {Type::map, 8, "map"},
        {Type::null, 9, "null"},
        {Type::float64, 10, "float64"},
        {Type::array, 11, "array"},
        {Type::timezone, 12, "timezone"},
        {Type::ipv4, 13, "ipv4"},
        {Type::ipv6, 14, "ipv6"},
        {Type::float32, 15, "float32"},
    };
    CHECK(std::size(rows) == souris::type_count);
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(static_cast<unsigned>(row.type) == row.number);
        CHECK(souris::name_of(row.type) == row.name);
    }
    CHECK(souris::name_of(static_cast<Type>(souris::type_count)) == "unknown");
}
