// SPDX-License-Identifier: MIT
#include "file/windows/place.hpp"

#include <doctest/doctest.h>

#include "unit/file/temporary_directory.hpp"

using souris::ErrorCode;
using souris::detail::find_place;
using souris::detail::system_path;

TEST_CASE("paths of every form, without a limit of length") {
    CHECK((system_path("C:/a/../b").value() == LR"(\\?\C:\b)"));
    CHECK((system_path(R"(C:\a\.\b)").value() == LR"(\\?\C:\a\b)"));
    CHECK((system_path(R"(\\server\share\a)").value() == LR"(\\?\UNC\server\share\a)"));
    CHECK((system_path(R"(\\?\C:\a)").value() == LR"(\\?\C:\a)"));
    CHECK(system_path("file").value().starts_with(LR"(\\?\)"));
    CHECK(system_path("file").value().ends_with(LR"(\file)"));
    CHECK(system_path("C:/" + std::string(1000, 'x')).value().size() == 1007);
    CHECK(!system_path("\xFF"));
    CHECK(!system_path(std::string("a\0b", 3)));
}

TEST_CASE("a file is in its directory, whether it is there or not") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "below");
    put(directory / "below/file", "old");
    const std::string root = directory.path().string();
    const auto place = find_place(root + "/below/../below//./file");
    REQUIRE(place);
    CHECK((place->name == L"file"));
    REQUIRE(place->file);
    CHECK(place->file->identity.size == 3);
    const auto missing = find_place(root + "/below/missing");
    REQUIRE(missing);
    CHECK((missing->name == L"missing"));
    CHECK((missing->directory == place->directory));
    CHECK(!missing->file);
    CHECK((missing->path() == missing->directory + LR"(\missing)"));
}

TEST_CASE("another file of the name has another identity, and so has the same one when written") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file").string();
    put(path, "old");
    const auto first = find_place(path);
    const auto again = find_place(path);
    REQUIRE((first && again));
    CHECK(first->file->identity == again->file->identity);
    put(path, "longer");
    const auto second = find_place(path);
    REQUIRE(second);
    CHECK(first->file->identity != second->file->identity);
    put(directory / "other", "longer");
    std::filesystem::remove(path);
    std::filesystem::rename(directory / "other", path);
    CHECK(find_place(path)->file->identity != second->file->identity);
}

TEST_CASE("devices and directories") {
    const TemporaryDirectory directory;
    for (const std::string& path :
         {directory.path().string(), std::string("NUL"), std::string("C:\\"), std::string("C:"),
          std::string("."), std::string()}) {
        CAPTURE(path);
        const auto place = find_place(path);
        REQUIRE(!place);
        CHECK(place.error().code == ErrorCode::not_regular_file);
    }
    CHECK(find_place("\xFF").error().code == ErrorCode::io_error);
    CHECK(find_place((directory / "missing/file").string())
              .error()
              .detail.starts_with("open directory: "));
}
