// SPDX-License-Identifier: MIT
#include <filesystem>

#include <doctest/doctest.h>
#include <unistd.h>

#include <souris/store.hpp>

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

    const auto path = std::filesystem::temp_directory_path() /
                      ("souris-store-test-" + std::to_string(::getpid()) + ".sdb");
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
    const auto path = std::filesystem::temp_directory_path() /
                      ("souris-store-test-old-" + std::to_string(::getpid()) + ".sdb");
    SaveOptions options;
    options.durable = false;
    REQUIRE(save(path, Store(Map{{"a", 1}}), options).has_value());
    CHECK_FALSE(save(path, Store(Map{{"a", "\xff"}}), options).has_value());
    CHECK(load(path) == Store(Map{{"a", 1}}));
    std::filesystem::remove(path);
}
