// SPDX-License-Identifier: MIT
#include "log/record_filter.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "unit/log/log_support.hpp"

using namespace souris;
using namespace souris::logs;

namespace {

/// Filters, and which samples they want.
struct Wish {
    std::vector<RowFilter> filters;
    std::function<bool(const Sample&)> matches;
};

std::vector<Wish> wishes() {
    return {
        {{{"/number", Comparison::between, 120, 140}},
         [](const Sample& s) { return s.number >= 120 && s.number <= 140; }},
        {{{"/sensor", Comparison::equal, "sensor 3", {}}},
         [](const Sample& s) { return s.number % 7 == 3; }},
        {{{"/sensor", Comparison::equal, "sensor 3", {}}, {"/value", Comparison::less, 50, {}}},
         [](const Sample& s) { return s.number % 7 == 3 && s.value < 50; }},
        {{{"/value", Comparison::greater_or_equal, 99.5, {}}},
         [](const Sample& s) { return s.value >= 99.5; }},
        {{{"/number", Comparison::equal, 1'000'000, {}}}, [](const Sample&) { return false; }},
        {{{"/absent", Comparison::equal, nullptr, {}}}, [](const Sample&) { return false; }},
        {{}, [](const Sample&) { return true; }},
    };
}

Reading wanted_of(const Wish& wish, std::uint64_t end) {
    Reading reading;
    for (std::uint64_t number = 0; number < end; ++number) {
        if (wish.matches(sample_of(number))) reading.numbers.push_back(number);
    }
    return reading;
}

Reading reversed(Reading reading) {
    std::ranges::reverse(reading.numbers);
    return reading;
}

}  // namespace

TEST_CASE("a reader gives the records that match, whatever they are stored as") {
    constexpr std::uint64_t count = 500;
    for (const Profile profile : {Profile::stored, Profile::fast, Profile::smallest}) {
        for (const std::size_t block_size : {500U, 4000U, 1U << 20U}) {
            const TemporaryDirectory folder;
            const auto path = folder.path() / "log";
            auto writer = LogWriter::open(path.string(), small_blocks(block_size, profile));
            REQUIRE(writer);
            append_up_to(*writer, count);
            // The last ones are in the tail.
            REQUIRE(writer->sync());
            for (const Wish& wish : wishes()) {
                LogReader reader = open_log(path);
                REQUIRE(reader.filter(wish.filters));
                const Reading expected = wanted_of(wish, count);
                CHECK(read_forward(reader) == expected);
                CHECK(read_backward(reader) == reversed(expected));
            }
        }
    }
}

TEST_CASE("filters can be changed at any place") {
    constexpr std::uint64_t count = 300;
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    write_log(path, count, small_blocks(2000));
    const auto all = wishes();
    for (std::size_t at = 0; at <= count; ++at) {
        LogReader reader = open_log(path);
        REQUIRE(reader.filter(all[at % all.size()].filters));
        REQUIRE(reader.seek(at));
        // Reads a few of these, then goes on with others.
        std::uint64_t next = at;
        for (int i = 0; i < 3 && reader.next().value(); ++i)
            next = reader.number() + 1;
        if (!reader.filter({})) FAIL("refused");
        const Reading rest = read_forward(reader);
        CHECK(rest.complaints.empty());
        // Without a record that was read, the reader may stand at the end.
        if (!rest.numbers.empty()) CHECK(rest.numbers == numbers(next, count));
        CHECK(read_backward(reader) == reversed(all_up_to(count)));
        const Wish& wish = all[(at + 1) % all.size()];
        REQUIRE(reader.filter(wish.filters));
        CHECK(read_forward(reader) == wanted_of(wish, count));
    }
}

TEST_CASE("a block that cannot match is not unpacked") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    write_log(path, 20'000, small_blocks(std::size_t{256} * 1024));
    LogReader rich = open_log(path);
    CHECK(rich.next().value());
    // Unpacked, no block is within these.
    Limits limits;
    limits.max_memory = std::uint64_t{160} * 1024;
    DecodeOptions options;
    options.limits = limits;
    auto poor = LogReader::open(path.string(), options);
    REQUIRE(poor);
    CHECK(poor->next().error().code == ErrorCode::limit_exceeded);
    REQUIRE(poor->filter({{"/number", Comparison::greater, 1'000'000, {}}}));
    CHECK_FALSE(poor->next().value());
}

TEST_CASE("a record that is no value matches, and blocks of one record are no arrays") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    auto writer = LogWriter::open(path.string(), small_blocks(1));
    REQUIRE(writer);
    const Value numbers(Array{1, 2, 3});
    for (int i = 0; i < 4; ++i)
        REQUIRE(writer->append(numbers));
    REQUIRE(writer->close());
    LogReader reader = open_log(path);
    REQUIRE(reader.filter({{"/1", Comparison::equal, 2, {}}}));
    std::size_t count = 0;
    while (reader.next().value()) {
        CHECK(reader.value().value() == numbers);
        ++count;
    }
    CHECK(count == 4);
    REQUIRE(reader.filter({{"", Comparison::equal, 2, {}}}));
    CHECK_FALSE(reader.previous().value());

    auto filter = detail::RecordFilter::make({{"/a", Comparison::equal, 1, {}}});
    REQUIRE(filter);
    const std::byte broken[] = {std::byte{0xFF}};
    CHECK(filter->matches(broken, {}));
    const std::byte null[] = {std::byte{0x90}};
    CHECK_FALSE(filter->matches(null, {}));
}

TEST_CASE("filters that make no sense are refused") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "log";
    write_log(path, 3);
    LogReader reader = open_log(path);
    CHECK(reader.filter({{"number", Comparison::equal, 1, {}}}).error().code ==
          ErrorCode::invalid_pointer);
    CHECK(reader.filter({{"/number", Comparison::equal, Value(Array()), {}}}).error().code ==
          ErrorCode::wrong_type);
    CHECK(read_forward(reader) == all_up_to(3));
}
