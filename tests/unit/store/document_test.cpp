// SPDX-License-Identifier: MIT
#include <filesystem>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <unistd.h>

#include <souris/document.hpp>

#include "support/hex.hpp"
#include "unit/store/magic.hpp"

using namespace souris;
using test::magic;

namespace {

Store sample() {
    Store store;
    store["name"] = "Mouse";
    store["boxes"] = Array{1, 2.5, "brie", Ipv4{127, 0, 0, 1}};
    for (int i = 0; i < 100; ++i) {
        store["key" + std::to_string(i)] = "some text that is worth coding " + std::to_string(i);
    }
    return store;
}

}  // namespace

TEST_CASE("a document holds what its store holds, in both layouts, coded and packed") {
    const Store store = sample();
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        WriteOptions options;
        options.layout = layout;
        const Bytes bytes = encode_store(store, options).value();
        const auto document = Document::view(bytes);
        REQUIRE(document.has_value());
        CHECK(document->root().to_value() == store.root());
        CHECK(document->at("/boxes/0").get<std::uint8_t>() == 1);
        CHECK(document->at("/boxes/9").error().path == "/boxes/9");
    }
}

TEST_CASE("a document that owns its bytes can be moved and outlives them") {
    for (const Store& store : {sample(), Store(Map{{"a", "text in the input itself"}})}) {
        auto parsed = Document::parse(encode_store(store).value());
        REQUIRE(parsed.has_value());
        const ValueView root = parsed->root();
        const Document moved = std::move(*parsed);
        CHECK(root.to_value() == store.root());
        CHECK(moved.root().to_value() == store.root());
    }
}

TEST_CASE("a document is opened from a file") {
    const auto path = std::filesystem::temp_directory_path() /
                      ("souris-document-test-" + std::to_string(::getpid()) + ".sdb");
    SaveOptions options;
    options.durable = false;
    REQUIRE(save(path, sample(), options).has_value());
    const auto document = Document::open(path);
    std::filesystem::remove(path);
    REQUIRE(document.has_value());
    CHECK(document->root().to_value() == sample().root());
    CHECK(Document::open(path).error().code == ErrorCode::io_error);
}

TEST_CASE("what is no store is no document, for the same reason") {
    for (const char* const rest : {"", "000190", "0082", "008210016140", "00058210016143",
                                   "016282110090", "04000000", "010a01820110010101610143"}) {
        CAPTURE(std::string(rest));
        const Bytes bytes = test::from_hex(magic + rest);
        const auto document = Document::view(bytes);
        REQUIRE_FALSE(document.has_value());
        CHECK(document.error() == decode_store(bytes).error());
    }
    Bytes damaged = encode_store(sample()).value();
    damaged.back() ^= std::byte{1};
    CHECK(Document::view(damaged).error().code == ErrorCode::checksum_mismatch);
}
