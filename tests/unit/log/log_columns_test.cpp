// SPDX-License-Identifier: MIT
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/log/log_support.hpp"

using namespace souris;
using namespace souris::logs;

namespace {

/// The samples in the columns of the blocks that follow.
std::vector<Sample> samples_in_blocks(LogReader& reader) {
    std::vector<Sample> samples;
    for (;;) {
        const auto block = reader.next_block();
        if (!block && reader.damage()) continue;
        REQUIRE(block);
        if (!*block) return samples;
        const ColumnReader& columns = (*block)->columns;
        CHECK(reader.number() == (*block)->first_record + (*block)->first_row);
        CHECK(reader.bytes().empty());
        const auto numbers = columns.integers("/number");
        const auto sensors = columns.texts("/sensor");
        const auto values = columns.numbers("/value");
        REQUIRE(numbers);
        REQUIRE(sensors);
        REQUIRE(values);
        REQUIRE(values->size() == columns.rows());
        for (std::size_t row = (*block)->first_row; row != columns.rows(); ++row) {
            CHECK(values->valid[row]);
            samples.push_back({static_cast<std::uint64_t>(numbers->values[row]),
                               std::string((*sensors)[row]), values->values[row]});
        }
    }
}

std::vector<Sample> samples_from(std::uint64_t begin, std::uint64_t end) {
    std::vector<Sample> samples;
    for (std::uint64_t number = begin; number < end; ++number)
        samples.push_back(sample_of(number));
    return samples;
}

}  // namespace

TEST_CASE("blocks are read as columns, whatever they are stored as") {
    constexpr std::uint64_t count = 700;
    for (const Profile profile : {Profile::stored, Profile::fast, Profile::smallest}) {
        const TemporaryDirectory folder;
        const auto path = folder.path() / "log";
        auto writer = LogWriter::open(path.string(), small_blocks(4000, profile));
        REQUIRE(writer);
        append_up_to(*writer, count);
        // The last ones are in the tail.
        REQUIRE(writer->sync());
        LogReader reader = open_log(path);
        CHECK(samples_in_blocks(reader) == samples_from(0, count));
        CHECK_FALSE(reader.next_block().value());
        CHECK_FALSE(reader.next().value());
        // A log that grows, and the other way round.
        append_up_to(*writer, count + 10);
        REQUIRE(writer->sync());
        CHECK(samples_in_blocks(reader) == samples_from(count, count + 10));
        Reading backward = read_backward(reader);
        CHECK(backward.numbers.size() == count + 10);
        CHECK(backward.complaints.empty());
        for (const std::uint64_t from : {0U, 1U, 99U, 350U, 699U, 709U, 710U}) {
            REQUIRE(reader.seek(from));
            CHECK(samples_in_blocks(reader) == samples_from(from, count + 10));
        }
    }
}

TEST_CASE("records and blocks can be read in turn") {
    constexpr std::uint64_t count = 500;
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    write_log(path, count, small_blocks(2000));
    LogReader reader = open_log(path);
    std::uint64_t next = 0;
    for (;;) {
        const auto block = reader.next_block();
        REQUIRE(block);
        if (!*block) break;
        CHECK((*block)->first_record == next);
        next += (*block)->columns.rows();
        // The records of that block once more, from its end.
        std::uint64_t before = next;
        while (before > (*block)->first_record) {
            REQUIRE(reader.previous().value());
            CHECK(reader.get<Sample>().value() == sample_of(--before));
        }
        REQUIRE(reader.seek(next));
        if (!reader.next().value()) break;
        CHECK(reader.get<Sample>().value() == sample_of(next));
        REQUIRE(reader.seek(next));
    }
    CHECK(next == count);
}

TEST_CASE("with filters, blocks without a record that matches are skipped") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    write_log(path, 1000, small_blocks(2000));
    LogReader reader = open_log(path);
    const std::vector<RowFilter> filters{{"/number", Comparison::between, 300, 310}};
    REQUIRE(reader.filter(filters));
    std::uint64_t found = 0;
    std::size_t blocks = 0;
    for (auto block = reader.next_block(); block && *block; block = reader.next_block(), ++blocks)
        found += (*block)->columns.rows_matching(filters).value().count();
    CHECK(found == 11);
    CHECK(blocks <= 2);
}

TEST_CASE("a block of rows has columns, but no directory of them") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    write_log(path, 10, small_blocks(2000, Profile::stored));
    LogReader reader = open_log(path);
    const auto block = reader.next_block();
    REQUIRE(block);
    REQUIRE(*block);
    const ColumnReader& columns = (*block)->columns;
    CHECK(columns.rows() == 10);
    CHECK(columns.columns().empty());
    CHECK(columns.measure().value().columns.empty());
    CHECK(columns.may_match({"/number", Comparison::equal, 5, {}}).value());
    RowBitmap fifth(10);
    fifth.set(5);
    CHECK(columns.rows_matching({"/number", Comparison::equal, 5, {}}).value() == fifth);
    const auto records = columns.records(fifth);
    REQUIRE(records);
    REQUIRE(records->size() == 1);
    CHECK((*records)[0]["number"] == Value(5));
}
