// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/store.hpp>

#include "support/hex.hpp"
#include "unit/store/magic.hpp"

using namespace souris;
using test::magic;

namespace {

Result<Layout> detected(const std::string& hex) {
    return detect_layout(test::from_hex(magic + hex));
}

}  // namespace

TEST_CASE("the header and the bytes after it tell the layout") {
    struct Row {
        const char* hex;
        Layout layout;
    };
    for (const Row row : {
             Row{"0080", Layout::v1},          // an empty map
             Row{"000180", Layout::v2},        // the same, stored
             Row{"0082100090", Layout::v1},    // a key's tag after the map's
             Row{"000482100090", Layout::v2},  // a length before the map's tag
             Row{"008282100090", Layout::v2},  // a length of 130 that looks like a tag
             Row{"008181100090", Layout::v2},  // 129, and few bytes after it
             Row{"0081071000", Layout::v1},    // seven entries
             Row{"01000000", Layout::v1},      // a table
             Row{"016282100090", Layout::v1},  // a table of one leaf, then a map
             Row{"01040182", Layout::v2},      // run lengths
             Row{"02", Layout::v2},
             Row{"03", Layout::v2},
             Row{"80", Layout::v2},
             Row{"81", Layout::v2},
             Row{"04", Layout::v2},
         }) {
        CAPTURE(std::string(row.hex));
        const auto layout = detected(row.hex);
        REQUIRE(layout.has_value());
        CHECK(*layout == row.layout);
    }
}

TEST_CASE("a counted map of 128 entries and more is not mistaken for a stored block") {
    Map map;
    for (unsigned count = 0; count < 300; ++count) {
        map[std::to_string(count)] = nullptr;
        const Store store{Map(map)};
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            for (const bool checksum : {false, true}) {
                WriteOptions options;
                options.layout = layout;
                options.checksum = checksum;
                CHECK(detect_layout(*encode_store(store, options)) == layout);
                // Without a text table, too.
                options.profile = Profile::stored;
                CHECK(detect_layout(*encode_store(store, options)) == layout);
            }
        }
    }
}

TEST_CASE("stored bodies of every length around those that look like a map's tag") {
    for (std::size_t length = 0; length < 300; ++length) {
        Store store;
        // Random letters, so that stored is the shortest form.
        std::string text;
        std::uint32_t state = static_cast<std::uint32_t>(length);
        for (std::size_t i = 0; i < length; ++i) {
            state = state * 1664525 + 1013904223;
            text += static_cast<char>('!' + (state >> 24U) % 90);
        }
        store[""] = text;
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            WriteOptions options;
            options.layout = layout;
            const auto bytes = encode_store(store, options);
            CHECK(detect_layout(*bytes) == layout);
            CHECK(decode_store(*bytes) == store);
        }
    }
}

TEST_CASE("not a store") {
    const auto code_of = [](std::string_view hex) {
        return detect_layout(test::from_hex(hex)).error().code;
    };
    CHECK(code_of("") == ErrorCode::truncated);
    CHECK(code_of("534f55") == ErrorCode::truncated);
    CHECK(code_of(magic) == ErrorCode::truncated);
    // too short to tell
    CHECK(code_of("534f55524953444200") == ErrorCode::truncated);
    CHECK(code_of("534f55524953444201") == ErrorCode::truncated);
    CHECK(code_of("534f5552495344420162") == ErrorCode::truncated);
    CHECK(code_of("534f55524953444201f0") == ErrorCode::truncated);
    CHECK(code_of("7b7d") == ErrorCode::bad_magic);
    CHECK(code_of("534f55524953444300") == ErrorCode::bad_magic);
}
