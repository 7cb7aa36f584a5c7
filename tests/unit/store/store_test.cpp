// SPDX-License-Identifier: MIT
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <doctest/doctest.h>

#include <souris/document.hpp>
#include <souris/store.hpp>

#include "unit/file/temporary_directory.hpp"

using namespace souris;

TEST_CASE("a store is filled, saved, loaded and looked into") {
    Store store;
    store["name"] = "Mouse";
    store["boxes"] = Array{1, 2.5, "brie", Ipv4{127, 0, 0, 1}};
    CHECK(store.size() == 2);
    CHECK_FALSE(store.empty());
    CHECK(Store().empty());
    for (auto& [key, value] : store) {
        if (key == "name") value = "Souris";
    }
    CHECK(store.at("/name").get<std::string_view>() == "Souris");

    const TemporaryDirectory directory;
    const std::string path = (directory / "file.sdb").string();
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        SaveOptions options;
        options.layout = layout;
        options.durable = false;
        REQUIRE(save(path, store, options).has_value());
        const auto loaded = load(path);
        REQUIRE(loaded.has_value());
        CHECK(*loaded == store);
        CHECK(loaded->at("/boxes/0").get<std::uint8_t>() == 1);
        CHECK(loaded->at("/boxes/9").get<int>().error().path == "/boxes/9");
        std::string keys;
        for (const auto& [key, value] : *loaded)
            keys += key;
        CHECK(keys == "nameboxes");
    }
    std::filesystem::remove(path);
    CHECK(load(path).error().code == ErrorCode::io_error);
}

TEST_CASE("a store that cannot be written leaves the file alone") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file.sdb").string();
    SaveOptions options;
    options.durable = false;
    REQUIRE(save(path, Store(Map{{"a", 1}}), options).has_value());
    CHECK_FALSE(save(path, Store(Map{{"a", "\xff"}}), options).has_value());
    CHECK(load(path) == Store(Map{{"a", 1}}));
    std::filesystem::remove(path);
}

TEST_CASE("a store that was moved from is an empty one") {
    Store store;
    store["name"] = "Mouse";
    Store taken = std::move(store);
    CHECK(store == Store());  // NOLINT(bugprone-use-after-move)
    CHECK(store.empty());
    CHECK(store.begin() == store.end());
    CHECK_FALSE(store.at("/name"));
    CHECK(encode_store(store) == encode_store(Store()));
    store["other"] = 1;
    CHECK(store.size() == 1);
    CHECK(taken.size() == 1);
    taken = std::move(store);
    CHECK(taken.at("/other").get<int>() == 1);
    CHECK(store.empty());  // NOLINT(bugprone-use-after-move)
    Store& same = taken;
    taken = std::move(same);
    CHECK(taken.size() == 1);
    taken["all"] = std::move(taken.map());
    CHECK(taken.at("/all/other").get<int>() == 1);
}

TEST_CASE("a null pointer is neither a key nor a pointer into a store") {
    const auto* const nothing = static_cast<const char*>(nullptr);
    Store store;
    store["name"] = "Mouse";
    CHECK_THROWS_AS((void)store[nothing], std::invalid_argument);
    CHECK(store.at(nothing).error().code == ErrorCode::invalid_pointer);
    CHECK(store.at("").at(nothing).error().code == ErrorCode::invalid_pointer);
    CHECK(store.map().find("name")->find(nothing) == nullptr);
    const Bytes bytes = encode_store(store).value();
    const auto document = Document::view(bytes);
    REQUIRE(document);
    CHECK(document->at(nothing).error().code == ErrorCode::invalid_pointer);
    CHECK_FALSE(document->root().entries().find(nothing).has_value());
}

TEST_CASE("the names of a store") {
    Store store;
    store["name"] = "Mouse";
    const Store& same = store;
    CHECK(same["name"] == "Mouse");
    CHECK(same["none"].error().message() == "no such key, in /none");
    CHECK(store.contains("name"));
    CHECK_FALSE(store.contains("/name"));
    CHECK(store.erase("name"));
    CHECK_FALSE(store.erase("name"));
    CHECK(store.empty());
    CHECK(store.insert("name", "Mouse").second);
    CHECK_FALSE(store.insert({"name", 1}).second);
    CHECK(same["name"] == "Mouse");
}
