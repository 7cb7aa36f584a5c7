// SPDX-License-Identifier: MIT
#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/log_writer.hpp>
#include <souris/object_value.hpp>
#include <souris/parser.hpp>

#include "log/tail.hpp"
#include "support/hex.hpp"
#include "unit/log/log_support.hpp"

using namespace souris;
using namespace souris::logs;

namespace {

ErrorCode open_code(const std::filesystem::path& path, const LogWriterOptions& options) {
    const auto writer = LogWriter::open(path.string(), options);
    return writer ? ErrorCode::none : writer.error().code;
}

std::uint64_t end_of_tail(const std::filesystem::path& path) {
    return detail::Tail::read(path.string() + "-tail", std::nullopt, {}).value().end_record();
}

}  // namespace

namespace {

/// A type whose codec writes what is no value.
struct Broken {};

}  // namespace

template <>
struct souris::Codec<Broken> {
    static bool encode(Encoder& encoder, const Broken&) { return encoder.begin_array(2); }
    static bool decode(Decoder& decoder, Broken&) { return decoder.skip(); }
};

TEST_CASE("values, views, objects and encoded values are appended") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    {
        auto writer = LogWriter::open(path.string(), small_blocks());
        REQUIRE(writer);
        CHECK(writer->next_record() == 0);
        REQUIRE(writer->append(Value(Map{{"a", 1}})));
        Parser parser;
        const Bytes bytes = encode_value(Value(Array{1, 2.5, "x"})).value();
        REQUIRE(writer->append(parser.parse(bytes).value()));
        REQUIRE(writer->append(sample_of(2)));
        REQUIRE(writer->append_encoded(bytes));
        REQUIRE(writer->append(std::vector<int>{1, 2}));
        REQUIRE(writer->append("text"));
        CHECK(writer->next_record() == 6);
        REQUIRE(writer->close());
    }
    LogReader reader = open_log(path);
    const std::vector<Value> expected{
        Map{{"a", 1}},      Array{1, 2.5, "x"}, to_value(sample_of(2)).value(),
        Array{1, 2.5, "x"}, Array{1, 2},        "text"};
    for (const Value& value : expected) {
        REQUIRE(reader.next() == true);
        CHECK(reader.value() == value);
    }
    CHECK(reader.next() == false);
}

TEST_CASE("what cannot be encoded is not appended") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks());
    REQUIRE(writer);
    REQUIRE(writer->append(sample_of(0)));
    CHECK(writer->append(std::string("\xFF")).error().code == ErrorCode::invalid_utf8);
    CHECK(writer->append_encoded(test::from_hex("")).error().code == ErrorCode::truncated);
    CHECK(writer->append_encoded(test::from_hex("9090")).error().code == ErrorCode::trailing_bytes);
    CHECK(writer->append_encoded(test::from_hex("8290")).error().code == ErrorCode::truncated);
    CHECK(writer->next_record() == 1);
    append_up_to(*writer, 3);
    REQUIRE(writer->close());
    CHECK(read_log(path) == all_up_to(3));
}

TEST_CASE("a broken codec breaks its own record alone") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    {
        auto writer = LogWriter::open(path.string(), small_blocks(100'000));
        REQUIRE(writer);
        append_up_to(*writer, 500);
        REQUIRE(writer->append(Broken()));
        append_up_to(*writer, 1000);
        REQUIRE(writer->close());
    }
    LogReader reader = open_log(path);
    for (std::uint64_t number = 0; number < 1000; ++number) {
        REQUIRE(reader.next() == true);
        const auto sample = reader.get<Sample>();
        CHECK(sample.has_value() == (number != 500));
        if (!sample) {
            CHECK(sample.error().code == ErrorCode::truncated);
            CHECK(sample.error().detail.starts_with("record 500, in the block at byte 52 of "));
        }
    }
}

TEST_CASE("sync writes what is in no block to the tail, and close leaves one file") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks(100'000));
    REQUIRE(writer);
    append_up_to(*writer, 10);
    CHECK(directory.names() == std::set<std::string>{"log"});
    CHECK(read_log(path) == all_up_to(0));
    REQUIRE(writer->sync());
    CHECK(directory.names() == std::set<std::string>{"log", "log-tail"});
    CHECK(end_of_tail(path) == 10);
    CHECK(read_log(path) == all_up_to(10));
    append_up_to(*writer, 15);
    REQUIRE(writer->sync());
    REQUIRE(writer->sync());
    CHECK(end_of_tail(path) == 15);
    REQUIRE(writer->seal());
    CHECK(end_of_tail(path) == 0);
    append_up_to(*writer, 20);
    REQUIRE(writer->sync());
    CHECK(read_log(path) == all_up_to(20));
    REQUIRE(writer->close());
    CHECK(directory.names() == std::set<std::string>{"log"});
    CHECK(read_log(path) == all_up_to(20));
}

TEST_CASE("a writer that is destroyed or assigned to closes the log") {
    const TemporaryDirectory directory;
    {
        auto writer = LogWriter::open((directory / "a").string(), small_blocks());
        REQUIRE(writer);
        append_up_to(*writer, 3);
        auto other = LogWriter::open((directory / "b").string(), small_blocks());
        REQUIRE(other);
        append_up_to(*other, 4);
        *writer = std::move(*other);
        CHECK(read_log(directory / "a") == all_up_to(3));
        append_up_to(*writer, 5);
    }
    CHECK(read_log(directory / "b") == all_up_to(5));
    CHECK(directory.names() == std::set<std::string>{"a", "b"});
}

TEST_CASE("a log that was closed or left is continued") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    for (std::uint64_t end = 10; end <= 200; end += 10) {
        auto writer = LogWriter::open(path.string(), small_blocks());
        REQUIRE(writer);
        CHECK(writer->next_record() == end - 10);
        append_up_to(*writer, end);
        if (end % 20 == 0) REQUIRE(writer->close());
    }
    CHECK(read_log(path) == all_up_to(200));
}

TEST_CASE("blocks have the size that was asked for") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{10'000}}) {
        std::filesystem::remove(path);
        write_log(path, 300, small_blocks(size, Profile::stored));
        CHECK(read_log(path) == all_up_to(300));
        const std::uint64_t bytes = std::filesystem::file_size(path);
        CHECK(bytes > 300 * 52 / (1 + size / 52));
    }
    CHECK(open_code(path, small_blocks(0)) == ErrorCode::contradictory_options);
    CHECK(open_code(path, small_blocks(LogWriterOptions::max_block_size + 1)) ==
          ErrorCode::contradictory_options);
}

TEST_CASE("a log of one record is little longer than the record") {
    const TemporaryDirectory directory;
    write_log(directory / "log", 1);
    const std::size_t record = encode(sample_of(0)).value().size();
    CHECK(std::filesystem::file_size(directory / "log") <= record + 200);
}

TEST_CASE("records are synced and sealed when the options say so") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    LogWriterOptions options = small_blocks(100'000);
    options.sync_bytes = 300;
    {
        auto writer = LogWriter::open(path.string(), options);
        REQUIRE(writer);
        append_up_to(*writer, 3);
        CHECK(end_of_tail(path) == 0);
        append_up_to(*writer, 50);
        CHECK(end_of_tail(path) > 40);
        CHECK(end_of_tail(path) < 50);
    }
    const auto wait = [] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); };
    options = small_blocks(100'000);
    options.sync_milliseconds = 10;
    {
        auto writer = LogWriter::open(path.string(), options);
        REQUIRE(writer);
        append_up_to(*writer, 60);
        wait();
        append_up_to(*writer, 61);
        CHECK(end_of_tail(path) == 60);
    }
    options = small_blocks(100'000);
    options.seal_milliseconds = 10;
    auto writer = LogWriter::open(path.string(), options);
    REQUIRE(writer);
    const std::uint64_t size = writer->size();
    append_up_to(*writer, 70);
    wait();
    append_up_to(*writer, 71);
    CHECK(writer->size() > size);
    CHECK(read_log(path) == all_up_to(70));
}

TEST_CASE("a file that is no log is left alone") {
    const TemporaryDirectory directory;
    const std::string text = "a text that is longer than the header of a block, by some bytes";
    put(directory / "text", text);
    CHECK(open_code(directory / "text", small_blocks()) == ErrorCode::bad_magic);
    CHECK(content_of(directory / "text") == text);
    CHECK(open_code(directory.path(), small_blocks()) == ErrorCode::not_regular_file);
    CHECK(open_code(directory / "missing" / "log", small_blocks()) == ErrorCode::io_error);
    CHECK(directory.names() == std::set<std::string>{"text"});
}

TEST_CASE("the tail is read by those who may read the log") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    auto writer = LogWriter::open(path.string(), small_blocks());
    REQUIRE(writer);
    std::filesystem::permissions(path, std::filesystem::perms(0600));
    append_up_to(*writer, 1);
    REQUIRE(writer->sync());
    CHECK((mode_of(directory / "log-tail") & ~0600U) == 0);
}

TEST_CASE("a link is not followed where the tail should be") {
    const TemporaryDirectory directory;
    const auto path = directory / "log";
    put(directory / "victim", "content");
    std::filesystem::create_symlink("victim", directory / "log-tail");
    auto writer = LogWriter::open(path.string(), small_blocks());
    REQUIRE(writer);
    std::filesystem::create_symlink("victim", directory / "log-tail");
    append_up_to(*writer, 1);
    CHECK_FALSE(writer->sync());
    CHECK(content_of(directory / "victim") == "content");
}
