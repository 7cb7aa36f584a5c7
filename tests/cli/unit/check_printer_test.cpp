// SPDX-License-Identifier: MIT
#include "printers/check_printer.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;

TEST_CASE("each form of a file is described") {
    const struct {
        std::string_view hex;
        std::string_view text;
    } rows[] = {
        {"53 4f 55 52 49 53 44 42 00 80",
         R"(a: sound
  form           store, layout v1
  size           10 bytes
  body           as it is
  checksum       none
  values         1
  depth          1
  non-canonical  none
)"},
        {"53 4f 55 52 49 53 44 42 00 01 80",
         R"(a: sound
  form           store, layout v2
  size           11 bytes
  body           stored, 2 bytes; unpacked 1, 0.50 times
  checksum       none
  values         1
  depth          1
  non-canonical  none
)"},
        {"01 06 01 b1 01 0a 0a 90",
         R"(a: sound
  form           packed value
  size           8 bytes
  body           run_length, 7 bytes; unpacked 12, 1.71 times
  values         11
  depth          1
  non-canonical  none
)"},
        // A text table: 'a' is 1, 'b' is 0.
        {"53 4f 55 52 49 53 44 42 80 0a 00 62 63 82 10 01 78 11 02 01",
         R"(a: sound
  form           store, layout v2
  size           20 bytes
  body           stored, 11 bytes; unpacked 10, 0.91 times
  text table     2 leaves
  checksum       none
  values         2
  depth          1
  non-canonical  none
)"},
        {"53 4f 55 52 49 53 44 42 01 62 82 10 01 78 90",
         R"(a: sound
  form           store, layout v1
  size           15 bytes
  body           as it is
  text table     1 leaf: no text can be coded by it
  checksum       none
  values         2
  depth          1
  non-canonical  none
)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        CHECK(cli::to_text(check_bytes(test::from_hex(row.hex)), "a") == row.text);
    }
}

TEST_CASE("long paths and names of terminal commands are made harmless") {
    CheckReport report;
    report.damage = Error(ErrorCode::truncated);
    for (int i = 0; i < 1000; ++i)
        report.damage->path += "/0";
    const std::string text = cli::to_text(report, "\x1b[31m");
    CHECK(text.starts_with("\\u{1b}[31m: damaged\n"));
    std::string end;
    for (int i = 0; i < 100; ++i)
        end += "/0";
    CHECK(text.find("\n  damage         truncated, in " + end + " ... " + end + '\n') !=
          std::string::npos);
}
