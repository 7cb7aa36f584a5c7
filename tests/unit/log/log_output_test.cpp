// SPDX-License-Identifier: MIT
#include "log/log_output.hpp"

#include <string>

#include <doctest/doctest.h>

#include "log/record_block.hpp"
#include "unit/file/temporary_directory.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

constexpr FileLockOptions at_once{.wait_milliseconds = 0};

Result<LogOutput> open(const std::filesystem::path& path) {
    return LogOutput::open(path.string(), at_once, {}, false);
}

Bytes block_of(const LogOutput& output, std::uint64_t first, std::string_view record) {
    const std::uint32_t length = static_cast<std::uint32_t>(record.size());
    Bytes block;
    make_block(block, {.log_id = output.log_id(), .first_record = first},
               {as_byte_span(record), {&length, 1}}, {Profile::stored, true});
    return block;
}

Bytes frame_of(const LogOutput& output, std::uint64_t number, std::string_view record) {
    Bytes frame;
    put_tail_frame(frame, output.log_id(), number, as_byte_span(record));
    return frame;
}

Tail tail_at(const std::filesystem::path& path) {
    return Tail::read(path.string() + "-tail", std::nullopt, {}).value();
}

}  // namespace

TEST_CASE("a new log has a block without records, and an id of its own") {
    const TemporaryDirectory directory;
    const auto first = open(directory / "a");
    const auto second = open(directory / "b");
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->log_id() != second->log_id());
    CHECK(first->next_record() == 0);
    CHECK(first->size() == block_header_size);
    CHECK(content_of(directory / "a").size() == block_header_size);
    CHECK(directory.names() == std::set<std::string>{"a", "b"});
}

TEST_CASE("frames go to the tail, and a block empties it") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto output = open(path);
    REQUIRE(output);
    REQUIRE(output->write_frames(frame_of(*output, 0, "\x90")));
    REQUIRE(output->write_frames(frame_of(*output, 1, "\x90")));
    CHECK(tail_at(path).end_record() == 2);
    REQUIRE(output->write_block(block_of(*output, 0, "\x90"), 1));
    CHECK(tail_at(path).empty());
    CHECK(output->next_record() == 1);
    REQUIRE(output->write_frames(frame_of(*output, 1, "\x90")));
    CHECK(tail_at(path).end_record() == 2);
    REQUIRE(output->write_block(block_of(*output, 1, "\x90"), 2));
    REQUIRE(output->close());
    CHECK(directory.names() == std::set<std::string>{"log"});
}

TEST_CASE("the next writer goes on where the last one ended") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    std::uint64_t log_id = 0;
    std::uint64_t size = 0;
    {
        auto output = open(path);
        REQUIRE(output);
        log_id = output->log_id();
        REQUIRE(output->write_block(block_of(*output, 0, "\x90"), 1));
        size = output->size();
        REQUIRE(output->write_frames(frame_of(*output, 1, "\x91")));
        // Not closed, as after a crash.
    }
    put(path, content_of(path) + "unfinished");
    auto output = open(path);
    REQUIRE(output);
    CHECK(output->log_id() == log_id);
    CHECK(output->next_record() == 1);
    CHECK(output->size() == size);
    CHECK(content_of(path).size() == size);
    CHECK(output->tail().end_record() == 2);
    REQUIRE(output->write_block(block_of(*output, 1, "\x91"), 2));
    // The tail stays until all of it is in blocks.
    CHECK(tail_at(path).end_record() == 2);
    output->forget_tail();
    REQUIRE(output->write_frames(frame_of(*output, 2, "\x90")));
    RecordBlock run;
    tail_at(path).copy_run(0, run);
    CHECK(run.first_record() == 2);
}

TEST_CASE("the tail of a log that is gone is not taken for that of a new one") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    {
        auto output = open(path);
        REQUIRE(output);
        REQUIRE(output->write_frames(frame_of(*output, 0, "\x90")));
    }
    const std::string old_tail = content_of(directory / "log-tail");
    std::filesystem::remove(path);
    {
        const auto output = open(path);
        REQUIRE(output);
        CHECK(output->tail().empty());
        CHECK(directory.names() == std::set<std::string>{"log"});
    }
    // It comes back when the new log is there.
    put(directory / "log-tail", old_tail);
    {
        auto output = open(path);
        REQUIRE(output);
        CHECK(output->tail().empty());
        REQUIRE(output->write_frames(frame_of(*output, 0, "\x90")));
        CHECK(tail_at(path).log_id() == output->log_id());
    }
    // A log that has lost all but its tail is still one.
    put(path, "");
    const auto output = open(path);
    REQUIRE(output);
    CHECK(output->tail().end_record() == 1);
    CHECK(output->tail().log_id() == output->log_id());
}

TEST_CASE("there is one writer, by whatever name") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    const auto output = open(path);
    REQUIRE(output);
    CHECK(open(path).error().code == ErrorCode::file_locked);
    std::filesystem::create_symlink("log", directory / "link");
    CHECK(open(directory / "link").error().code == ErrorCode::file_locked);
}
