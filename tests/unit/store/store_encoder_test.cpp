// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/store.hpp>

#include "store/framing.hpp"
#include "support/hex.hpp"

using namespace souris;

namespace {

Bytes written(const Store& store, Layout layout = Layout::v2) {
    WriteOptions options;
    options.layout = layout;
    options.checksum = false;
    const auto bytes = encode_store(store, options);
    REQUIRE(bytes.has_value());
    return *bytes;
}

unsigned header(const Bytes& bytes) {
    return std::to_integer<unsigned>(bytes[detail::store_header_offset]);
}

constexpr Layout layouts[] = {Layout::v1, Layout::v2};

}  // namespace

TEST_CASE("text of one distinct character is written raw, which does not lose it") {
    const Store store(
        Map{{"a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"aa", Array{"a", ""}}});
    for (const Layout layout : layouts) {
        const Bytes bytes = written(store, layout);
        CHECK((header(bytes) & (layout == Layout::v1 ? 0x01U : 0x80U)) == 0);
        CHECK(decode_store(bytes) == store);
    }
}

TEST_CASE("a store without text has no text table") {
    for (const Layout layout : layouts) {
        CHECK((header(written(Store(), layout)) & 0x81U) == 0);
        CHECK((header(written(Store(Map{{"", Array{1, 2}}}), layout)) & 0x81U) == 0);
    }
    CHECK(test::to_hex(written(Store(), Layout::v1)) == "534f5552495344420080");
    CHECK(test::to_hex(written(Store(), Layout::v2)) == "534f555249534442000180");
}

TEST_CASE("layout v1 has no compression above run length, inside or outside") {
    Store store;
    store["binary"] = test::repeated("000102030405060708090a0b0c0d0e0f", 64);
    store["text"] = std::string(3000, 'x') + "yz";
    const Bytes bytes = written(store, Layout::v1);
    CHECK(header(bytes) <= 1);
    CHECK(decode_store(bytes) == store);
    CHECK(written(store).size() < bytes.size());
}

TEST_CASE("a negative year is refused in layout v1") {
    Store store;
    store["then"] = Timestamp{-43, 3, 15, 12, 0, 0, 0};
    CHECK(encode_store(store).has_value());
    WriteOptions options;
    options.layout = Layout::v1;
    const auto bytes = encode_store(store, options);
    REQUIRE_FALSE(bytes.has_value());
    CHECK(bytes.error().code == ErrorCode::unrepresentable);
    CHECK(bytes.error().path == "/then");
}

TEST_CASE("a text of 2^24 bits and more is readable in both layouts") {
    Store store;
    std::string text;
    for (int i = 0; text.size() < 9'000'000; ++i)
        text += "abcdefgh"[(i * 7 + i / 11) % 8];
    store["long"] = text;
    for (const Layout layout : layouts)
        CHECK(decode_store(written(store, layout)) == store);
}

TEST_CASE("text is coded, and the body packed, where that is shorter") {
    Store store;
    for (int i = 0; i < 200; ++i)
        store["key" + std::to_string(i * 7919)] = "value " + std::to_string(i);
    CHECK(header(written(store, Layout::v1)) == 1);
    CHECK((header(written(store)) & 0x7FU) != 0);
    CHECK(written(store).size() < written(store, Layout::v1).size());
    for (const Layout layout : layouts)
        CHECK(decode_store(written(store, layout)) == store);
}

TEST_CASE("the trailer is twelve bytes more") {
    WriteOptions options;
    for (const Layout layout : layouts) {
        options.layout = layout;
        const Store store(Map{{"a", 1}});
        const auto bytes = encode_store(store, options);
        CHECK(bytes->size() == written(store, layout).size() + 12);
        CHECK(as_text(std::span(*bytes).last(12)).starts_with("SDBC"));
    }
}

TEST_CASE("content that ends like a trailer is told from one") {
    Store store;
    store["a"] = "SDBC and more";
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        for (const std::string_view text : {"SDBC12345678", "SDBC", "xSDBC12345678"}) {
            store["c"] = text;
            WriteOptions options;
            options.layout = layout;
            options.profile = Profile::stored;
            options.checksum = false;
            const auto bytes = encode_store(store, options);
            REQUIRE(bytes.has_value());
            CHECK(decode_store(*bytes) == store);
        }
    }
}

TEST_CASE("a canonical store has nothing around its sorted body") {
    const Store store(Map{{"b", 1}, {"a", std::string(100, 'x')}});
    WriteOptions options;
    options.canonical = true;
    const auto bytes = encode_store(store, options);
    REQUIRE(bytes);
    CHECK(
        test::to_hex(*bytes).starts_with("534f555249534442"
                                         "00"
                                         "6f"
                                         "84"
                                         "100161"
                                         "1064"
                                         "7878"));
    CHECK(bytes->size() == 8 + 2 + 1 + 3 + 102 + 3 + 2);
    CHECK(decode_store(*bytes) == store);
    CHECK(encode_store(Store(Map{{"a", std::string(100, 'x')}, {"b", 1U}}), options) == bytes);

    options.profile = Profile::stored;
    options.checksum = false;
    CHECK(encode_store(store, options) == bytes);
    options.checksum = true;
    const auto refused = encode_store(store, options);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message() == "contradictory options (canonical form and a checksum)");
    options.checksum.reset();
    options.profile = Profile::smallest;
    CHECK(encode_store(store, options).error().code == ErrorCode::contradictory_options);
    options.profile = Profile::stored;
    options.layout = Layout::v1;
    CHECK(encode_store(store, options).error().code == ErrorCode::contradictory_options);
}
