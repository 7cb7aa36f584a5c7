// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "temporary_directory.hpp"

using souris::read_file;

namespace {

souris::Result<void> write(const std::filesystem::path& path, std::string_view content,
                           const souris::WriteFileOptions& options = {}) {
    return souris::write_file(path, souris::as_byte_span(content), options);
}

}  // namespace

TEST_CASE("what is written is read") {
    const TemporaryDirectory directory;
    const std::string every_byte = [] {
        std::string bytes;
        for (int byte = 0; byte < 256; ++byte)
            bytes += static_cast<char>(byte);
        return bytes;
    }();
    for (const bool durable : {true, false}) {
        for (const std::string& content : {std::string(), every_byte, std::string(100'000, 'x')}) {
            REQUIRE(write(directory / "file", content, {.durable = durable}));
            const auto bytes = read_file(directory / "file", content.size());
            REQUIRE(bytes);
            CHECK(text_of(*bytes) == content);
        }
    }
}

TEST_CASE("no descriptor is left open") {
    const TemporaryDirectory directory;
    const auto next_descriptor = [] {
        const int next = ::dup(0);
        ::close(next);
        return next;
    };
    const int before = next_descriptor();
    CHECK(write(directory / "file", "new"));
    CHECK(!write(directory / "file/below", "new"));
    CHECK(!write(directory.path(), "new"));
    CHECK(read_file(directory / "file", 100));
    CHECK(!read_file(directory / "file", 1));
    CHECK(!read_file(directory.path(), 1));
    CHECK(next_descriptor() == before);
}

TEST_CASE("readers see one version or the other") {
    const TemporaryDirectory directory;
    const std::string versions[] = {std::string(50'000, 'a'), std::string(70'000, 'b')};
    REQUIRE(write(directory / "file", versions[0]));
    const pid_t writer = ::fork();
    REQUIRE(writer >= 0);
    if (writer == 0) {
        for (int i = 0; i < 500; ++i) {
            if (!write(directory / "file", versions[i % 2], {.durable = false})) ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    while (::waitpid(writer, &status, WNOHANG) == 0) {
        const auto bytes = read_file(directory / "file", 100'000);
        REQUIRE(bytes);
        const std::string text = text_of(*bytes);
        CHECK((text == versions[0] || text == versions[1]));
    }
    CHECK(status == 0);
    CHECK(directory.names() == std::set<std::string>{"file"});
}
