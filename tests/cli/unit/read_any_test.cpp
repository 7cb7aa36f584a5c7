// SPDX-License-Identifier: MIT
#include "reading/read_any.hpp"

#include <doctest/doctest.h>

#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "support/hex.hpp"

using namespace souris;

TEST_CASE("stores and packed values are told apart by their bytes") {
    const Value content = Map{{"a", Array{1, "x"}}};
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        WriteOptions options;
        options.layout = layout;
        const Bytes store = encode_store(Store(Map{{"a", Array{1, "x"}}}), options).value();
        CHECK(cli::read_any(store, {}) == content);
    }
    CHECK(cli::read_any(pack(content).value(), {}) == content);
    CHECK(cli::read_any(pack(5).value(), {}) == Value(5));
}

TEST_CASE("other bytes and what is beyond the limits are refused") {
    CHECK(cli::read_any(test::from_hex("7b 7d"), {}).error().code == ErrorCode::bad_magic);
    CHECK(cli::read_any({}, {}).error().code == ErrorCode::truncated);
    const Limits limits{.max_nodes = 1};
    CHECK(cli::read_any(pack(Array{1}).value(), limits).error() ==
          cli::read_any(pack(Array{1, 2}).value(), limits).error());
    CHECK(cli::read_any(pack(Array{1}).value(), limits).error().detail == "max_nodes");
    CHECK(cli::read_any(encode_store(Store(Map{{"a", 1}})).value(), limits).error().detail ==
          "max_nodes");
}
