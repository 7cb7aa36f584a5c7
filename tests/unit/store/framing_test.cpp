// SPDX-License-Identifier: MIT
#include "store/framing.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

TEST_CASE("a trailer is the magic and XXH3-64 of what precedes it") {
    // XXH3-64 of the empty input is 2d06800538d394c2 (xxhsum --version 0.8.1: xxhsum -H3).
    CHECK(test::to_hex(make_trailer({})) == "53444243c294d3380580062d");
}

TEST_CASE("what stands after the end") {
    struct Row {
        const char* what;
        std::string tail;
        Ending ending;
    };
    const std::string content = "0123";
    const std::string right = test::to_hex(make_trailer(test::from_hex(content)));
    const std::string right_after_foreign =
        test::to_hex(make_trailer(test::from_hex(content + "ff")));
    const Row rows[] = {
        {"nothing", "", Ending::clean},
        {"a trailer", right, Ending::clean},
        {"a few bytes", "000102", Ending::foreign},
        {"many bytes", std::string(100, '0'), Ending::foreign},
        {"a wrong hash", right.substr(0, 22) + "00", Ending::mismatch},
        {"a wrong magic", "53444343" + right.substr(8), Ending::mismatch},
        {"a trailer for the content alone, after other bytes", "ff" + right, Ending::mismatch},
        {"a trailer for all before it, after other bytes", "ff" + right_after_foreign,
         Ending::foreign},
        {"half a trailer", right.substr(0, 12), Ending::foreign},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        for (const Layout layout : {Layout::v1, Layout::v2})
            CHECK(check_ending(test::from_hex(content + row.tail), 2, layout) == row.ending);
    }
}

TEST_CASE("a store that ends early or swallows a part of the trailer is damaged") {
    const Bytes bytes = test::from_hex("0123" + test::to_hex(make_trailer(test::from_hex("0123"))));
    for (const Layout layout : {Layout::v1, Layout::v2})
        CHECK(check_ending(bytes, 2, layout) == Ending::clean);
    // The whole trailer is read as content, which one flipped bit can cause only in v1.
    CHECK(check_ending(bytes, 14, Layout::v1) == Ending::mismatch);
    CHECK(check_ending(bytes, 14, Layout::v2) == Ending::clean);
    const Bytes damaged =
        test::from_hex("0124" + test::to_hex(make_trailer(test::from_hex("0123"))));
    for (std::size_t end = 0; end < 14; ++end)
        CHECK(check_ending(damaged, end, Layout::v2) == Ending::mismatch);
}
