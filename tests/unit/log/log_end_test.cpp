// SPDX-License-Identifier: MIT
#include "log/log_end.hpp"

#include <string>

#include <doctest/doctest.h>

#include "log/block_finder.hpp"
#include "log/marker.hpp"
#include "unit/log/log_support.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

/// The content of a log of 100 records, and where its last block begins.
struct Log {
    Log() {
        const TemporaryDirectory directory;
        logs::write_log(directory / "log", 100);
        bytes = content_of(directory / "log");
        const std::size_t found = bytes.rfind(block_marker);
        last = found;
        const auto header = read_block_header(as_byte_span(bytes).subspan(found));
        first_of_last = header->first_record;
        log_id = header->log_id;
    }
    std::string bytes;
    std::size_t last = 0;
    std::uint64_t first_of_last = 0;
    std::uint64_t log_id = 0;
};

Result<LogEnd> end_of(const std::string& content, const Tail& tail = Tail()) {
    const TemporaryDirectory directory;
    put(directory / "log", content);
    const auto file = DataFile::open((directory / "log").string(), DataAccess::read);
    REQUIRE(file);
    return find_log_end(*file, tail, {});
}

Tail tail_from(std::uint64_t log_id, std::uint64_t number) {
    Bytes bytes;
    put_tail_header(bytes, log_id);
    put_tail_frame(bytes, log_id, number, as_byte_span("\x90"));
    return Tail::parse(std::move(bytes), log_id);
}

void check_end(const Result<LogEnd>& end, std::uint64_t next_record, std::uint64_t size) {
    REQUIRE(end);
    CHECK(end->next_record == next_record);
    CHECK(end->size == size);
}

}  // namespace

TEST_CASE("the end of a log is behind its last block") {
    const Log log;
    const auto end = end_of(log.bytes);
    check_end(end, 100, log.bytes.size());
    CHECK(end->log_id == log.log_id);
}

TEST_CASE("what is not finished is behind the end") {
    const Log log;
    for (std::size_t size = log.last; size < log.bytes.size(); ++size)
        check_end(end_of(log.bytes.substr(0, size)), log.first_of_last, log.last);
    // Zeros, and the beginning of a header with zeros behind it.
    check_end(end_of(log.bytes + std::string(100'000, '\0')), 100, log.bytes.size());
    check_end(end_of(log.bytes + log.bytes.substr(0, 40) + std::string(500, '\0')), 100,
              log.bytes.size());
    check_end(end_of(log.bytes + std::string(51, 'x')), 100, log.bytes.size());
}

TEST_CASE("damage is kept") {
    const Log log;
    // A header.
    std::string damaged = log.bytes;
    damaged[log.last + 20] ^= 1;
    check_end(end_of(damaged), log.first_of_last, damaged.size());
    // Content, of which the tail has nothing; and of which it has some.
    damaged = log.bytes;
    damaged.back() ^= 1;
    check_end(end_of(damaged), 100, damaged.size());
    check_end(end_of(damaged, tail_from(log.log_id, log.first_of_last)), log.first_of_last,
              log.last);
    check_end(end_of(damaged, tail_from(log.log_id, log.first_of_last - 1)), 100, damaged.size());
    check_end(end_of(log.bytes + std::string(52, 'x')), 100, log.bytes.size() + 52);
    // A block of another log.
    const Log other;
    check_end(end_of(log.bytes + other.bytes), 100, log.bytes.size() + other.bytes.size());
}

TEST_CASE("a file without a block is new, a log, or something else") {
    const Log log;
    for (std::size_t size = 0; size < block_header_size; ++size) {
        const auto end = end_of(log.bytes.substr(0, size));
        check_end(end, 0, 0);
        CHECK_FALSE(end->log_id);
        check_end(end_of(std::string(size, '\0')), 0, 0);
    }
    check_end(end_of(log.bytes.substr(0, 20) + std::string(32, '\0')), 0, 0);
    // The first header is damaged.
    for (const std::size_t place : {std::size_t{0}, std::size_t{20}}) {
        std::string damaged = log.bytes.substr(0, block_header_size);
        damaged[place] ^= 1;
        const auto end = end_of(damaged, tail_from(log.log_id, 0));
        REQUIRE(end);
        CHECK_FALSE(end->log_id);
    }
    for (const std::string& foreign :
         {std::string("x"), std::string("SOURISDB\0\x80", 10), std::string(1000, 'x'),
          std::string(53, '\0'), "x" + log.bytes.substr(1, 51)}) {
        CAPTURE(foreign.size());
        const auto end = end_of(foreign);
        REQUIRE_FALSE(end);
        CHECK(end.error().code == ErrorCode::bad_magic);
    }
    CHECK(end_of(log.bytes.substr(0, 8) + std::string(100, 'x'))->size == 108);
}

TEST_CASE("the id of a log is that of its first block") {
    const TemporaryDirectory directory;
    const Log log;
    for (const bool is_damaged : {false, true}) {
        std::string content = log.bytes;
        if (is_damaged) content[20] ^= 1;
        put(directory / "log", content);
        const auto file = DataFile::open((directory / "log").string(), DataAccess::read);
        CHECK(find_log_id(*file).value() == log.log_id);
    }
}
