// SPDX-License-Identifier: MIT
#include "columns/column_infos.hpp"

#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "columns/record_columns.hpp"
#include "columns/write_columns.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

std::vector<ColumnInfo> infos_of(const Value& value, Profile profile = Profile::fast) {
    const Bytes values = test::encoded_tree(value);
    const Bytes block =
        test::columns_block_of(pack_columns(values, profile).value(), values.size());
    const auto records = RecordColumns::open(block, Limits());
    REQUIRE(records);
    const ColumnBlock& columns = records->columns();
    return column_infos(columns.paths(), columns.directory(), records->path().value_or(0)).infos;
}

const ColumnInfo& info_at(const std::vector<ColumnInfo>& infos, std::string_view path) {
    for (const ColumnInfo& info : infos) {
        if (info.path == path) return info;
    }
    FAIL("no such column");
    return infos.front();
}

}  // namespace

TEST_CASE("places in records, with their types") {
    for (const Profile profile : {Profile::fast, Profile::smallest}) {
        const auto infos = infos_of(test::records(1000), profile);
        CHECK(infos[0].path.empty());
        CHECK(infos[0].types == 1U << static_cast<unsigned>(Type::map));
        const ColumnInfo& id = info_at(infos, "/id");
        CHECK(id.has(Type::integer));
        CHECK_FALSE(id.has(Type::null));
        CHECK(id.count == 1000);
        CHECK(id.least == 1000.0);
        CHECK(id.greatest == 1999.0);
        const ColumnInfo& temperature = info_at(infos, "/temperature");
        CHECK(temperature.has(Type::float64));
        CHECK(temperature.least == 20.0);
        CHECK(temperature.greatest == 20.99);
        const ColumnInfo& at = info_at(infos, "/at");
        CHECK(at.has(Type::string));
        CHECK_FALSE(at.count);
        CHECK_FALSE(at.least);
        CHECK(info_at(infos, "/missing").has(Type::null));
        CHECK(info_at(infos, "/inner/ok").has(Type::boolean));
        CHECK(info_at(infos, "/inner/tags").has(Type::array));
        CHECK(info_at(infos, "/inner/tags/*").has(Type::string));
        CHECK(info_at(infos, "/place/0").least == 0.0);
        CHECK(info_at(infos, "/place/1").greatest == 0.0);
    }
}

TEST_CASE("bounds are of all numbers of a place, rounded outwards") {
    Array array;
    constexpr std::int64_t big = (std::int64_t{1} << 53U) + 1;
    for (int i = 0; i < 3000; ++i) {
        Map map;
        map["wide"] = i % 2 == 0 ? Value(big + 2 * i) : Value(-big - 2 * i);
        map["mixed"] = i % 3 == 0 ? Value(i) : i % 3 == 1 ? Value(i + 0.25) : Value("text");
        map["huge"] = i % 2 == 0 ? Value(i) : Value(Integer::max());
        map["single"] = static_cast<float>(i) * -0.5F;
        array.push_back(std::move(map));
    }
    const auto infos = infos_of(array);
    CHECK(*info_at(infos, "/wide").least < -9007199254740993.0 - 5996);
    CHECK(*info_at(infos, "/wide").greatest > 9007199254740993.0 + 5994);
    CHECK(info_at(infos, "/mixed").least == 0.0);
    CHECK(info_at(infos, "/mixed").greatest == 2998.25);
    CHECK(info_at(infos, "/mixed").count == 3000);
    // There are integers that have no bounds.
    CHECK_FALSE(info_at(infos, "/huge").least);
    CHECK(info_at(infos, "/single").least == -1499.5);
    CHECK(info_at(infos, "/single").greatest == 0.0);
}

TEST_CASE("keys of dictionaries and fields of strings are no places") {
    const auto infos = infos_of(test::dictionary(6000));
    REQUIRE(infos.size() == 2);
    CHECK(infos[0].has(Type::map));
    CHECK(infos[1].path == "/*");
    CHECK(infos[1].greatest == 5999.0);
    CHECK(infos_of(test::log_lines(600)).size() == 1);
}
