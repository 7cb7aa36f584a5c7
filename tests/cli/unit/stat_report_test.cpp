// SPDX-License-Identifier: MIT
#include "printers/stat_report.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/annotate.hpp>
#include <souris/store.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

/// Owns the data that a `StatReport` refers to.
struct Counted {
    explicit Counted(const Bytes& bytes) : check(check_bytes(bytes)) {
        static_cast<void>(annotate_bytes(bytes, statistics));
    }
    CheckReport check;
    cli::ByteStatistics statistics;
};

}  // namespace

TEST_CASE("bars are coloured on request, and nothing else changes") {
    const Counted counted(test::from_hex("53 4f 55 52 49 53 44 42 00 80"));
    const cli::StatReport report{"a", counted.check, counted.statistics};
    std::string text = cli::to_text(report, true);
    CHECK(text.find("   9   90.0 %  \x1b[36m" + std::string(27, '#') + "\x1b[0m     framing\n") !=
          std::string::npos);
    for (const std::string code : {"\x1b[36m", "\x1b[0m"}) {
        for (auto at = text.find(code); at != text.npos; at = text.find(code))
            text.erase(at, code.size());
    }
    CHECK(text == cli::to_text(report, false));
}

TEST_CASE("paths beyond the first ones are told together, and all add up") {
    Map root;
    for (int i = 0; i < 30; ++i)
        root["key" + std::to_string(i)] = std::string(static_cast<std::size_t>(i), 'x');
    WriteOptions options;
    options.profile = Profile::stored;
    const Counted counted(encode_store(Store(root), options).value());
    for (const std::size_t top : {0U, 5U, 100U}) {
        CAPTURE(top);
        const cli::StatReport report{"a", counted.check, counted.statistics, top};
        const auto tables = cli::tables_of(report);
        for (const cli::StatTable& table : tables) {
            std::uint64_t sum = 0;
            for (const cli::StatRow& row : table.rows)
                sum += row.bytes;
            CHECK(sum == table.total);
        }
        const cli::StatTable& by_path = tables.back();
        CHECK(by_path.title.ends_with(", by path"));
        std::size_t others = 0;
        for (const cli::StatRow& row : by_path.rows) {
            if (row.name == "(" + std::to_string(31 - top) + " other paths)") others = row.count;
        }
        CHECK(others == (top < 31 ? 31 - top : 0));
        if (top != 0) CHECK(by_path.rows[0].name == "/key29");
    }
}
