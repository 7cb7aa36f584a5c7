// SPDX-License-Identifier: MIT
#include "file/owned_descriptor.hpp"

#include <type_traits>

#include <doctest/doctest.h>
#include <fcntl.h>

using souris::ErrorCode;
using souris::detail::Descriptor;
using souris::detail::is_whole_path;
using souris::detail::retry;
using souris::detail::system_error;

namespace {

int open_null() {
    const int number = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    REQUIRE(number >= 0);
    return number;
}

bool is_open(int number) {
    return ::fcntl(number, F_GETFD) >= 0;
}

}  // namespace

TEST_CASE("a descriptor is closed at the end of its scope") {
    const int number = open_null();
    {
        const Descriptor file(number);
        CHECK(file.is_open());
        CHECK(file.number() == number);
        CHECK(is_open(number));
    }
    CHECK(!is_open(number));
}

TEST_CASE("a descriptor without a file") {
    Descriptor none;
    CHECK(!none.is_open());
    CHECK(none.close() == 0);
    // The result of a failed open(2), whose errno is kept.
    errno = ENOENT;
    none = Descriptor(-1);
    CHECK(errno == ENOENT);
    CHECK(!none.is_open());
}

TEST_CASE("closing tells what the system says, and only once") {
    Descriptor file(open_null());
    const int number = file.number();
    CHECK(::close(number) == 0);
    CHECK(file.close() == -1);
    CHECK(errno == EBADF);
    CHECK(!file.is_open());
    CHECK(file.close() == 0);
}

TEST_CASE("a descriptor has one owner") {
    static_assert(!std::is_copy_constructible_v<Descriptor>);
    static_assert(!std::is_copy_assignable_v<Descriptor>);
    const int number = open_null();
    Descriptor first(number);
    Descriptor second(std::move(first));
    CHECK(!first.is_open());  // NOLINT(bugprone-use-after-move): this is the subject.
    CHECK(second.number() == number);

    const int other = open_null();
    Descriptor third(other);
    third = std::move(second);
    CHECK(!is_open(other));
    CHECK(third.number() == number);
    CHECK(is_open(number));
}

TEST_CASE("a system error has what was done and why it failed") {
    errno = EACCES;
    const souris::Error error = system_error("open");
    CHECK(error.code == ErrorCode::io_error);
    CHECK(error.detail == "open: Permission denied");
    CHECK(system_error("write", ENOSPC).detail == "write: No space left on device");
}

TEST_CASE("a path ends at its end") {
    CHECK(is_whole_path(""));
    CHECK(is_whole_path("a/b"));
    CHECK_FALSE(is_whole_path(std::string_view("\0", 1)));
    CHECK_FALSE(is_whole_path(std::string_view("a\0b", 3)));
    CHECK_FALSE(is_whole_path(std::string_view("a\0", 2)));
}

TEST_CASE("what a signal interrupts is done again, and nothing else") {
    int calls = 0;
    const auto interrupted_twice = [&] {
        errno = EINTR;
        return ++calls < 3 ? -1 : 7;
    };
    CHECK(retry(interrupted_twice) == 7);
    CHECK(calls == 3);

    calls = 0;
    const auto failing = [&] {
        ++calls;
        errno = EIO;
        return -1;
    };
    CHECK(retry(failing) == -1);
    CHECK(calls == 1);
}
