// SPDX-License-Identifier: MIT
#include "common/system_file.hpp"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "cli/unit/temporary_file.hpp"
#include "support/file.hpp"

using namespace souris;
using test::TemporaryFile;

namespace {

namespace fs = std::filesystem;

}  // namespace

TEST_CASE("temporary files are empty, regular and different") {
    std::string path;
    {
        const TemporaryFile first;
        const TemporaryFile second;
        CHECK(first.path != second.path);
        CHECK(first.path.ends_with(".txt"));
        CHECK(fs::is_empty(first.path));
        CHECK_FALSE(cli::is_special(first.path));
        CHECK_FALSE(cli::is_planted(first.path));
        CHECK_FALSE(cli::open_descriptor(first.path).has_value());
        path = first.path;
    }
    CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a file is the same one by whatever path") {
    const TemporaryFile file;
    const TemporaryFile other;
    const fs::path path = file.path;
    const std::string detour = (path.parent_path() / "." / path.filename()).string();
    CHECK(cli::is_same_file(file.path, file.path));
    CHECK(cli::is_same_file(detour, file.path));
    CHECK_FALSE(cli::is_same_file(other.path, file.path));
    CHECK_FALSE(cli::is_same_file(file.path + "x", file.path + "x"));
    CHECK_FALSE(cli::is_same_file(path.parent_path().string(), path.parent_path().string()));
}

TEST_CASE("what became a regular file is not written over as if it were a device") {
    const TemporaryFile file;
    REQUIRE(write_file(file.path, as_byte_span("content")));
    const auto opened = cli::SpecialFile::open(file.path, cli::Access::writing);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == ErrorCode::not_regular_file);
    CHECK(test::read_text(file.path) == "content");
}

TEST_CASE("neither a folder nor what is missing is special") {
    const fs::path folder = fs::temp_directory_path();
    CHECK_FALSE(cli::is_special(folder.string()));
    const std::string missing = (folder / "souris no such file").string();
    CHECK_FALSE(cli::is_special(missing));
    const auto opened = cli::SpecialFile::open(missing, cli::Access::reading);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == ErrorCode::io_error);
    CHECK(opened.error().detail.starts_with("open: "));
}
