// SPDX-License-Identifier: MIT
#include "columns/match_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/packed.hpp>

#include "support/hex.hpp"
#include "unit/columns/sample_trees.hpp"

using namespace souris;

namespace {

std::vector<std::size_t> rows_of(const Result<RowBitmap>& bits) {
    REQUIRE(bits);
    std::vector<std::size_t> rows;
    for (std::size_t row = bits->next(0); row != bits->size(); row = bits->next(row + 1))
        rows.push_back(row);
    return rows;
}

template <class IsWanted>
std::vector<std::size_t> rows_where(const Value& records, IsWanted is_wanted) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < records.as_array()->size(); ++i) {
        if (is_wanted((*records.as_array())[i])) rows.push_back(i);
    }
    return rows;
}

}  // namespace

TEST_CASE("rows that match a filter") {
    const Value records = test::records(3000);
    for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
        const Bytes packed = pack(records, {.profile = profile, .extended = true}).value();
        const auto reader = ColumnReader::open(packed);
        REQUIRE(reader);
        const RowFilter open{"/kind", Comparison::equal, "open", {}};
        CHECK(rows_of(reader->rows_matching(open)) == rows_where(records, [](const Value& record) {
                  return record["kind"].get<std::string>().value() == "open";
              }));
        const RowFilter warm{"/temperature", Comparison::between, 20.5, 20.75};
        const auto is_warm = [](const Value& record) {
            const double temperature = record["temperature"].get<double>().value();
            return temperature >= 20.5 && temperature <= 20.75;
        };
        CHECK(rows_of(reader->rows_matching(warm)) == rows_where(records, is_warm));
        const RowFilter late{"/at", Comparison::greater, "2023-06", {}};
        const auto is_late = [](const Value& record) {
            return record["at"].get<std::string>().value() > "2023-06";
        };
        CHECK(rows_of(reader->rows_matching(late)) == rows_where(records, is_late));
        const RowFilter null{"/missing", Comparison::equal, nullptr, {}};
        CHECK(rows_of(reader->rows_matching(null)) ==
              rows_where(records, [](const Value& record) { return record.contains("missing"); }));
        const RowFilter bad{"/inner/ok", Comparison::equal, false, {}};
        CHECK(rows_of(reader->rows_matching(bad)) == rows_where(records, [](const Value& record) {
                  return !record["inner"]["ok"].get<bool>().value();
              }));
        // In an array, which is no column of its own.
        const RowFilter tagged{"/inner/tags/0", Comparison::equal, "a", {}};
        CHECK(rows_of(reader->rows_matching(tagged)) ==
              rows_where(records, [](const Value& record) {
                  return record.at("/inner/tags/0").has_value();
              }));
        const std::vector<RowFilter> both{warm, late};
        const auto rows = reader->rows_matching(both);
        CHECK(rows_of(rows) == rows_where(records, [&](const Value& record) {
                  return is_warm(record) && is_late(record);
              }));
        const auto values = reader->records(*rows);
        REQUIRE(values);
        std::size_t next = 0;
        for (const std::size_t row : rows_of(rows))
            CHECK((*values)[next++] == (*records.as_array())[row]);
        CHECK(next == values->size());
        CHECK(rows_of(reader->rows_matching(std::vector<RowFilter>{})).size() == 3000);
    }
}

TEST_CASE("a block that cannot match is not read") {
    const Value records = test::records(3000);
    Bytes packed = pack(records, {.profile = Profile::fast, .extended = true}).value();
    const auto sound = ColumnReader::open(packed);
    REQUIRE(sound);
    const RowFilter none{"/id", Comparison::less, 1000, {}};
    const RowFilter one{"/id", Comparison::less_or_equal, 1000, {}};
    CHECK_FALSE(sound->may_match(none).value());
    CHECK(sound->may_match(one).value());
    CHECK_FALSE(sound->may_match({"/id", Comparison::equal, "text", {}}).value());
    CHECK_FALSE(sound->may_match({"/nothing", Comparison::equal, 1, {}}).value());
    CHECK_FALSE(sound->may_match({"/temperature", Comparison::greater, 20.99, {}}).value());
    CHECK(sound->may_match({"/temperature", Comparison::greater_or_equal, 20.99, {}}).value());
    CHECK_FALSE(sound->may_match({"/kind", Comparison::equal, nullptr, {}}).value());
    // A number with a fraction is no id.
    CHECK_FALSE(sound->may_match({"/id", Comparison::equal, 1999.5, {}}).value());
    CHECK(sound->may_match({"/inner/tags/0", Comparison::equal, 7, {}}).value());
    CHECK(sound->may_match({"id", Comparison::equal, 7, {}}).error().code ==
          ErrorCode::invalid_pointer);
    CHECK(sound->rows_matching({"/id", Comparison::less, nullptr, {}}).error().code ==
          ErrorCode::wrong_type);
    // Nothing but heads and directory is there.
    for (std::size_t i = packed.size() / 2; i < packed.size(); ++i)
        packed[i] = std::byte{0xFF};
    const auto damaged = ColumnReader::open(packed);
    if (damaged) CHECK(damaged->rows_matching(none).value().count() == 0);
    CHECK(sound->rows_matching(std::vector<RowFilter>{one, none}).value().count() == 0);
}

TEST_CASE("reading records keeps limits") {
    const Value records = test::records(2000);
    const Bytes packed = pack(records, {.profile = Profile::fast, .extended = true}).value();
    Limits limits;
    bool is_read = false;
    for (limits.max_memory = 1 << 16U; !is_read; limits.max_memory *= 2) {
        const auto reader = ColumnReader::open(packed, limits);
        if (!reader) continue;
        const auto values = reader->records(RowBitmap(reader->rows(), true));
        is_read = values.has_value();
        if (!is_read) CHECK(values.error().detail == "max_memory");
    }
    CHECK(limits.max_memory > (1 << 20U));
}
