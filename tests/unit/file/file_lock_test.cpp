// SPDX-License-Identifier: MIT
#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file_lock.hpp>

#include "child_process.hpp"
#include "locked_file.hpp"
#include "temporary_directory.hpp"

using souris::ErrorCode;
using souris::FileLock;

namespace {

constexpr souris::FileLockOptions no_wait{.wait_milliseconds = 0};
constexpr std::uint64_t most_read = 1 << 20;

ErrorCode code_of_taking(const std::filesystem::path& path) {
    const auto lock = FileLock::take(path, no_wait);
    return lock ? ErrorCode::none : lock.error().code;
}

}  // namespace

TEST_CASE("one at a time") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    {
        auto lock = FileLock::take(path);
        REQUIRE(lock);
        CHECK(lock->has_file());
        CHECK(text_of(*lock->read(most_read)) == "old");
        CHECK(code_of_taking(path) == ErrorCode::file_locked);
        // Other files have other locks.
        put(directory / "other", "");
        CHECK(code_of_taking(directory / "other") == ErrorCode::none);
        // After any number of writes, the lock is that of the present file.
        for (const char* const content : {"new", "newer", "newest"}) {
            CHECK(write_locked(*lock, content));
            CHECK(text_of(*lock->read(most_read)) == content);
            CHECK(code_of_taking(path) == ErrorCode::file_locked);
        }
        FileLock moved = std::move(*lock);
        CHECK(code_of_taking(path) == ErrorCode::file_locked);
        *lock = std::move(moved);
        CHECK(code_of_taking(path) == ErrorCode::file_locked);
    }
    CHECK(code_of_taking(path) == ErrorCode::none);
    CHECK(directory.names() == std::set<std::string>{"file", "other"});
}

TEST_CASE("a file that is not there yet") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    auto lock = FileLock::take(path);
    REQUIRE(lock);
    CHECK(!lock->has_file());
    CHECK(lock->read(most_read).error().detail == "open: No such file or directory");
    CHECK(code_of_taking(path) == ErrorCode::file_locked);
    CHECK(write_locked(*lock, "new"));
    CHECK(lock->has_file());
    CHECK(code_of_taking(path) == ErrorCode::file_locked);
    // The lock of the directory is released.
    CHECK(code_of_taking(directory / "another") == ErrorCode::none);
    CHECK(write_locked(*lock, "newer"));
    CHECK(content_of(path) == "newer");
}

TEST_CASE("a link is its file") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    std::filesystem::create_symlink("file", directory / "link");
    auto lock = FileLock::take(directory / "link");
    REQUIRE(lock);
    CHECK(code_of_taking(directory / "file") == ErrorCode::file_locked);
    CHECK(write_locked(*lock, "new"));
    CHECK(code_of_taking(directory / "file") == ErrorCode::file_locked);
    CHECK(std::filesystem::is_symlink(directory / "link"));
    CHECK(content_of(directory / "file") == "new");
}

TEST_CASE("who writes without the lock is noticed") {
    const TemporaryDirectory directory;
    for (const bool was_there : {true, false}) {
        const std::filesystem::path path = directory / (was_there ? "file" : "new file");
        if (was_there) put(path, "old");
        auto lock = FileLock::take(path);
        REQUIRE(lock);
        REQUIRE(souris::write_file(path, souris::as_byte_span("theirs")));
        const auto written = write_locked(*lock, "ours");
        REQUIRE(!written);
        CHECK(written.error().code == ErrorCode::file_changed);
        CHECK(content_of(path) == "theirs");
    }
    auto lock = FileLock::take(directory / "file");
    REQUIRE(lock);
    std::filesystem::remove(directory / "file");
    CHECK(write_locked(*lock, "ours").error().code == ErrorCode::file_changed);
    CHECK(directory.names() == std::set<std::string>{"new file"});
}

TEST_CASE("waiting has an end where it is told one") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    auto lock = FileLock::take(directory / "file");
    REQUIRE(lock);
    const auto begin = std::chrono::steady_clock::now();
    const auto late = FileLock::take(directory / "file", {.wait_milliseconds = 100});
    REQUIRE(!late);
    CHECK(late.error() == souris::Error(ErrorCode::file_locked));
    CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(100));
    std::thread holder([held = std::move(*lock)]() mutable {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const FileLock last = std::move(held);
    });
    CHECK(FileLock::take(directory / "file", {.wait_milliseconds = ~std::uint64_t{0}}));
    holder.join();
}

TEST_CASE("what cannot be locked") {
    const TemporaryDirectory directory;
    CHECK(code_of_taking(directory.path()) == ErrorCode::not_regular_file);
    CHECK(code_of_taking("/dev/null") == ErrorCode::not_regular_file);
    CHECK(code_of_taking("") == ErrorCode::not_regular_file);
    CHECK(code_of_taking(directory / "missing/file") == ErrorCode::io_error);
    CHECK(code_of_taking(std::string("file\0", 5)) == ErrorCode::io_error);
}

TEST_CASE("the lock goes with its process, however that ends") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto lock = FileLock::take(directory / "file");
        ::raise(lock ? SIGKILL : SIGABRT);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WTERMSIG(status) == SIGKILL);
    CHECK(code_of_taking(directory / "file") == ErrorCode::none);
    CHECK(directory.names() == std::set<std::string>{"file"});
}

TEST_CASE("of many who change a file, none is lost") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    constexpr int processes = 8;
    constexpr int times = 50;
    std::vector<pid_t> children;
    // The updates also create the file.
    for (int i = 0; i < processes; ++i) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            for (int j = 0; j < times; ++j) {
                if (!increment(path)) ::_exit(1);
            }
            ::_exit(0);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    CHECK(content_of(path) == std::to_string(processes * times));
    CHECK(directory.names() == std::set<std::string>{"file"});
}
