// SPDX-License-Identifier: MIT
#include "file/windows/handle.hpp"

#include <type_traits>

#include <doctest/doctest.h>

#include "unit/file/temporary_directory.hpp"

using namespace souris::detail;

namespace {

HANDLE open_new(const std::filesystem::path& path, DWORD share) {
    return ::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, share, nullptr, OPEN_ALWAYS, 0,
                         nullptr);
}

bool is_open(HANDLE handle) {
    DWORD flags = 0;
    return ::GetHandleInformation(handle, &flags) != 0;
}

}  // namespace

TEST_CASE("a handle is closed at the end of its scope, or where it is moved over") {
    static_assert(!std::is_copy_constructible_v<Handle>);
    const TemporaryDirectory directory;
    const HANDLE first = open_new(directory / "first", 0);
    const HANDLE second = open_new(directory / "second", 0);
    {
        Handle a(first);
        CHECK(a.is_open());
        Handle b(second);
        b = std::move(a);
        CHECK(b.get() == first);
        CHECK(!is_open(second));
    }
    CHECK(!is_open(first));
    Handle none;
    CHECK(!none.is_open());
    CHECK(none.close());
}

TEST_CASE("a descriptor owns what it was made of") {
    const TemporaryDirectory directory;
    const HANDLE handle = open_new(directory / "file", 0);
    {
        const auto descriptor = to_descriptor(Handle(handle));
        REQUIRE(descriptor);
        CHECK(handle_of(descriptor->number()) == handle);
    }
    CHECK(!is_open(handle));
    CHECK(handle_of(-1) == INVALID_HANDLE_VALUE);
}

TEST_CASE("errors say what was being done, and why it failed") {
    const souris::Error error = windows_error("open", ERROR_FILE_NOT_FOUND);
    CHECK(error.code == souris::ErrorCode::io_error);
    CHECK(error.detail.starts_with("open: "));
    CHECK(error.detail.size() > 10);
    CHECK(error.detail.find_first_of("\r\n") == std::string::npos);
    CHECK(!error.detail.ends_with('.'));
    CHECK(windows_error("x", 0x20001234).detail == "x: error 536875572 of Windows");
}

TEST_CASE("what is in use is tried again, and what is not there is not") {
    int calls = 0;
    CHECK(retry_for_a_moment(is_in_use, [&] {
        ::SetLastError(ERROR_SHARING_VIOLATION);
        return ++calls == 3;
    }));
    CHECK(calls == 3);
    calls = 0;
    CHECK(!retry_for_a_moment(is_in_use, [&] {
        ::SetLastError(++calls == 2 ? ERROR_ACCESS_DENIED : ERROR_LOCK_VIOLATION);
        return false;
    }));
    CHECK(calls == 2);
    CHECK(::GetLastError() == ERROR_ACCESS_DENIED);
    CHECK(is_in_use_or_denied(ERROR_ACCESS_DENIED));
    CHECK(!is_in_use_or_denied(ERROR_FILE_NOT_FOUND));
}
