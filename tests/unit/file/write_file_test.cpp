// SPDX-License-Identifier: MIT
#include <csignal>
#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "child_process.hpp"
#include "temporary_directory.hpp"

using souris::ErrorCode;

namespace {

using Names = std::set<std::string>;

/// "written", or the error message.
std::string try_write(const std::filesystem::path& path, std::string_view content,
                      const souris::WriteFileOptions& options = {}) {
    const auto written = souris::write_file(path, souris::as_byte_span(content), options);
    return written ? "written" : written.error().message();
}

ErrorCode error_of(const std::filesystem::path& path, std::string_view content = "new") {
    const auto written = souris::write_file(path, souris::as_byte_span(content));
    return written ? ErrorCode::none : written.error().code;
}

void set_mode(const std::filesystem::path& path, mode_t mode) {
    REQUIRE(::chmod(path.c_str(), mode) == 0);
}

void set_owner(const std::filesystem::path& path, uid_t user, gid_t group) {
    REQUIRE(::lchown(path.c_str(), user, group) == 0);
}

struct Owner {
    uid_t user;
    gid_t group;
    friend bool operator==(const Owner&, const Owner&) = default;
};

Owner owner_of(const std::filesystem::path& path) {
    struct stat status = {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return {status.st_uid, status.st_gid};
}

/// Sets the process's umask for a scope.
class Umask {
  public:
    explicit Umask(mode_t mask) : old_(::umask(mask)) {}
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;
    ~Umask() { ::umask(old_); }

  private:
    mode_t old_;
};

}  // namespace

TEST_CASE("a new file") {
    const TemporaryDirectory directory;
    for (const std::string& content :
         {std::string("new"), std::string(), std::string(3'000'000, 'x')}) {
        CHECK(try_write(directory / "file", content) == "written");
        CHECK(content_of(directory / "file") == content);
        CHECK(try_write(directory / "quick", content, {.durable = false}) == "written");
        CHECK(content_of(directory / "quick") == content);
    }
    CHECK(directory.names() == Names{"file", "quick"});
}

TEST_CASE("a path without a directory is in the current one") {
    const TemporaryDirectory directory;
    CHECK(in_child([&]() -> std::string {
              if (::chdir(directory.path().c_str()) != 0) return "cannot change directory";
              return try_write("file", "new");
          }) == "written");
    CHECK(content_of(directory / "file") == "new");
    CHECK(directory.names() == Names{"file"});
}

TEST_CASE("a new file has the mode of any new file") {
    const TemporaryDirectory directory;
    struct Row {
        mode_t mask;
        mode_t mode;
    };
    for (const Row& row : {Row{0022, 0644}, Row{0002, 0664}, Row{0077, 0600}, Row{0, 0666}}) {
        const Umask umask(row.mask);
        std::filesystem::remove(directory / "file");
        CHECK(try_write(directory / "file", "new") == "written");
        CHECK(mode_of(directory / "file") == row.mode);
    }
}

TEST_CASE("a replaced file keeps its mode, but no power to act as its owner") {
    const TemporaryDirectory directory;
    struct Row {
        mode_t before;
        mode_t after;
    };
    for (const Row& row : {Row{0640, 0640}, Row{0600, 0600}, Row{0666, 0666}, Row{0444, 0444},
                           Row{0, 0}, Row{0755, 0755}, Row{04755, 0755}, Row{02755, 0755},
                           Row{06777, 0777}, Row{01644, 0644}}) {
        CAPTURE(row.before);
        const Umask umask(0077);
        std::filesystem::remove(directory / "file");
        put(directory / "file", "old");
        set_mode(directory / "file", row.before);
        CHECK(try_write(directory / "file", "new") == "written");
        CHECK(mode_of(directory / "file") == row.after);
        set_mode(directory / "file", 0600);
        CHECK(content_of(directory / "file") == "new");
    }
}

TEST_CASE("a replaced file keeps its owner" * doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    set_owner(directory / "file", 1234, 5678);
    set_mode(directory / "file", 06640);
    CHECK(try_write(directory / "file", "new") == "written");
    CHECK(owner_of(directory / "file") == Owner{1234, 5678});
    CHECK(mode_of(directory / "file") == 0640);
}

TEST_CASE("who cannot keep the owner gives nobody more than he had" *
          doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    set_mode(directory.path(), 0777);
    struct Row {
        Owner before;
        mode_t mode_before;
        Owner after;
        mode_t mode_after;
    };
    constexpr Owner theirs{1234, 5678};
    constexpr Owner ours{unprivileged, unprivileged};
    for (const Row& row : {
             Row{theirs, 0644, ours, 0644},
             Row{theirs, 0640, ours, 0600},
             Row{theirs, 0664, ours, 0644},
             Row{theirs, 0604, ours, 0600},
             Row{theirs, 04755, ours, 0755},
             Row{{unprivileged, 5678}, 0660, ours, 0600},
             // The file keeps its group, of which the user is a member.
             Row{{1234, unprivileged}, 0660, ours, 0660},
             Row{ours, 0660, ours, 0660},
         }) {
        CAPTURE(row.mode_before);
        std::filesystem::remove(directory / "file");
        put(directory / "file", "old");
        set_owner(directory / "file", row.before.user, row.before.group);
        set_mode(directory / "file", row.mode_before);
        CHECK(in_unprivileged_child([&] { return try_write(directory / "file", "new"); }) ==
              "written");
        CHECK(content_of(directory / "file") == "new");
        CHECK(owner_of(directory / "file") == row.after);
        CHECK(mode_of(directory / "file") == row.mode_after);
    }
}

TEST_CASE("the file is another one: who has the old one open goes on reading it") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    std::filesystem::create_hard_link(directory / "file", directory / "other name");
    std::ifstream reader(directory / "file");
    CHECK(try_write(directory / "file", "new") == "written");
    std::string text;
    reader >> text;
    CHECK(text == "old");
    CHECK(content_of(directory / "other name") == "old");
    CHECK(content_of(directory / "file") == "new");
}

TEST_CASE("through a link the file behind it is replaced, or made") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "below");
    std::filesystem::create_symlink("below/file", directory / "link");
    CHECK(try_write(directory / "link", "new") == "written");
    CHECK(content_of(directory / "below/file") == "new");
    set_mode(directory / "below/file", 0640);
    CHECK(try_write(directory / "link", "newer") == "written");
    CHECK(content_of(directory / "below/file") == "newer");
    CHECK(mode_of(directory / "below/file") == 0640);
    CHECK(std::filesystem::read_symlink(directory / "link") == "below/file");
    CHECK(directory.names() == Names{"below", "link"});
}

TEST_CASE("what is no regular file stays as it is") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "below");
    REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink("pipe", directory / "link to pipe");
    std::filesystem::create_directory_symlink("below", directory / "link to below");
    std::filesystem::create_symlink("..", directory / "up");
    const Names before = directory.names();
    for (const char* const name : {"below", "below/", "below/.", "below/..", "pipe", "link to pipe",
                                   "link to below", "up", "", "."}) {
        CAPTURE(name);
        CHECK(error_of(directory / name) == ErrorCode::not_regular_file);
    }
    CHECK(error_of("/dev/null") == ErrorCode::not_regular_file);
    CHECK(error_of("/") == ErrorCode::not_regular_file);
    CHECK(error_of("") == ErrorCode::not_regular_file);
    CHECK(directory.names() == before);
    CHECK(std::filesystem::is_fifo(directory / "pipe"));
    CHECK(std::filesystem::is_empty(directory / "below"));
}

TEST_CASE("where no file can be made") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    const auto fails = [&](const std::filesystem::path& path, std::string_view why) {
        CAPTURE(path);
        CHECK(try_write(path, "new") == "input or output failed (" + std::string(why) + ")");
    };
    fails(directory / "missing/file", "open directory: No such file or directory");
    fails(directory / "file/below", "open directory: Not a directory");
    fails(directory / std::string("file\0.sdb", 9), "open directory: Invalid argument");
    fails(directory / std::string(300, 'x'), "stat: File name too long");
    // Not even the superuser can create files there.
    fails("/proc/souris", "create temporary file: No such file or directory");
    CHECK(directory.names() == Names{"file"});
    CHECK(content_of(directory / "file") == "old");
}

TEST_CASE("a directory that may not be changed" * doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    set_mode(directory / "file", 0666);
    set_mode(directory.path(), 0755);
    CHECK(in_unprivileged_child([&] { return try_write(directory / "file", "new"); }) ==
          "input or output failed (create temporary file: Permission denied)");
    CHECK(directory.names() == Names{"file"});
    CHECK(content_of(directory / "file") == "old");
}

TEST_CASE("when writing fails half way the old content is whole") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    for (const bool exists : {true, false}) {
        const std::filesystem::path path = directory / (exists ? "file" : "new file");
        // The first write is short, the second fails.
        CHECK(in_child([&]() -> std::string {
                  constexpr rlimit limit{1000, 1000};
                  std::signal(SIGXFSZ, SIG_IGN);
                  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return "cannot set the limit";
                  return try_write(path, std::string(100'000, 'x'));
              }) == "input or output failed (write: File too large)");
    }
    CHECK(directory.names() == Names{"file"});
    CHECK(content_of(directory / "file") == "old");
}

TEST_CASE("when no file can be opened") {
    const TemporaryDirectory directory;
    put(directory / "file", "old");
    constexpr const char* steps[] = {"open directory", "open old file", "create temporary file"};
    for (rlim_t spare = 0; spare < 3; ++spare) {
        CHECK(in_child([&]() -> std::string {
                  if (::chdir(directory.path().c_str()) != 0) return "cannot change directory";
                  const int next = ::dup(0);
                  ::close(next);
                  const rlimit limit{static_cast<rlim_t>(next) + spare,
                                     static_cast<rlim_t>(next) + spare};
                  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) return "cannot set the limit";
                  return try_write("file", "new");
              }) ==
              "input or output failed (" + std::string(steps[spare]) + ": Too many open files)");
    }
    CHECK(directory.names() == Names{"file"});
    CHECK(content_of(directory / "file") == "old");
}
