// SPDX-License-Identifier: MIT
#include "log/tail.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/file/temporary_directory.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

constexpr std::uint64_t tail_log_id = 77;

std::string record_of(std::uint64_t number) {
    return "record " + std::to_string(number);
}

Bytes tail_of(const std::vector<std::uint64_t>& numbers, std::uint64_t id = tail_log_id) {
    Bytes bytes;
    put_tail_header(bytes, id);
    for (const std::uint64_t number : numbers)
        put_tail_frame(bytes, id, number, as_byte_span(record_of(number)));
    return bytes;
}

/// The numbers of all records, each of which must be what it was.
std::vector<std::uint64_t> records_of(const Tail& tail) {
    std::vector<std::uint64_t> numbers;
    RecordBlock run;
    for (std::uint64_t from = 0;; from = run.end_record()) {
        tail.copy_run(from, run);
        if (run.size() == 0) return numbers;
        for (std::size_t i = 0; i < run.size(); ++i) {
            const std::uint64_t number = run.first_record() + i;
            CHECK(as_text(run[i]) == record_of(number));
            numbers.push_back(number);
        }
    }
}

using Numbers = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("the records of a tail are found, and the runs among them") {
    const Tail tail = Tail::parse(tail_of({3, 4, 5, 9, 10}), tail_log_id);
    CHECK(tail.has_header());
    CHECK(tail.log_id() == tail_log_id);
    CHECK(records_of(tail) == Numbers{3, 4, 5, 9, 10});
    CHECK(tail.end_record() == 11);
    CHECK(tail.has_record_from(10));
    CHECK_FALSE(tail.has_record_from(11));
    RecordBlock run;
    tail.copy_run(4, run);
    CHECK(run.first_record() == 4);
    CHECK(run.size() == 2);
    tail.copy_run(6, run);
    CHECK(run.first_record() == 9);
    CHECK(tail.begin_of_run(0) == 3);
    CHECK(tail.begin_of_run(5) == 3);
    CHECK(tail.begin_of_run(6) == 9);
    CHECK(tail.begin_of_run(11) == 11);
    tail.copy_run(11, run);
    CHECK(run.size() == 0);
    CHECK(Tail().end_record() == 0);
    CHECK_FALSE(Tail().has_record_from(0));
}

TEST_CASE("a tail belongs to one log") {
    const Bytes bytes = tail_of({0, 1});
    CHECK(records_of(Tail::parse(bytes, std::nullopt)) == Numbers{0, 1});
    CHECK(Tail::parse(bytes, 78).empty());
    // Frames of another log behind the header of this one, as after a crash.
    Bytes mixed = tail_of({0}, tail_log_id);
    const Bytes other = tail_of({1, 2}, 78);
    mixed.insert(mixed.end(), other.begin() + tail_header_size, other.end());
    CHECK(records_of(Tail::parse(mixed, tail_log_id)) == Numbers{0});
}

TEST_CASE("of a tail that is cut, all whole records are there") {
    const Bytes bytes = tail_of({0, 1, 2});
    const std::size_t frame = tail_frame_head_size + record_of(0).size();
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        CAPTURE(size);
        const Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        const std::size_t count = size < tail_header_size ? 0 : (size - tail_header_size) / frame;
        CHECK(records_of(Tail::parse(cut, tail_log_id)).size() == count);
    }
}

TEST_CASE("a flipped bit of a tail costs the record that it hits, or none") {
    const Bytes bytes = tail_of({0, 1, 2, 3});
    const std::size_t frame = tail_frame_head_size + record_of(0).size();
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        CAPTURE(bit);
        Bytes flipped = bytes;
        flipped[bit / 8] ^= std::byte{1} << (bit % 8);
        Numbers expected{0, 1, 2, 3};
        if (bit / 8 >= tail_header_size)
            expected.erase(expected.begin() +
                           static_cast<std::ptrdiff_t>((bit / 8 - tail_header_size) / frame));
        CHECK(records_of(Tail::parse(flipped, tail_log_id)) == expected);
        // Without the log, the header tells which it is.
        const Tail alone = Tail::parse(flipped, std::nullopt);
        CHECK(alone.has_header() == (bit / 8 >= tail_header_size));
        if (alone.has_header()) CHECK(records_of(alone) == expected);
    }
}

TEST_CASE("what a tail was before does no harm") {
    // Newer frames over older ones, of which the rest is still there.
    Bytes bytes = tail_of({5, 6, 7, 8});
    const Bytes newer = tail_of({20, 21});
    std::ranges::copy(newer, bytes.begin());
    CHECK(records_of(Tail::parse(bytes, tail_log_id)) == Numbers{20, 21});
    CHECK(records_of(Tail::parse(tail_of({most_records - 1, most_records}), tail_log_id)) ==
          Numbers{most_records - 1});
    bytes = tail_of({});
    bytes.resize(bytes.size() + 1000);
    CHECK(Tail::parse(bytes, tail_log_id).empty());
}

TEST_CASE("bytes that look like the heads of many frames do not take long") {
    Bytes bytes = tail_of({0});
    const std::size_t begin = bytes.size();
    // Each four bytes are a length that fits, each eight a number that rises.
    bytes.resize(begin + 400'000);
    for (std::size_t i = begin; i < bytes.size(); ++i)
        bytes[i] = std::byte{static_cast<unsigned char>(i % 4 == 2 ? 1 : 0)};
    CHECK(records_of(Tail::parse(bytes, tail_log_id)) == Numbers{0});
}

TEST_CASE("a tail is read from a file, within limits") {
    const TemporaryDirectory directory;
    const std::string path = tail_path((directory / "log").string());
    CHECK(path == (directory / "log-tail").string());
    const auto absent = Tail::read(path, tail_log_id, {});
    REQUIRE(absent);
    CHECK(absent->empty());
    put(path, as_text(tail_of({0, 1})));
    const auto tail = Tail::read(path, tail_log_id, {});
    REQUIRE(tail);
    CHECK(records_of(*tail) == Numbers{0, 1});
    Limits small;
    small.max_input = 10;
    CHECK(Tail::read(path, tail_log_id, small).error().detail == "max_input");
    small = {};
    small.max_memory = 200;
    CHECK(Tail::read(path, tail_log_id, small).error().detail == "max_memory");
}
