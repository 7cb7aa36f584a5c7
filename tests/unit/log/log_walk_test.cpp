// SPDX-License-Identifier: MIT
#include "log/log_walk.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "log/marker.hpp"
#include "unit/log/log_support.hpp"

// Blocks, ranges and damage. What becomes of records is tested with LogReader.

using namespace souris;
using namespace souris::detail;

namespace {

struct Walk {
    explicit Walk(const std::filesystem::path& path)
        : walk(DataFile::open(path.string(), DataAccess::read).value(), path.string(), {}) {}
    LogWalk walk;
};

/// Offsets of all blocks.
std::vector<std::uint64_t> blocks_in(const std::string& bytes) {
    std::vector<std::uint64_t> offsets;
    for (std::size_t i = bytes.find(block_marker); i != bytes.npos;
         i = bytes.find(block_marker, i + 1))
        offsets.push_back(i);
    return offsets;
}

}  // namespace

TEST_CASE("a walk goes through the blocks, forward and backward") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    logs::write_log(path, 100);
    const auto blocks = blocks_in(content_of(path));
    REQUIRE(blocks.size() > 5);
    Walk walk(path);
    LogWalk& w = walk.walk;
    CHECK(w.next_record() == 0U);
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        REQUIRE(w.advance() == true);
        CHECK(w.block_offset() == blocks[i]);
        CHECK(w.index() == 0);
        w.set_index(w.block().size());
    }
    CHECK(w.next_record() == 100U);
    CHECK(w.advance() == false);
    CHECK(w.advance() == false);
    for (std::size_t i = blocks.size(); i-- > 1;) {
        w.set_index(0);
        if (i + 1 == blocks.size()) {
            CHECK(w.seek_end());
        } else {
            REQUIRE(w.retreat() == true);
        }
        CHECK(w.block_offset() == blocks[i]);
        CHECK(w.index() == w.block().size());
    }
    w.set_index(0);
    CHECK(w.retreat() == false);
    CHECK(w.retreat() == false);
    CHECK(w.next_record() == 0U);
    CHECK_FALSE(w.damage());
}

TEST_CASE("damage is told by bytes and numbers, and both ways alike") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    logs::write_log(path, 100);
    const std::string bytes = content_of(path);
    const auto blocks = blocks_in(bytes);
    for (const std::size_t place : {std::size_t{3}, std::size_t{60}}) {
        std::string damaged = bytes;
        damaged[static_cast<std::size_t>(blocks[3] + place)] ^= 1;
        put(path, damaged);
        Walk walk(path);
        LogWalk& w = walk.walk;
        for (int i = 0; i < 2; ++i) {
            REQUIRE(w.advance() == true);
            w.set_index(w.block().size());
        }
        const std::uint64_t first = *w.next_record();
        const auto lost = w.advance();
        REQUIRE_FALSE(lost);
        CHECK(lost.error().code == ErrorCode::checksum_mismatch);
        CHECK(lost.error().offset == blocks[3]);
        REQUIRE(w.damage());
        const LogDamage damage = *w.damage();
        CHECK(damage.begin == blocks[3]);
        CHECK(damage.end == blocks[4]);
        CHECK(damage.first_record == first);
        w.forget_damage();
        REQUIRE(w.advance() == true);
        CHECK(w.block().first_record() == damage.end_record);
        CHECK_FALSE(w.damage());
        CHECK_FALSE(w.retreat());
        CHECK(w.damage() == damage);
        REQUIRE(w.retreat() == true);
        CHECK(w.block().end_record() == first);
    }
}

TEST_CASE("a block beyond the limits is an error of its own, and skipped") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    {
        auto writer = LogWriter::open(path.string(), logs::small_blocks());
        REQUIRE(writer);
        REQUIRE(writer->append(Value("a")));
        REQUIRE(writer->seal());
        REQUIRE(writer->append(Value(std::string(5000, 'x'))));
        REQUIRE(writer->append(Value("b")));
        REQUIRE(writer->close());
    }
    DecodeOptions options;
    options.limits.max_output = 1000;
    LogWalk walk(DataFile::open(path.string(), DataAccess::read).value(), path.string(), options);
    REQUIRE(walk.advance() == true);
    walk.set_index(1);
    const auto refused = walk.advance();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::limit_exceeded);
    REQUIRE(walk.damage());
    CHECK(walk.damage()->first_record == 1);
    CHECK(walk.damage()->end_record == 2);
    REQUIRE(walk.advance() == true);
    CHECK(walk.block().first_record() == 2);
    walk.set_index(0);
    CHECK(walk.retreat().error().code == ErrorCode::limit_exceeded);
    REQUIRE(walk.retreat() == true);
    CHECK(walk.block().end_record() == 1);
}

TEST_CASE("a block is found by the number of a record") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    logs::write_log(path, 2000);
    Walk walk(path);
    for (std::uint64_t number = 0; number < 2000; number += number < 60 ? 1 : 37) {
        CAPTURE(number);
        REQUIRE(walk.walk.seek(number));
        REQUIRE(walk.walk.advance() == true);
        CHECK(walk.walk.next_record() == number);
    }
    REQUIRE(walk.walk.seek(5000));
    CHECK(walk.walk.next_record() == 2000U);
    CHECK(walk.walk.advance() == false);
}

TEST_CASE("blocks of another log are foreign bytes") {
    const TemporaryDirectory directory;
    logs::write_log(directory / "a", 50);
    logs::write_log(directory / "b", 50);
    const std::string a = content_of(directory / "a");
    const std::string b = content_of(directory / "b");
    put(directory / "both", a + b);
    const logs::Reading read = logs::read_log(directory / "both");
    CHECK(read.numbers == logs::numbers(0, 50));
    REQUIRE(read.damage.size() == 1);
    CHECK(read.damage[0].begin == a.size());
    CHECK(read.damage[0].end == a.size() + b.size());
    CHECK(read.complaints.empty());
}
