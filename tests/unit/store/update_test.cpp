// SPDX-License-Identifier: MIT
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <souris/update.hpp>

#include "unit/file/temporary_directory.hpp"

using namespace souris;

namespace {

constexpr FileLockOptions at_once{.wait_milliseconds = 0};

UpdateOptions quick() {
    UpdateOptions options;
    options.durable = false;
    return options;
}

}  // namespace

TEST_CASE("a store is made, and changed") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file").string();
    for (int i = 1; i <= 3; ++i) {
        CHECK(update(path, [&](Store& store) -> Result<void> {
            CHECK(store.size() == static_cast<std::size_t>(i - 1));
            store["key " + std::to_string(i)] = i;
            return {};
        }));
    }
    CHECK(load(path)->at("/key 3").get<int>() == 3);
    CHECK(directory.names() == std::set<std::string>{"file"});
}

TEST_CASE("what fails changes nothing, and lets the lock go") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file").string();
    REQUIRE(save(path, Store(Map{{"a", 1}})));
    const std::string before = content_of(path);
    const auto failed = update(path, [](Store& store) -> Result<void> {
        store["a"] = 2;
        return failure(ErrorCode::wrong_type);
    });
    REQUIRE(!failed);
    CHECK(failed.error() == Error(ErrorCode::wrong_type));
    CHECK_THROWS_AS(static_cast<void>(update(
                        path, [](Store&) -> Result<void> { throw std::runtime_error("no"); })),
                    std::runtime_error);
    CHECK(content_of(path) == before);
    CHECK(FileLock::take(path, at_once));
    put(path, "no store");
    CHECK(update(path, [](Store&) { return Result<void>(); }).error().code == ErrorCode::bad_magic);
    CHECK(content_of(path) == "no store");
}

TEST_CASE("what comes out as it was is not written") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file").string();
    REQUIRE(save(path, Store(Map{{"a", 1}})));
    // Writing sets the modification time to now.
    const auto before = std::filesystem::last_write_time(path) - std::chrono::hours(1);
    std::filesystem::last_write_time(path, before);
    CHECK(update(path, [](Store&) { return Result<void>(); }));
    CHECK(std::filesystem::last_write_time(path) == before);
    CHECK(update(path, [](Store& store) -> Result<void> {
        store["a"] = 2;
        return {};
    }));
    CHECK(std::filesystem::last_write_time(path) > before);
}

TEST_CASE("others wait, as long as they want to") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file").string();
    UpdateOptions impatient = quick();
    impatient.locking = at_once;
    CHECK(update(path, [&](Store&) -> Result<void> {
        const auto other = update(
            path, [](Store&) { return Result<void>(); }, impatient);
        CHECK(other.error() == Error(ErrorCode::file_locked));
        return {};
    }));
    constexpr int threads = 4;
    constexpr int times = 25;
    std::vector<std::thread> writers;
    for (int i = 0; i < threads; ++i) {
        writers.emplace_back([&, i] {
            for (int j = 0; j < times; ++j) {
                static_cast<void>(update(
                    path,
                    [&](Store& store) -> Result<void> {
                        store[std::to_string(i) + ' ' + std::to_string(j)] = true;
                        return {};
                    },
                    quick()));
            }
        });
    }
    for (std::thread& writer : writers)
        writer.join();
    CHECK(load(path)->size() == threads * times);
}
