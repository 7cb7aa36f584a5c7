// SPDX-License-Identifier: MIT
#include "file/system_file.hpp"

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/descriptor.hpp>
#include <souris/file_lock.hpp>

#include "locked_file.hpp"
#include "temporary_directory.hpp"

// Behaviour common to all systems.

using souris::ErrorCode;
using souris::FileLock;
using souris::read_file;

namespace {

using Names = std::set<std::string>;

constexpr std::uint64_t no_limit = 1U << 30U;
constexpr souris::FileLockOptions at_once{.wait_milliseconds = 0};

/// "written", or the error code.
std::string saved(const std::filesystem::path& path, std::string_view content,
                  const souris::WriteFileOptions& options = {}) {
    const auto written = souris::write_file(path.string(), souris::as_byte_span(content), options);
    return written ? "written" : std::string(souris::name_of(written.error().code));
}

/// The content of a file, or the error code.
std::string loaded(const std::filesystem::path& path, std::uint64_t max_size = no_limit) {
    const auto bytes = read_file(path.string(), max_size);
    return bytes ? text_of(*bytes) : std::string(souris::name_of(bytes.error().code));
}

souris::Result<FileLock> take(const std::filesystem::path& path,
                              const souris::FileLockOptions& options = {}) {
    return FileLock::take(path.string(), options);
}

ErrorCode lock_code(const std::filesystem::path& path) {
    const auto lock = take(path, at_once);
    return lock ? ErrorCode::none : lock.error().code;
}

std::string every_byte() {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    return bytes + "\r\n\x1a";
}

}  // namespace

TEST_CASE("what is written is read, over what was there") {
    const TemporaryDirectory directory;
    for (const bool durable : {true, false}) {
        for (const std::string& content :
             {std::string(), every_byte(), std::string(300'000, 'x')}) {
            CHECK(saved(directory / "file", content, {.durable = durable}) == "written");
            CHECK(loaded(directory / "file") == content);
        }
    }
    CHECK(directory.names() == Names{"file"});
}

TEST_CASE("a name in UTF-8, and one longer than systems were once made for") {
    const TemporaryDirectory directory;
    const std::string unicode = directory.path().string() + "/k\xC3\xA4se \xF0\x9F\x90\xAD.sdb";
    REQUIRE(souris::write_file(unicode, souris::as_byte_span("cheese")));
    CHECK(text_of(*read_file(unicode, no_limit)) == "cheese");
    std::u8string found;
    for (const auto& entry : std::filesystem::directory_iterator(directory.path()))
        found = entry.path().filename().u8string();
    CHECK((found == u8"k\u00E4se \U0001F42D.sdb"));

    std::string deep = directory.path().string();
    for (int i = 0; i < 2; ++i)
        deep += '/' + std::string(100, static_cast<char>('a' + i));
    std::filesystem::create_directories(deep);
    deep += '/' + std::string(150, 'f');
    CHECK(deep.size() > 350);
    REQUIRE(souris::write_file(deep, souris::as_byte_span("deep")));
    CHECK(text_of(*read_file(deep, no_limit)) == "deep");
}

TEST_CASE("max_size is the last size that is read") {
    const TemporaryDirectory directory;
    put(directory / "file", std::string(70'000, 'x'));
    CHECK(loaded(directory / "file", 70'000).size() == 70'000);
    CHECK(loaded(directory / "file", 69'999) == "limit_exceeded");
}

TEST_CASE("an opened file, piece by piece") {
    const TemporaryDirectory directory;
    put(directory / "file", "0123456789");
    const auto file = souris::detail::open_file((directory / "file").string());
    REQUIRE(file);
    CHECK(file->size == 10);
    std::string read;
    for (;;) {
        std::byte some[4];
        const auto count = souris::read_some(file->descriptor.number(), some);
        REQUIRE(count);
        if (*count == 0) break;
        read += text_of(std::span(some, *count));
    }
    CHECK(read == "0123456789");
}

TEST_CASE("a descriptor that is none") {
    const auto bytes = souris::read_descriptor(-1, no_limit);
    REQUIRE(!bytes);
    CHECK(bytes.error().code == ErrorCode::io_error);
    CHECK(bytes.error().detail.starts_with("read: "));
}

TEST_CASE("what is no regular file, and what is not there") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "below");
    put(directory / "file", "old");
    const std::filesystem::path inner(std::string("file\0.sdb", 9));
    CHECK(loaded(directory.path()) == "not_regular_file");
    CHECK(loaded(directory / "missing") == "io_error");
    CHECK(loaded(directory / "missing/file") == "io_error");
    CHECK(loaded(directory.path() / inner) == "io_error");
    CHECK(loaded("") == "io_error");
    for (const char* const name : {"below", "below/", "below/.", "below/..", "new/", "", "."}) {
        CAPTURE(name);
        CHECK(saved(directory / name, "new") == "not_regular_file");
        CHECK(lock_code(directory / name) == ErrorCode::not_regular_file);
    }
    CHECK(saved("", "new") == "not_regular_file");
    CHECK(saved(directory / "missing/file", "new") == "io_error");
    CHECK(saved(directory / "file/below", "new") == "io_error");
    CHECK(saved(directory.path() / inner, "new") == "io_error");
    CHECK(lock_code(directory / "missing/file") == ErrorCode::io_error);
    CHECK(loaded(directory / "file") == "old");
    CHECK(directory.names() == Names{"below", "file"});
}

TEST_CASE("one at a time") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    {
        auto lock = take(path);
        REQUIRE(lock);
        CHECK(lock->has_file());
        CHECK(text_of(*lock->read(no_limit)) == "old");
        CHECK(lock_code(path) == ErrorCode::file_locked);
        // The lock does not block readers; other files have other locks.
        CHECK(loaded(path) == "old");
        CHECK(lock_code(directory / "other") == ErrorCode::none);
        for (const char* const content : {"new", "newer", "newest"}) {
            CHECK(write_locked(*lock, content));
            CHECK(text_of(*lock->read(no_limit)) == content);
            CHECK(lock_code(path) == ErrorCode::file_locked);
        }
        FileLock moved = std::move(*lock);
        CHECK(lock_code(path) == ErrorCode::file_locked);
        *lock = std::move(moved);
        CHECK(lock_code(path) == ErrorCode::file_locked);
    }
    CHECK(lock_code(path) == ErrorCode::none);
    CHECK(directory.names() == Names{"file"});
}

TEST_CASE("a file that is not there yet") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    {
        auto lock = take(path);
        REQUIRE(lock);
        CHECK(!lock->has_file());
        CHECK(lock->read(no_limit).error().code == ErrorCode::io_error);
        CHECK(lock_code(path) == ErrorCode::file_locked);
        CHECK(write_locked(*lock, "new"));
        CHECK(lock->has_file());
        CHECK(lock_code(path) == ErrorCode::file_locked);
        CHECK(write_locked(*lock, "newer"));
    }
    CHECK(loaded(path) == "newer");
    CHECK(directory.names() == Names{"file"});
}

TEST_CASE("who writes without the lock is noticed") {
    const TemporaryDirectory directory;
    for (const bool was_there : {true, false}) {
        const std::filesystem::path path = directory / (was_there ? "file" : "new file");
        if (was_there) put(path, "old");
        auto lock = take(path);
        REQUIRE(lock);
        REQUIRE(saved(path, "theirs") == "written");
        const auto written = write_locked(*lock, "ours");
        REQUIRE(!written);
        CHECK(written.error().code == ErrorCode::file_changed);
        CHECK(loaded(path) == "theirs");
    }
    {
        auto lock = take(directory / "file");
        REQUIRE(lock);
        std::filesystem::remove(directory / "file");
        CHECK(write_locked(*lock, "ours").error().code == ErrorCode::file_changed);
    }
    CHECK(directory.names() == Names{"new file"});
}

TEST_CASE("waiting has an end where it is told one") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    auto lock = take(directory / "file");
    REQUIRE(lock);
    const auto begin = std::chrono::steady_clock::now();
    const auto late = take(directory / "file", {.wait_milliseconds = 100});
    REQUIRE(!late);
    CHECK(late.error() == souris::Error(ErrorCode::file_locked));
    CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(100));
    std::thread holder([held = std::move(*lock)]() mutable {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const FileLock last = std::move(held);
    });
    CHECK(take(directory / "file", {.wait_milliseconds = ~std::uint64_t{0}}));
    holder.join();
}

TEST_CASE("of many who change a file, none is lost") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    constexpr int threads = 4;
    constexpr int times = 25;
    std::vector<std::thread> workers;
    std::vector<int> failures(threads, 0);
    // The updates also create the file.
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&, i] {
            for (int j = 0; j < times; ++j)
                failures[static_cast<std::size_t>(i)] += increment(path) ? 0 : 1;
        });
    }
    for (std::thread& worker : workers)
        worker.join();
    CHECK(failures == std::vector<int>(threads, 0));
    CHECK(loaded(path) == std::to_string(threads * times));
    CHECK(directory.names() == Names{"file"});
}

TEST_CASE("readers see one version or the other") {
    const TemporaryDirectory directory;
    const std::string versions[] = {std::string(50'000, 'a'), std::string(70'000, 'b')};
    REQUIRE(saved(directory / "file", versions[0]) == "written");
    std::string failures;
    std::thread writer([&] {
        const std::string path = (directory / "file").string();
        for (int i = 0; i < 200; ++i) {
            const auto written =
                souris::write_file(path, souris::as_byte_span(versions[i % 2]), {.durable = false});
            if (!written) failures += written.error().message() + '\n';
        }
    });
    for (int i = 0; i < 200; ++i) {
        const std::string text = loaded(directory / "file");
        CHECK((text == versions[0] || text == versions[1]));
    }
    writer.join();
    CHECK(failures == "");
    CHECK(directory.names() == Names{"file"});
}
