// SPDX-License-Identifier: MIT
#include "printers/column_statistics.hpp"

#include <string_view>

#include <doctest/doctest.h>

#include <souris/compression.hpp>
#include <souris/packed.hpp>

using namespace souris;

namespace {

Bytes packed_records(bool is_extended) {
    Array records;
    for (int i = 0; i < 1000; ++i)
        records.push_back(Map{{"id", i}, {"kind", i % 3 == 0 ? Value("odd") : Value()}});
    PackOptions options;
    options.extended = is_extended;
    return pack(records, options).value();
}

}  // namespace

TEST_CASE("only a sound body in columns has columns") {
    const Bytes packed = packed_records(true);
    CheckReport check = check_bytes(packed);
    if (check.compression == Compression::columns) {  // else this build has none
        const auto sizes = cli::measure_columns(packed, check, {});
        REQUIRE(sizes);
        REQUIRE(*sizes);
        REQUIRE((*sizes)->columns.size() == 4);
        const MeasuredColumn& id = (*sizes)->columns[2];
        CHECK(id.path == "/*/id");
        CHECK(cli::description_of(id).starts_with("integer; delta"));
        CHECK(cli::description_of(id).ends_with("; 0 to 999"));
        CHECK(cli::types_of((*sizes)->columns[3]) ==
              std::vector<std::string_view>{"string", "null"});
        CHECK(cli::codings_of((*sizes)->columns[3]).front() == "dictionary");
        Limits limits;
        limits.max_memory = 100;
        CHECK(cli::measure_columns(packed, check, limits).error().detail == "max_memory");
        check.damage = Error(ErrorCode::bad_block);
        CHECK_FALSE(cli::measure_columns(packed, check, {}).value());
    }
    const Bytes plain = packed_records(false);
    CHECK_FALSE(cli::measure_columns(plain, check_bytes(plain), {}).value());
}
