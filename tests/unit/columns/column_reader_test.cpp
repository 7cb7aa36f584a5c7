// SPDX-License-Identifier: MIT
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/column_reader.hpp>
#include <souris/packed.hpp>

#include "support/hex.hpp"
#include "support/rounding.hpp"
#include "unit/columns/sample_trees.hpp"

using namespace souris;

namespace {

constexpr Profile reader_profiles[] = {Profile::fast, Profile::balanced, Profile::smallest};

Bytes packed_in_columns(const Value& value, Profile profile) {
    Bytes packed = pack(value, {.profile = profile, .extended = true}).value();
    REQUIRE(packed.front() == std::byte{6});
    return packed;
}

}  // namespace

TEST_CASE("a bitmap of rows") {
    RowBitmap bits(130);
    CHECK(bits.size() == 130);
    CHECK(bits.count() == 0);
    CHECK(bits.next(0) == 130);
    bits.set(0);
    bits.set(64);
    bits.set(129);
    CHECK(bits[64]);
    CHECK_FALSE(bits[63]);
    CHECK(bits.count() == 3);
    CHECK(bits.next(0) == 0);
    CHECK(bits.next(1) == 64);
    CHECK(bits.next(65) == 129);
    CHECK(bits.next(130) == 130);
    CHECK(bits.words().size() == 3);
    CHECK(bits.words()[2] == 2);
    RowBitmap all(130, true);
    CHECK(all.count() == 130);
    CHECK(all.words()[2] == 3);
    all &= bits;
    CHECK(all == bits);
    CHECK(RowBitmap().next(0) == 0);
    CHECK(RowBitmap(64, true).count() == 64);
}

TEST_CASE("columns of records") {
    const Value records = test::records(3000);
    for (const Profile profile : reader_profiles) {
        const Bytes packed = packed_in_columns(records, profile);
        const auto reader = ColumnReader::open(packed);
        REQUIRE(reader);
        REQUIRE(reader->rows() == 3000);
        const auto ids = reader->integers("/id");
        REQUIRE(ids);
        CHECK(ids->valid.count() == 3000);
        CHECK(ids->values[17] == 1017);
        const auto temperatures = reader->numbers("/temperature");
        const auto errors = reader->texts("/error");
        const auto missing = reader->texts("/missing");
        const auto good = reader->booleans("/inner/ok");
        const auto times = reader->texts("/at");
        REQUIRE((temperatures && errors && missing && good && times));
        std::size_t row = 0;
        for (const Value& record : *records.as_array()) {
            CHECK(temperatures->values[row] == record["temperature"].get<double>().value());
            CHECK((*times)[row] == record["at"].get<std::string>().value());
            CHECK(good->values[row] == record["inner"]["ok"].get<bool>().value());
            CHECK(errors->present[row] == record.contains("error"));
            if (errors->valid[row])
                CHECK((*errors)[row] == record["error"].get<std::string>().value());
            CHECK(missing->null[row] == record.contains("missing"));
            CHECK_FALSE(missing->valid[row]);
            ++row;
        }
    }
}

TEST_CASE("what is of another type is present, and not valid") {
    Array array;
    for (int i = 0; i < 1000; ++i)
        array.push_back(Map{{"v", i % 4 == 0   ? Value(i)
                                  : i % 4 == 1 ? Value(0.5 + i)
                                  : i % 4 == 2 ? Value(Integer::max())
                                               : Value("text")}});
    const Bytes packed = packed_in_columns(array, Profile::fast);
    const ColumnReader reader = ColumnReader::open(packed).value();
    const IntegerColumn integers = reader.integers("/v").value();
    CHECK(integers.valid.count() == 250);
    CHECK(integers.present.count() == 1000);
    CHECK(integers.null.count() == 0);
    const NumberColumn numbers = reader.numbers("/v").value();
    // 2^128 - 1 is no double.
    CHECK(numbers.valid.count() == 500);
    CHECK(numbers.values[5] == 5.5);
    const TextColumn texts = reader.texts("/v").value();
    CHECK(texts.valid.count() == 250);
    CHECK(texts[3] == "text");
    CHECK(texts[4].empty());
    CHECK(texts.text.size() == 1000);
    const BooleanColumn absent = reader.booleans("/w").value();
    CHECK(absent.present.count() == 0);
    CHECK(absent.size() == 1000);
    CHECK(reader.integers("v").error().code == ErrorCode::invalid_pointer);
}

TEST_CASE("what is not in columns is refused") {
    CHECK(ColumnReader::open({}).error().code == ErrorCode::truncated);
    const Bytes stored = pack(Value(1)).value();
    CHECK(ColumnReader::open(stored).error().code == ErrorCode::unsupported_compression);
    const Bytes packed = packed_in_columns(test::records(100), Profile::fast);
    for (std::size_t size = 1; size < packed.size(); size += 7) {
        const auto reader = ColumnReader::open(std::span(packed).first(size));
        REQUIRE_FALSE(reader);
        CHECK(kind_of(reader.error().code) == ErrorKind::bad_input);
        CHECK(reader.error().offset == 1);
    }
}

TEST_CASE("limits hold for columns") {
    const Bytes packed = packed_in_columns(test::records(2000), Profile::fast);
    Limits limits;
    limits.max_input = packed.size() - 1;
    CHECK(ColumnReader::open(packed, limits).error().detail == "max_input");
    limits = Limits();
    limits.max_output = 1000;
    CHECK(ColumnReader::open(packed, limits).error().detail == "max_output");
    limits = Limits();
    limits.max_string = 3;
    const auto reader = ColumnReader::open(packed, limits);
    REQUIRE(reader);
    CHECK(reader->integers("/id"));
    CHECK(reader->texts("/at").error().detail == "max_string");
    // From too little to enough.
    std::size_t refused = 0;
    for (limits = Limits(), limits.max_memory = 1000;; limits.max_memory *= 2) {
        const auto opened = ColumnReader::open(packed, limits);
        if (!opened) {
            CHECK(opened.error().detail == "max_memory");
            continue;
        }
        const auto texts = opened->texts("/at");
        if (texts) break;
        CHECK(texts.error().detail == "max_memory");
        ++refused;
    }
    CHECK(refused > 0);
}

TEST_CASE("the program's rounding does not matter for columns") {
    const Bytes packed = packed_in_columns(test::records(500), Profile::fast);
    const ColumnReader reader = ColumnReader::open(packed).value();
    const NumberColumn expected = reader.numbers("/temperature").value();
    test::in_every_rounding(
        [&] { CHECK(reader.numbers("/temperature").value().values == expected.values); });
    const auto bounds = [&] {
        std::vector<std::optional<double>> all;
        const ColumnSizes sizes = reader.measure().value();
        for (const MeasuredColumn& column : sizes.columns)
            all.insert(all.end(), {column.least, column.greatest});
        return all;
    };
    const auto expected_bounds = bounds();
    test::in_every_rounding([&] { CHECK(bounds() == expected_bounds); });
}

TEST_CASE("readers move") {
    const Bytes packed = packed_in_columns(test::records(200), Profile::balanced);
    ColumnReader reader = ColumnReader::open(packed).value();
    ColumnReader other = std::move(reader);
    CHECK(other.integers("/id").value().values[3] == 1003);
    reader = std::move(other);
    CHECK(reader.rows() == 200);
}
