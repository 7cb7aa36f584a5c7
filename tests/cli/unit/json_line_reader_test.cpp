// SPDX-License-Identifier: MIT
#include "reading/json_line_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "cli/unit/temporary_file.hpp"

using namespace souris;

namespace {

struct LinesRead {
    std::vector<std::string> lines;
    std::vector<std::uint64_t> numbers;
    std::size_t waits = 0;
    ErrorCode error = ErrorCode::none;
};

LinesRead lines_of(const std::string& text, const Limits& limits = {}) {
    const test::TemporaryFile file;
    REQUIRE(write_file(file.path, as_byte_span(text)));
    auto input = cli::PiecewiseInput::open(file.path);
    REQUIRE(input);
    cli::JsonLineReader reader(*std::move(input), limits);
    LinesRead read;
    for (;;) {
        const auto line = reader.next([&]() -> Result<void> {
            ++read.waits;
            return {};
        });
        if (!line) read.error = line.error().code;
        if (!line || !*line) return read;
        read.lines.emplace_back(**line);
        read.numbers.push_back(reader.number());
    }
}

}  // namespace

TEST_CASE("lines that are not blank are given, with their numbers") {
    const LinesRead read = lines_of("\xEF\xBB\xBF[1]\r\n\n \t\r\n{}\nlast");
    CHECK(read.lines == std::vector<std::string>{"[1]\r", "{}", "last"});
    CHECK(read.numbers == std::vector<std::uint64_t>{1, 4, 5});
    CHECK(read.error == ErrorCode::none);
    CHECK(lines_of("").lines.empty());
    CHECK(lines_of("\n\n").lines.empty());
}

TEST_CASE("lines longer than a piece of input are given whole") {
    const std::string line(200'000, '1');
    const LinesRead read = lines_of(line + "\n2\n" + line);
    CHECK(read.lines == std::vector<std::string>{line, "2", line});
    CHECK(read.waits > 6);
}

TEST_CASE("a line beyond the limit is refused before it is read to its end") {
    Limits limits;
    limits.max_input = 1000;
    const LinesRead read = lines_of("1\n" + std::string(1'000'000, '2'), limits);
    CHECK(read.lines == std::vector<std::string>{"1"});
    CHECK(read.error == ErrorCode::limit_exceeded);
    CHECK(read.waits <= 2);
}
