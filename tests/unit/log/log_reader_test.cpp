// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/log_reader.hpp>

#include "log/marker.hpp"
#include "log/tail.hpp"
#include "support/random.hpp"
#include "support/sanitizer.hpp"
#include "unit/log/log_support.hpp"

using namespace souris;
using namespace souris::logs;

namespace {

struct Extent {
    std::size_t begin;
    std::size_t end;
    std::uint64_t first_record;
    std::uint64_t end_record;
};

/// The blocks of a sound log.
std::vector<Extent> blocks_of(const std::string& bytes) {
    std::vector<Extent> blocks;
    for (std::size_t i = bytes.find(detail::block_marker); i != bytes.npos;
         i = bytes.find(detail::block_marker, i + 1)) {
        const auto header = detail::read_block_header(as_byte_span(bytes).subspan(i));
        blocks.push_back({i, i + detail::block_header_size + header->content_size,
                          header->first_record, header->end_record()});
    }
    return blocks;
}

std::vector<std::uint64_t> reversed(std::vector<std::uint64_t> numbers) {
    std::ranges::reverse(numbers);
    return numbers;
}

/// Reads a log of `count` records of which one block is damaged, forward and backward.
void check_damaged(const std::filesystem::path& path, const Extent& hit, std::uint64_t count) {
    std::vector<std::uint64_t> expected = numbers(0, hit.first_record);
    for (std::uint64_t number = hit.end_record; number < count; ++number)
        expected.push_back(number);
    LogReader reader = open_log(path);
    const Reading forward = read_forward(reader);
    CHECK(forward.numbers == expected);
    CHECK(forward.complaints.empty());
    REQUIRE(forward.damage.size() == 1);
    CHECK(forward.damage[0].begin == hit.begin);
    CHECK(forward.damage[0].end == hit.end);
    CHECK(forward.damage[0].first_record == hit.first_record);
    // Behind the last block, nothing tells how many records there were.
    const bool is_told = hit.end_record < count || hit.first_record == hit.end_record ||
                         forward.damage[0].end_record != hit.first_record;
    if (is_told) CHECK(forward.damage[0].end_record == hit.end_record);
    LogReader other = open_log(path);
    REQUIRE(other.seek_end());
    const Reading backward = read_backward(other);
    CHECK(backward.numbers == reversed(expected));
    CHECK(backward.complaints.empty());
}

}  // namespace

TEST_CASE("a log is read forward, backward, and to and fro") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    for (const Profile profile : {Profile::stored, Profile::fast, Profile::balanced}) {
        for (const std::uint64_t count : {0U, 1U, 7U, 200U}) {
            std::filesystem::remove(path);
            write_log(path, count, small_blocks(500, profile));
            LogReader reader = open_log(path);
            CHECK(reader.previous() == false);
            CHECK(read_forward(reader) == all_up_to(count));
            CHECK(reader.next() == false);
            CHECK(read_backward(reader).numbers == reversed(numbers(0, count)));
            CHECK(read_forward(reader) == all_up_to(count));
            REQUIRE(reader.seek_end());
            CHECK(reader.next() == false);
            CHECK(read_backward(reader).numbers == reversed(numbers(0, count)));
        }
    }
    LogReader reader = open_log(path);
    test::Random random(7);
    std::int64_t place = 0;
    for (int i = 0; i < 3000; ++i) {
        const bool is_forward = random.below(5) < 3;
        const auto moved = is_forward ? reader.next() : reader.previous();
        REQUIRE(moved);
        CHECK(*moved == (is_forward ? place < 200 : place > 0));
        if (!*moved) continue;
        CHECK(reader.number() == static_cast<std::uint64_t>(is_forward ? place : place - 1));
        place += is_forward ? 1 : -1;
    }
}

TEST_CASE("records are values, views, objects and bytes") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    write_log(path, 20);
    LogReader reader = open_log(path);
    Sample reused;
    while (reader.next().value()) {
        const Sample sample = sample_of(reader.number());
        CHECK(reader.get<Sample>() == sample);
        REQUIRE(reader.get_into(reused));
        CHECK(reused == sample);
        const auto value = reader.value();
        REQUIRE(value);
        CHECK(value->at("/number") == Value(sample.number));
        CHECK(reader.view()->at("/sensor")->text() == sample.sensor);
        CHECK(text_of(reader.bytes()) == text_of(encode_value(*value).value()));
    }
    CHECK(reader.path() == path.string());
}

TEST_CASE("a reader tells the block of a record, or that it is in none yet") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    write_log(path, 3);
    auto writer = LogWriter::open(path.string());
    REQUIRE(writer);
    append_up_to(*writer, 5);
    REQUIRE(writer->sync());
    LogReader reader = open_log(path);
    for (int number = 0; number < 5; ++number) {
        REQUIRE(reader.next() == true);
        CHECK(reader.block_offset() ==
              (number < 3 ? std::optional<std::uint64_t>(52) : std::nullopt));
    }
    REQUIRE(writer->close());
}

TEST_CASE("an error of a record names the file, the block, the record and the path") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    write_log(path, 3);
    LogReader reader = open_log(path);
    REQUIRE(reader.next() == true);
    REQUIRE(reader.next() == true);
    const auto other = reader.get<std::map<std::string, int>>();
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::wrong_type);
    CHECK(other.error().path == "/sensor");
    CHECK(
        other.error().detail.ends_with("; record 1, in the block at byte 52 of " + path.string()));
}

TEST_CASE("a reader goes to any record") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks());
    REQUIRE(writer);
    append_up_to(*writer, 303);
    REQUIRE(writer->sync());
    LogReader reader = open_log(path);
    for (std::uint64_t number = 0; number < 303; ++number) {
        CAPTURE(number);
        REQUIRE(reader.seek(number));
        REQUIRE(reader.next() == true);
        CHECK(reader.number() == number);
        REQUIRE(reader.seek(number));
        CHECK(reader.previous() == (number != 0));
        if (number != 0) CHECK(reader.number() == number - 1);
    }
    REQUIRE(reader.seek(303));
    CHECK(reader.next() == false);
    REQUIRE(reader.seek(100'000));
    CHECK(reader.next() == false);
    REQUIRE(reader.previous() == true);
    CHECK(reader.number() == 302);
}

TEST_CASE("every split reads each record once") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    constexpr std::uint64_t count = 60;
    auto writer = LogWriter::open(path.string(), small_blocks(300));
    REQUIRE(writer);
    append_up_to(*writer, count);
    REQUIRE(writer->sync());
    LogReader reader = open_log(path);
    const auto read_range = [&](LogRange range, std::vector<std::uint64_t>& all) {
        reader.select(range);
        const Reading part = read_forward(reader);
        CHECK(part.damage.empty());
        CHECK(part.complaints.empty());
        all.insert(all.end(), part.numbers.begin(), part.numbers.end());
        CHECK(read_backward(reader).numbers == reversed(part.numbers));
        REQUIRE(reader.seek_end());
        CHECK(read_backward(reader).numbers == reversed(part.numbers));
    };
    const std::uint64_t size = std::filesystem::file_size(path);
    for (std::uint64_t cut = 0; cut <= size + 2; ++cut) {
        CAPTURE(cut);
        std::vector<std::uint64_t> all;
        read_range({0, cut}, all);
        read_range({cut, LogRange::unbounded}, all);
        CHECK(all == numbers(0, count));
    }
    for (std::size_t parts = 1; parts < 70; ++parts) {
        const auto ranges = reader.split(parts);
        REQUIRE(ranges);
        CHECK(ranges->size() == parts);
        std::vector<std::uint64_t> all;
        for (const LogRange& range : *ranges)
            read_range(range, all);
        CHECK(all == numbers(0, count));
    }
    CHECK(reader.split(static_cast<std::size_t>(size + 100))->size() == size);
}

TEST_CASE("a log is followed while it grows") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks(400));
    REQUIRE(writer);
    LogReader reader = open_log(path);
    test::Random random(3);
    std::vector<std::uint64_t> seen;
    for (int i = 0; i < 300; ++i) {
        append_up_to(*writer, writer->next_record() + random.below(9));
        const bool is_synced = random.below(2) == 0;
        if (is_synced) REQUIRE(writer->sync());
        if (random.below(9) == 0) REQUIRE(writer->seal());
        const Reading more = read_forward(reader);
        CHECK(more.damage.empty());
        CHECK(more.complaints.empty());
        seen.insert(seen.end(), more.numbers.begin(), more.numbers.end());
        if (is_synced) CHECK(seen.size() == writer->next_record());
    }
    REQUIRE(writer->close());
    const Reading rest = read_forward(reader);
    seen.insert(seen.end(), rest.numbers.begin(), rest.numbers.end());
    CHECK(seen == numbers(0, seen.size()));
    CHECK(read_log(path) == all_up_to(seen.size()));
}

TEST_CASE("a reader goes back over what it has followed") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks(100'000));
    REQUIRE(writer);
    LogReader reader = open_log(path);
    for (std::uint64_t end = 3; end < 40; end += 3) {
        append_up_to(*writer, end);
        if (end == 21) REQUIRE(writer->seal());
        REQUIRE(writer->sync());
        CHECK(read_forward(reader).numbers.back() == end - 1);
        CHECK(read_backward(reader) == Reading{reversed(numbers(0, end)), {}, {}});
        CHECK(read_forward(reader) == all_up_to(end));
    }
}

TEST_CASE("of a log that is cut anywhere, all records in whole blocks are read, and it goes on") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    write_log(path, 20, small_blocks(300));
    const std::string bytes = content_of(path);
    const auto blocks = blocks_of(bytes);
    for (std::size_t size = 0; size < bytes.size(); size += test::step_over_similar) {
        CAPTURE(size);
        put(path, bytes.substr(0, size));
        std::uint64_t count = 0;
        for (const Extent& block : blocks) {
            if (block.end <= size) count = block.end_record;
        }
        CHECK(read_log(path) == all_up_to(count));
        auto writer = LogWriter::open(path.string(), small_blocks(300));
        REQUIRE(writer);
        CHECK(writer->next_record() == count);
        append_up_to(*writer, count + 2);
        REQUIRE(writer->close());
        CHECK(read_log(path) == all_up_to(count + 2));
    }
}

TEST_CASE("every flipped bit of a log costs the block that it hits") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    constexpr std::uint64_t count = 12;
    for (const Profile profile : {Profile::stored, Profile::fast}) {
        std::filesystem::remove(path);
        write_log(path, count, small_blocks(300, profile));
        const std::string bytes = content_of(path);
        REQUIRE(blocks_of(bytes).size() > 2);
        for (const Extent& block : blocks_of(bytes)) {
            for (std::size_t bit = 8 * block.begin; bit < 8 * block.end;
                 bit += test::step_over_similar) {
                CAPTURE(bit);
                std::string flipped = bytes;
                flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
                put(path, flipped);
                check_damaged(path, block, count);
            }
        }
    }
}

TEST_CASE("flipped bits of a log of many records") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    constexpr std::uint64_t count = 10'000;
    LogWriterOptions options = small_blocks(30'000);
    write_log(path, count, options);
    const std::string bytes = content_of(path);
    const auto blocks = blocks_of(bytes);
    test::Random random(5);
    for (int round = 0; round < 60; ++round) {
        const std::size_t bit = random.below(8 * bytes.size());
        CAPTURE(bit);
        std::string flipped = bytes;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        put(path, flipped);
        const auto hit =
            std::ranges::find_if(blocks, [&](const Extent& block) { return bit / 8 < block.end; });
        check_damaged(path, *hit, count);
    }
}

TEST_CASE("a flipped bit of the tail costs one record") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks(100'000));
    REQUIRE(writer);
    append_up_to(*writer, 5);
    REQUIRE(writer->seal());
    append_up_to(*writer, 9);
    REQUIRE(writer->sync());
    const std::string bytes = content_of(directory / "log-tail");
    for (std::size_t bit = 0; bit < 8 * bytes.size(); bit += test::step_over_similar) {
        CAPTURE(bit);
        std::string flipped = bytes;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        put(directory / "log-tail", flipped);
        const Reading read = read_log(path);
        CHECK(read.complaints.empty());
        const bool is_header = bit / 8 < detail::tail_header_size;
        CHECK(read.numbers.size() == (is_header ? 9 : 8));
        // The last record of a tail may be one that is being written.
        const bool is_last = !is_header && read.numbers.back() == 7;
        CHECK(read.damage.size() == (is_header || is_last ? 0 : 1));
    }
}

TEST_CASE("the tail alone is read where the log has no sound block") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks(100'000));
    REQUIRE(writer);
    append_up_to(*writer, 9);
    REQUIRE(writer->sync());
    const std::string bytes = content_of(path);
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        put(path, bytes.substr(0, size));
        CHECK(read_log(path) == all_up_to(9));
    }
    std::string damaged = bytes;
    damaged[0] ^= 1;
    put(path, damaged);
    CHECK(read_log(path).numbers == numbers(0, 9));
}

TEST_CASE("logs in a log do no harm") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    write_log(directory / "inner", 50, small_blocks(300, Profile::stored));
    const std::string inner = content_of(directory / "inner");
    auto writer = LogWriter::open(path.string(), small_blocks(300, Profile::stored));
    REQUIRE(writer);
    const auto binary = as_byte_span(inner);
    const Value record(Bytes(binary.begin(), binary.end()));
    for (int i = 0; i < 5; ++i)
        REQUIRE(writer->append(record));
    REQUIRE(writer->close());
    const std::string bytes = content_of(path);
    LogReader reader = open_log(path);
    for (std::uint64_t cut = 0; cut < bytes.size(); cut += 97) {
        std::vector<std::uint64_t> all;
        for (const LogRange& range : {LogRange{0, cut}, LogRange{cut, LogRange::unbounded}}) {
            reader.select(range);
            while (reader.next().value()) {
                all.push_back(reader.number());
                CHECK(reader.value() == record);
            }
        }
        CHECK(all == numbers(0, 5));
    }
    // Nor where the block around them is damaged.
    std::string damaged = bytes;
    damaged[blocks_of(bytes)[2].begin + 20] ^= 1;
    put(path, damaged);
    LogReader other = open_log(path);
    std::vector<std::uint64_t> all;
    for (;;) {
        const auto moved = other.next();
        if (moved && !*moved) break;
        if (moved) all.push_back(other.number());
        if (moved) CHECK(other.value() == record);
    }
    CHECK(all == std::vector<std::uint64_t>{0, 2, 3, 4});
}

TEST_CASE("a file that is no log is refused") {
    const TemporaryDirectory directory;
    const auto code_of = [&](const char* name) {
        const auto reader = LogReader::open((directory / name).string());
        return reader ? ErrorCode::none : reader.error().code;
    };
    put(directory / "text", "a text");
    put(directory / "empty", "");
    put(directory / "later", std::string(detail::block_marker) + '\2' + std::string(60, 'x'));
    CHECK(code_of("text") == ErrorCode::bad_magic);
    CHECK(code_of("empty") == ErrorCode::none);
    CHECK(LogReader::open((directory / "later").string()).error().message() ==
          "not a Souris store (version 2 of logs)");
    CHECK(code_of("missing") == ErrorCode::io_error);
    CHECK(code_of(".") == ErrorCode::not_regular_file);
}
