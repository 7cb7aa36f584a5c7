// SPDX-License-Identifier: MIT
#include "file/data_file.hpp"

#include <string>

#include <doctest/doctest.h>

#include "temporary_directory.hpp"

// Behaviour common to all systems.

using souris::ErrorCode;
using souris::detail::DataAccess;
using souris::detail::DataFile;

namespace {

std::string read(const DataFile& file, std::uint64_t offset, std::size_t size) {
    souris::Bytes room(size);
    const auto count = file.read_at(offset, room);
    REQUIRE(count);
    room.resize(*count);
    return text_of(room);
}

souris::Result<DataFile> open(const std::filesystem::path& path, DataAccess access) {
    return DataFile::open(path.string(), access);
}

ErrorCode code_of(const std::filesystem::path& path, DataAccess access) {
    const auto file = open(path, access);
    return file ? ErrorCode::none : file.error().code;
}

}  // namespace

TEST_CASE("a data file is written and read at any place") {
    const TemporaryDirectory directory;
    const auto path = directory / "data";
    auto file = open(path, DataAccess::create);
    REQUIRE(file);
    CHECK(file->is_open());
    CHECK(file->size() == 0U);
    REQUIRE(file->write_at(0, souris::as_byte_span("abcdef")));
    REQUIRE(file->write_at(2, souris::as_byte_span("XY")));
    REQUIRE(file->write_at(8, souris::as_byte_span("end")));
    CHECK(file->size() == 11U);
    CHECK(content_of(path) == std::string("abXYef\0\0end", 11));
    CHECK(read(*file, 1, 3) == "bXY");
    CHECK(read(*file, 9, 10) == "nd");
    CHECK(read(*file, 11, 4) == "");
    CHECK(read(*file, 1000, 4) == "");
    CHECK(read(*file, 0, 0) == "");
    REQUIRE(file->resize(3));
    CHECK(content_of(path) == "abX");
    CHECK(file->sync());
    CHECK(souris::detail::sync_name(path.string()));
}

TEST_CASE("how a data file is opened") {
    const TemporaryDirectory directory;
    const auto path = directory / "data";
    CHECK(code_of(path, DataAccess::read) == ErrorCode::io_error);
    CHECK(code_of(path, DataAccess::change) == ErrorCode::io_error);
    const auto absent = open(path, DataAccess::read_if_there);
    REQUIRE(absent);
    CHECK_FALSE(absent->is_open());
    put(path, "content");
    for (const DataAccess access :
         {DataAccess::read, DataAccess::read_if_there, DataAccess::change, DataAccess::create}) {
        const auto file = open(path, access);
        REQUIRE(file);
        CHECK(read(*file, 0, 20) == "content");
    }
    CHECK(code_of(directory.path(), DataAccess::read) == ErrorCode::not_regular_file);
    CHECK(code_of(std::string("a\0b", 3), DataAccess::create) == ErrorCode::io_error);
}

TEST_CASE("a file is removed if it is there, and a path resolved") {
    const TemporaryDirectory directory;
    const auto path = directory / "data";
    CHECK_FALSE(souris::detail::resolve_path(path.string()));
    put(path, "content");
    const auto resolved = souris::detail::resolve_path(path.string());
    REQUIRE(resolved);
    CHECK(std::filesystem::equivalent(*resolved, path));
    CHECK(souris::detail::remove_file(path.string()));
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(souris::detail::remove_file(path.string()));
    CHECK_FALSE(souris::detail::remove_file(directory.path().string()));
}
