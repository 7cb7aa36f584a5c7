// SPDX-License-Identifier: MIT
#include "printers/dump_bytes.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

#include "support/hex.hpp"

using namespace souris;

TEST_CASE("what can be read of a damaged file is shown, with what is missing") {
    // Layout v1: {"a": [{"k": [null, "x", damage, null]}, null], "b": null, "c": null}.
    const Bytes store = test::from_hex(
        "53 4f 55 52 49 53 44 42 00 86 10 01 61 b4 82 10 01 6b b8 90 10 01 78 43 90 90"
        "10 01 62 90 10 01 63 90");
    Sink sink;
    const auto dumped = cli::dump_bytes(sink, store, {});
    REQUIRE_FALSE(dumped.has_value());
    CHECK(dumped.error().message() == "invalid sign state at byte 23, in /a/0/k/2");
    CHECK(as_text(sink.view()) == R"(map (1 of 3)
  a  array (1 of 2)
    0  map (1)
      k  array (2 of 4)
        0  null
        1  string     "x"
)");
    // Partial JSON would not show what is missing, so there is none.
    Sink json;
    cli::DumpSettings settings;
    settings.format = cli::DumpFormat::json;
    CHECK_FALSE(cli::dump_bytes(json, store, settings).has_value());
    CHECK(json.view().empty());
}

TEST_CASE("a bare value is read in the layout that is asked for") {
    cli::DumpSettings settings;
    settings.format = cli::DumpFormat::tagged;
    // One pair of a length and a byte; v1 stores the number of pairs, v2 their size in bytes.
    const Bytes v1 = test::from_hex("21 01 02 05");
    const Bytes v2 = test::from_hex("21 02 02 05");
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        settings.bare_layout = layout;
        Sink sink;
        REQUIRE(cli::dump_bytes(sink, layout == Layout::v1 ? v1 : v2, settings));
        CHECK(as_text(sink.view()) == "{\"souris_type\":2,\"bytes\":[5,5]}\n");
        Sink other;
        CHECK_FALSE(cli::dump_bytes(other, layout == Layout::v1 ? v2 : v1, settings).has_value());
    }
}

TEST_CASE("a value is dumped in each format") {
    const Value value = Array{U'x'};
    const auto dumped = [&](cli::DumpFormat format) {
        Sink sink;
        REQUIRE(cli::dump_value(sink, value, format, {}));
        return std::string(as_text(sink.view()));
    };
    CHECK(dumped(cli::DumpFormat::tree) == "array (1)\n  0  character  \"x\" U+0078\n");
    CHECK(dumped(cli::DumpFormat::tagged) == "[{\"souris_type\":0,\"character\":\"x\"}]\n");
    CHECK(dumped(cli::DumpFormat::json) == "[\"x\"]\n");
}
