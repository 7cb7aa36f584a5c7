// SPDX-License-Identifier: MIT
#include "store/size_search.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;

namespace {

std::uint64_t size_of(const Value& value, Layout layout, Profile profile) {
    EncodeOptions options;
    options.layout = layout;
    options.profile = profile;
    return detail::make_body(test::encoded_tree(value, layout), options).size(layout);
}

/// Text that repeats, which LZ4 packs, and text that does not, which a code packs.
Value mixed() {
    Array array;
    std::uint32_t state = 1;
    for (int i = 0; i < 60; ++i) {
        array.push_back("the quick brown mouse eats the cheese of the lazy cat");
        array.push_back("the quick brown mouse eats bread of the lazy dog " + std::to_string(i));
        std::string text;
        for (int j = 0; j < 24; ++j) {
            state = state * 1664525 + 1013904223;
            text += "etaoinsr"[state >> 29U];
        }
        array.push_back(text);
    }
    return array;
}

}  // namespace

TEST_CASE("the search finds what neither all raw nor all coded has") {
    const Value value = mixed();
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        const std::uint64_t smallest = size_of(value, layout, Profile::smallest);
        CHECK(smallest <= size_of(value, layout, Profile::balanced));
        CHECK(smallest < size_of(value, layout, Profile::fast));
    }
    // 60 texts of 72 bits in 10 bytes each, and little else.
    const std::uint64_t smallest = size_of(value, Layout::v2, Profile::smallest);
    CHECK(smallest < size_of(value, Layout::v2, Profile::balanced) * 9 / 10);
    CHECK(smallest < 1200);
}

TEST_CASE("a binary value is packed by itself where that suits it better than the whole") {
    // Random bytes of four values take 2 bits each with their own code.
    Bytes noise(2000);
    std::uint32_t state = 1;
    for (std::byte& byte : noise) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<std::byte>(state >> 30U);
    }
    Array array;
    array.push_back(noise);
    for (int i = 0; i < 100; ++i)
        array.push_back("the quick brown mouse " + std::to_string(i));
    const Value value = std::move(array);
    CHECK(size_of(value, Layout::v2, Profile::smallest) < 500 + 600);
}

TEST_CASE("a tree without pieces is what packing makes of it") {
    const Value value = Array{1, 2, 3, nullptr};
    EncodeOptions options;
    options.profile = Profile::smallest;
    const Bytes tree = test::encoded_tree(value);
    const detail::Body body = detail::smallest_body(tree, options);
    CHECK_FALSE(body.has_table);
    CHECK(body.bytes == tree);
    CHECK(body.block.compression == Compression::stored);
}
