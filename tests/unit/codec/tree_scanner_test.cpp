// SPDX-License-Identifier: MIT
#include "codec/tree_scanner.hpp"

#include <cstddef>
#include <span>

#include <doctest/doctest.h>

#include <souris/codec.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

TEST_CASE("the end of a tree is found behind other bytes, wherever these move") {
    const DecodeOptions options;
    // Two bytes before the tree: [1, [2], "ab"].
    const Bytes bytes = from_hex("ffff b6 4001 b2 4002 1002 6162");
    detail::TreeScanner scanner;
    REQUIRE_FALSE(scanner.has_begun());
    for (std::size_t given = 3; given <= bytes.size(); ++given) {
        CAPTURE(given);
        // Elsewhere each time; the old place is gone.
        const Bytes moved(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(given));
        if (!scanner.has_begun()) {
            REQUIRE(scanner.begin(moved, 2, nullptr, Layout::v2, options));
        }
        scanner.follow(moved);
        const auto end = scanner.read_on(moved);
        REQUIRE(end);
        CHECK(end->has_value() == (given == bytes.size()));
        if (*end) {
            CHECK(**end == bytes.size());
        } else {
            CHECK(scanner.wanted(moved) >= 1);
            CHECK(scanner.wanted(moved) <= bytes.size() - given);
        }
    }
    scanner.reset();
    CHECK_FALSE(scanner.has_begun());
}

TEST_CASE("a tree is refused for what is wrong, not for what is missing") {
    const DecodeOptions options;
    detail::TreeScanner scanner;
    const Bytes bytes = from_hex("b4 43 00 90");
    REQUIRE(scanner.begin(bytes, 0, nullptr, Layout::v2, options));
    const auto refused = scanner.read_on(bytes);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid_sign_state);
    CHECK(refused.error().offset == 1);
}
