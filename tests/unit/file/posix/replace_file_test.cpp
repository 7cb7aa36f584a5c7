// SPDX-License-Identifier: MIT
#include "file/posix/replace_file.hpp"

#include <doctest/doctest.h>
#include <sys/file.h>

#include <souris/cursor.hpp>

#include "unit/file/child_process.hpp"
#include "unit/file/temporary_directory.hpp"

using souris::ErrorCode;
using souris::detail::Descriptor;
using souris::detail::find_place;
using souris::detail::replace_file;

TEST_CASE("what has come to another file is not replaced, if the caller had its lock") {
    const TemporaryDirectory directory;
    for (const bool was_there : {true, false}) {
        const std::filesystem::path path = directory / (was_there ? "file" : "new file");
        if (was_there) put(path, "old");
        const auto place = find_place(path);
        REQUIRE(place);
        put(directory / "other", "of another program");
        std::filesystem::rename(directory / "other", path);
        Descriptor lock;
        const auto replaced = replace_file(*place, souris::as_byte_span("new"), {}, &lock);
        REQUIRE(!replaced);
        CHECK(replaced.error() == souris::Error(ErrorCode::file_changed));
        CHECK(!lock.is_open());
        CHECK(content_of(path) == "of another program");
        CHECK(replace_file(*place, souris::as_byte_span("new"), {}));
        CHECK(content_of(path) == "new");
    }
    CHECK(directory.names() == std::set<std::string>{"file", "new file"});
}

TEST_CASE("the new file is locked when it is there") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    const auto place = find_place(directory / "file");
    REQUIRE(place);
    Descriptor lock;
    REQUIRE(replace_file(*place, souris::as_byte_span("new"), {}, &lock));
    REQUIRE(lock.is_open());
    std::FILE* const file = std::fopen((directory / "file").c_str(), "r");
    CHECK(::flock(::fileno(file), LOCK_EX | LOCK_NB) != 0);
    lock.close();
    CHECK(::flock(::fileno(file), LOCK_EX | LOCK_NB) == 0);
    std::fclose(file);
}

TEST_CASE("a directory that may be changed but not read" * doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    REQUIRE(::chmod(directory.path().c_str(), 0733) == 0);
    for (const char* const content : {"new", "newer"}) {
        CHECK(in_unprivileged_child([&]() -> std::string {
                  const auto written =
                      souris::write_file(directory / "file", souris::as_byte_span(content));
                  return written ? "written" : written.error().message();
              }) == "written");
        CHECK(content_of(directory / "file") == content);
    }
    CHECK(directory.names() == std::set<std::string>{"file"});
}
