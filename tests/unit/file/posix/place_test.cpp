// SPDX-License-Identifier: MIT
#include "file/posix/place.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "unit/file/child_process.hpp"
#include "unit/file/temporary_directory.hpp"

using souris::ErrorCode;
using souris::detail::find_place;
using souris::detail::Place;

namespace {

constexpr std::string_view too_many_links = "follow link: Too many levels of symbolic links";

bool is_same(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

struct stat status_of(const std::filesystem::path& path) {
    struct stat status = {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status;
}

/// Checks that `path` resolves to `target`, a regular file or nothing.
void check_leads(const std::filesystem::path& path, const std::filesystem::path& target) {
    CAPTURE(path);
    const auto place = find_place(path);
    REQUIRE(place);
    CHECK(place->name == target.filename());
    struct stat directory = {};
    REQUIRE(::fstat(place->directory.number(), &directory) == 0);
    CHECK(is_same(directory, status_of(target.parent_path())));
    REQUIRE(place->status.has_value() == std::filesystem::exists(target));
    if (place->status) CHECK(is_same(*place->status, status_of(target)));
}

void check_refused(const std::filesystem::path& path, ErrorCode code, std::string_view why = "") {
    CAPTURE(path);
    const auto place = find_place(path);
    REQUIRE(!place);
    CHECK(place.error().code == code);
    CHECK(place.error().detail == why);
}

}  // namespace

TEST_CASE("a file is in its directory, whether it is there or not") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "below");
    put(directory / "below/file", "old");
    check_leads(directory / "below/file", directory / "below/file");
    check_leads(directory / "below/missing", directory / "below/missing");
    check_leads(directory / "below/../below//./file", directory / "below/file");
    check_leads("/file", "/file");
}

TEST_CASE("a path without a directory is in the current one") {
    check_leads("there is no such file", std::filesystem::current_path() / "there is no such file");
}

TEST_CASE("links are followed from where they are") {
    const TemporaryDirectory directory;
    std::filesystem::create_directories(directory / "a/b");
    std::filesystem::create_directory_symlink("a", directory / "to a");
    struct Row {
        std::string_view link;
        std::filesystem::path to;
    };
    for (const char* const name : {"file", "missing"}) {
        const std::filesystem::path target = directory / "a/b" / name;
        if (std::string_view(name) == "file") put(target, "old");
        const std::filesystem::path from_a = std::filesystem::path("b") / name;
        for (const Row& row : {
                 Row{"link", "a" / from_a},
                 Row{"link", target},
                 Row{"link", "./a/../a//b/../" / from_a},
                 Row{"link", "to a" / from_a},
                 Row{"a/link", from_a},
                 Row{"to a/link", from_a},
                 Row{"a/b/link", name},
                 Row{"a/b/link", "../../a" / from_a},
                 Row{"a/b/link", "../../to a" / from_a},
             }) {
            CAPTURE(row.to);
            std::filesystem::create_symlink(row.to, directory / row.link);
            check_leads(directory / row.link, target);
            std::filesystem::remove(directory / row.link);
        }
    }
}

TEST_CASE("five links are followed, not six, and no loop") {
    const TemporaryDirectory directory;
    put(directory / "0", "old");
    for (int i = 1; i <= 6; ++i) {
        std::filesystem::create_symlink(std::to_string(i - 1), directory / std::to_string(i));
    }
    check_leads(directory / "5", directory / "0");
    check_refused(directory / "6", ErrorCode::io_error, too_many_links);

    std::filesystem::create_symlink("self", directory / "self");
    std::filesystem::create_symlink("there", directory / "here");
    std::filesystem::create_symlink("here", directory / "there");
    check_refused(directory / "self", ErrorCode::io_error, too_many_links);
    check_refused(directory / "here", ErrorCode::io_error, too_many_links);
}

TEST_CASE("a link as long as links can be") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    std::string longest = "file";
    while (longest.size() + 2 <= 4095)
        longest.insert(0, "./");
    longest.insert(1, 4095 - longest.size(), '/');
    std::filesystem::create_symlink(longest, directory / "link");
    check_leads(directory / "link", directory / "file");
}

TEST_CASE("what is no regular file") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "below");
    REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
    for (const char* const to : {"pipe", "below", "below/", "below/.", ".", "..", "/dev/null"}) {
        std::filesystem::remove(directory / "link");
        std::filesystem::create_symlink(to, directory / "link");
        check_refused(directory / "link", ErrorCode::not_regular_file);
    }
    for (const char* const name : {"pipe", "below", "below/", "below/.", "below/..", "", "."}) {
        check_refused(directory / name, ErrorCode::not_regular_file);
    }
    for (const char* const path : {"/dev/null", "/", "", ".", ".."}) {
        check_refused(path, ErrorCode::not_regular_file);
    }
}

TEST_CASE("where no file can be") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    check_refused(directory / "missing/file", ErrorCode::io_error,
                  "open directory: No such file or directory");
    check_refused(directory / "file/below", ErrorCode::io_error, "open directory: Not a directory");
    check_refused(directory / std::string(300, 'x'), ErrorCode::io_error,
                  "stat: File name too long");
    std::filesystem::create_symlink("missing/file", directory / "link");
    check_refused(directory / "link", ErrorCode::io_error,
                  "open directory: No such file or directory");
}

TEST_CASE("links on the way are followed from where they are") {
    const TemporaryDirectory directory;
    std::filesystem::create_directories(directory / "a/b/c");
    put(directory / "a/b/c/file", "old");
    const std::filesystem::path target = directory / "a/b/c/file";
    std::filesystem::create_directory_symlink("a/b/", directory / "relative");
    std::filesystem::create_directory_symlink(directory / "a/b", directory / "absolute");
    std::filesystem::create_directory_symlink("../../relative/c/.", directory / "a/b/back");
    std::filesystem::create_directory_symlink("/", directory / "root");
    for (const char* const path :
         {"relative/c/file", "absolute/c/file", "relative/back/file", "a/b/back/../c/file",
          "relative/../b//c/./file", "relative/back/../../b/c/file"}) {
        check_leads(directory / path, target);
        check_leads(directory / "root" / target.relative_path(), target);
        check_leads(directory.path() / std::filesystem::path(path).parent_path() / "new",
                    target.parent_path() / "new");
    }
    std::filesystem::create_symlink("file", directory / "a/b/c/link");
    check_leads(directory / "relative/back/link", target);
    // Magic links, which have no target path, are followed by the system.
    check_leads(std::filesystem::path("/proc/self/root") / target.relative_path(), target);
    const int open = ::open((directory / "a/b").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check_leads("/proc/self/fd/" + std::to_string(open) + "/c/file", target);
    ::close(open);

    std::filesystem::create_directory_symlink("loop", directory / "loop");
    check_refused(directory / "loop/file", ErrorCode::io_error, too_many_links);
    std::filesystem::create_directory_symlink("nowhere", directory / "dangling");
    check_refused(directory / "dangling/file", ErrorCode::io_error,
                  "open directory: No such file or directory");
    check_refused(directory / "a/b/c/link/file", ErrorCode::io_error,
                  "open directory: Not a directory");
}

TEST_CASE("a stranger's link where others may make links is not followed" *
          doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    const std::filesystem::path shared = directory / "shared";
    std::filesystem::create_directory(shared);
    put(directory / "file", "old");
    std::filesystem::create_symlink("../file", shared / "link");
    std::filesystem::create_directory_symlink("..", shared / "up");
    struct Row {
        mode_t mode;
        uid_t directory_owner;
        uid_t link_owner;
        bool is_followed;
    };
    for (const Row& row : {
             Row{01777, 0, unprivileged, false},
             Row{0777, 0, unprivileged, false},
             Row{0775, 0, unprivileged, false},
             Row{0722, 0, unprivileged, false},
             Row{02770, 0, unprivileged, false},
             Row{0777, 0, 0, true},
             Row{0775, unprivileged, 0, true},
             Row{01777, 0, 0, true},
             Row{01777, unprivileged, 0, true},
             // The owner of a directory may place links in it for everybody.
             Row{01777, unprivileged, unprivileged, true},
             // If only the owner can create links, this one was permitted.
             Row{01755, 0, unprivileged, true},
             Row{0755, 0, unprivileged, true},
             Row{0777, unprivileged, unprivileged, true},
         }) {
        CAPTURE(row.mode);
        REQUIRE(::chown(shared.c_str(), row.directory_owner, 0) == 0);
        REQUIRE(::chmod(shared.c_str(), row.mode) == 0);
        REQUIRE(::lchown((shared / "link").c_str(), row.link_owner, 0) == 0);
        REQUIRE(::lchown((shared / "up").c_str(), row.link_owner, 0) == 0);
        for (const char* const path :
             {"link", "up/file", "up/new", "../shared/up/shared/../file"}) {
            if (row.is_followed) {
                const bool is_new = std::string_view(path).ends_with("new");
                check_leads(shared / path, directory / (is_new ? "new" : "file"));
            } else {
                check_refused(shared / path, ErrorCode::io_error, "follow link: Permission denied");
            }
        }
    }
}
