// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/document.hpp>

#include "support/hex.hpp"
#include "unit/file/temporary_directory.hpp"
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
    const TemporaryDirectory directory;
    const std::string path = (directory / "file.sdb").string();
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

TEST_CASE("a document that was moved from holds null, the other what it held") {
    const Bytes bytes = encode_store(sample()).value();
    Document document = Document::parse(bytes).value();
    ValueView root = document.root();
    {
        const Document taken = std::move(document);
        CHECK(root.to_value() == sample().root());
        CHECK(taken.root().to_value() == sample().root());
    }
    CHECK(document.root().is_null());  // NOLINT(bugprone-use-after-move)
    CHECK(document.root().to_value() == Value());
    CHECK(document.at("").get<int>().error().code == ErrorCode::wrong_type);
    CHECK(document.root().elements().empty());
    CHECK(encode_value(document.root()) == encode_value(Value()));
    document = Document::parse(bytes).value();
    CHECK(document.root().to_value() == sample().root());
    Document& same = document;
    document = std::move(same);
    CHECK(document.root().to_value() == sample().root());
}

namespace {

template <class T>
concept Viewable = requires(T bytes) {
    Document::view(std::forward<T>(bytes));
};
template <class T>
concept UnpackViewable = requires(T bytes) {
    Document::unpack_view(std::forward<T>(bytes));
};
template <class T>
concept HasRoot = requires(T document) {
    std::forward<T>(document).root();
    std::forward<T>(document).at("/name");
};

}  // namespace

TEST_CASE("views of what is about to go do not compile") {
    static_assert(Viewable<Bytes&> && Viewable<const Bytes&>);
    static_assert(Viewable<std::span<const std::byte>> && Viewable<std::span<std::byte>>);
    static_assert(!Viewable<Bytes> && !Viewable<const Bytes>);
    static_assert(!Viewable<std::array<std::byte, 4>>);
    static_assert(UnpackViewable<const Bytes&> && !UnpackViewable<Bytes>);
    static_assert(HasRoot<Document&> && HasRoot<const Document&>);
    static_assert(!HasRoot<Document> && !HasRoot<const Document>);
}

TEST_CASE("the names of a document are those of its root") {
    Store store;
    store["users"] = Array{"Ada"};
    const Bytes bytes = encode_store(store).value();
    const auto document = Document::view(bytes);
    REQUIRE(document);
    CHECK((*document)["users"][0].get<std::string>() == "Ada");
    CHECK(document->contains("users"));
    CHECK_FALSE(document->contains("none"));
    CHECK(document->size() == 1);
    CHECK_FALSE(document->empty());
}
