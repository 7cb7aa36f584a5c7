// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/json.hpp>
#include <souris/log_reader.hpp>

#include "support/file.hpp"
#include "support/hex.hpp"
#include "unit/file/temporary_directory.hpp"

using namespace souris;

TEST_CASE("the examples of docs/log-format.md are true") {
    int examples = 0;
    bool is_example = false;
    for (const std::string& line : test::read_lines(SOURIS_DOCS_DIR "/log-format.md")) {
        if (line.starts_with("```")) {
            is_example = line == "```sdb-log";
            continue;
        }
        if (!is_example) continue;
        CAPTURE(line);
        const std::size_t sign = line.find(" = ");
        REQUIRE(sign != std::string::npos);
        const TemporaryDirectory directory;
        put(directory / "log", as_text(test::from_hex(line.substr(0, sign))));
        auto log = LogReader::open((directory / "log").string());
        REQUIRE(log);
        Array records;
        while (log->next().value())
            records.push_back(log->value().value());
        CHECK(value_from_json(line.substr(sign + 3)) == Value(records));
        ++examples;
    }
    CHECK(examples == 1);
}
