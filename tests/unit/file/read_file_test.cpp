// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <souris/file.hpp>

#include "child_process.hpp"
#include "pipe.hpp"
#include "temporary_directory.hpp"

using souris::ErrorCode;
using souris::read_descriptor;
using souris::read_file;

namespace {

constexpr std::uint64_t plenty = 1U << 30U;

/// Longer than the initial buffer for a file of unknown size, and not a multiple of it.
std::string long_text() {
    std::string text;
    for (int i = 0; text.size() < 300'000; ++i)
        text += std::to_string(i);
    return text;
}

void check_refused(const souris::Result<souris::Bytes>& result, ErrorCode code,
                   std::string_view detail = "") {
    REQUIRE(!result);
    CHECK(result.error().code == code);
    CHECK(result.error().detail == detail);
}

}  // namespace

TEST_CASE("a file is read whole") {
    const TemporaryDirectory directory;
    for (const std::string& text :
         {std::string(), std::string("x"), std::string("a\0b\r\n", 5), long_text()}) {
        put(directory / "file", text);
        const auto bytes = read_file(directory / "file", plenty);
        REQUIRE(bytes);
        CHECK(text_of(*bytes) == text);
    }
    std::filesystem::create_symlink("file", directory / "link");
    CHECK(read_file(directory / "link", plenty)->size() == long_text().size());
}

TEST_CASE("max_size is the last size that is read") {
    const TemporaryDirectory directory;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000},
                                   std::size_t{64 * 1024}, std::size_t{200'000}}) {
        CAPTURE(size);
        put(directory / "file", std::string(size, 'x'));
        CHECK(read_file(directory / "file", size)->size() == size);
        CHECK(read_file(directory / "file", size + 1)->size() == size);
        CHECK(read_file(directory / "file", std::numeric_limits<std::uint64_t>::max())->size() ==
              size);
        if (size == 0) continue;
        check_refused(read_file(directory / "file", size - 1), ErrorCode::limit_exceeded,
                      "max_input");
        check_refused(read_file(directory / "file", 0), ErrorCode::limit_exceeded, "max_input");
    }
}

TEST_CASE("a file that is too large is refused by its size alone") {
    const TemporaryDirectory directory;
    put(directory / "sparse", "");
    REQUIRE(::truncate((directory / "sparse").c_str(), off_t{1} << 40U) == 0);
    check_refused(read_file(directory / "sparse", plenty), ErrorCode::limit_exceeded, "max_input");
}

TEST_CASE("what is no regular file is refused, and not waited for") {
    const TemporaryDirectory directory;
    REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const std::string socket_path = directory / "socket";
    socket_path.copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);

    check_refused(read_file(directory.path(), plenty), ErrorCode::not_regular_file);
    check_refused(read_file(directory / "pipe", plenty), ErrorCode::not_regular_file);
    check_refused(read_file("/dev/null", plenty), ErrorCode::not_regular_file);
    check_refused(read_file("/dev/zero", plenty), ErrorCode::not_regular_file);
    // A socket cannot even be opened.
    check_refused(read_file(socket_path, plenty), ErrorCode::io_error,
                  "open: No such device or address");
    ::close(socket);
}

TEST_CASE("what cannot be opened") {
    const TemporaryDirectory directory;
    put(directory / "file", "x");
    std::filesystem::create_symlink("loop", directory / "loop");
    const auto refused = [&](const std::filesystem::path& path, std::string_view why) {
        CAPTURE(path);
        check_refused(read_file(path, plenty), ErrorCode::io_error, why);
    };
    refused(directory / "missing", "open: No such file or directory");
    refused("", "open: No such file or directory");
    refused(directory / std::string("file\0.sdb", 9), "open: Invalid argument");
    refused(directory / "file" / "below", "open: Not a directory");
    refused(directory / std::string(300, 'x'), "open: File name too long");
    refused(directory / "loop", "open: Too many levels of symbolic links");
}

TEST_CASE("a file that others may not read" * doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    put(directory / "file", "secret");
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
    std::filesystem::permissions(directory / "file", std::filesystem::perms(0600));
    CHECK(in_unprivileged_child([&] {
              const auto bytes = read_file(directory / "file", plenty);
              return bytes ? text_of(*bytes) : bytes.error().message();
          }) == "input or output failed (open: Permission denied)");
}

TEST_CASE("a file that is larger than it says") {
    const auto bytes = read_file("/proc/self/status", plenty);
    REQUIRE(bytes);
    CHECK(text_of(*bytes).starts_with("Name:"));
    check_refused(read_file("/proc/self/status", 10), ErrorCode::limit_exceeded, "max_input");
}

TEST_CASE("a pipe is read to its end") {
    const std::string text = long_text();
    Pipe pipe;
    std::thread writer([&] {
        for (std::string_view rest = text; !rest.empty();) {
            const ssize_t count =
                ::write(pipe.ends[1], rest.data(), std::min(rest.size(), std::size_t{10'007}));
            if (count <= 0) break;
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
        pipe.close_writer();
    });
    const auto bytes = read_descriptor(pipe.ends[0], plenty);
    writer.join();
    REQUIRE(bytes);
    CHECK(text_of(*bytes) == text);
    // The descriptor is still open.
    CHECK(::fcntl(pipe.ends[0], F_GETFD) >= 0);
}

TEST_CASE("a pipe without end is read as far as the limit") {
    Pipe pipe;
    REQUIRE(::write(pipe.ends[1], "0123456789", 10) == 10);
    check_refused(read_descriptor(pipe.ends[0], 9), ErrorCode::limit_exceeded, "max_input");
}

TEST_CASE("a descriptor is read from where it stands") {
    const TemporaryDirectory directory;
    put(directory / "file", "0123456789");
    const int file = ::open((directory / "file").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(::lseek(file, 4, SEEK_SET) == 4);
    CHECK(text_of(*read_descriptor(file, plenty)) == "456789");
    CHECK(read_descriptor(file, 0)->empty());
    ::close(file);
}

TEST_CASE("a descriptor that cannot be read") {
    check_refused(read_descriptor(-1, plenty), ErrorCode::io_error, "read: Bad file descriptor");
    const int directory = ::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check_refused(read_descriptor(directory, plenty), ErrorCode::io_error, "read: Is a directory");
    ::close(directory);
}

TEST_CASE("a file that grows while it is read") {
    const TemporaryDirectory directory;
    put(directory / "file", "");
    std::thread writer([&] {
        for (int i = 0; i < 2000; ++i) {
            std::ofstream file(directory / "file", std::ios::binary | std::ios::app);
            file << std::string(200, 'x');
        }
    });
    for (int i = 0; i < 200; ++i) {
        const auto bytes = read_file(directory / "file", plenty);
        CHECK(bytes);
        CHECK(text_of(bytes.value_or(souris::Bytes())).find_first_not_of('x') == std::string::npos);
    }
    writer.join();
    CHECK(read_file(directory / "file", plenty)->size() == 400'000);
}
