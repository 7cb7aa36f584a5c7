// SPDX-License-Identifier: MIT
#include "file/windows/replace_file.hpp"

#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <sddl.h>

#include <souris/file_lock.hpp>

#include "file/windows/handle.hpp"
#include "unit/file/temporary_directory.hpp"

using souris::ErrorCode;
using souris::detail::find_place;
using souris::detail::Handle;
using souris::detail::replace_file;

namespace {

/// "written", or the error message.
std::string write_text(const std::filesystem::path& path, std::string_view content) {
    const auto written = souris::write_file(path.string(), souris::as_byte_span(content));
    return written ? "written" : written.error().message();
}

Handle open_shared(const std::filesystem::path& path, DWORD share) {
    return Handle(
        ::CreateFileW(path.c_str(), GENERIC_READ, share, nullptr, OPEN_EXISTING, 0, nullptr));
}

/// The access control list as text.
std::wstring rights_of(const std::filesystem::path& path) {
    std::byte descriptor[4096];
    DWORD needed = 0;
    REQUIRE(::GetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, descriptor,
                               sizeof descriptor, &needed) != 0);
    wchar_t* text = nullptr;
    REQUIRE(::ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, nullptr) != 0);
    const std::wstring rights = text;
    ::LocalFree(text);
    return rights;
}

/// The user of the process as text.
std::wstring own_name() {
    HANDLE token = nullptr;
    REQUIRE(::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token) != 0);
    const Handle closed(token);
    alignas(TOKEN_USER) std::byte user[1024];
    DWORD needed = 0;
    REQUIRE(::GetTokenInformation(token, TokenUser, user, sizeof user, &needed) != 0);
    wchar_t* text = nullptr;
    REQUIRE(::ConvertSidToStringSidW(reinterpret_cast<TOKEN_USER*>(user)->User.Sid, &text) != 0);
    const std::wstring name = text;
    ::LocalFree(text);
    return name;
}

void set_rights(const std::filesystem::path& path, const std::wstring& rights) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    REQUIRE(::ConvertStringSecurityDescriptorToSecurityDescriptorW(rights.c_str(), SDDL_REVISION_1,
                                                                   &descriptor, nullptr) != 0);
    REQUIRE(::SetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, descriptor) != 0);
    ::LocalFree(descriptor);
}

}  // namespace

TEST_CASE("what has come to another file is not replaced, if the caller had its lock") {
    const TemporaryDirectory directory;
    for (const bool was_there : {true, false}) {
        const std::string path = (directory / (was_there ? "file" : "new file")).string();
        if (was_there) put(path, "old");
        const auto place = find_place(path);
        REQUIRE(place);
        std::filesystem::remove(path);
        put(path, "of another program");
        const auto refused = replace_file(*place, souris::as_byte_span("new"), {}, true);
        REQUIRE(!refused);
        CHECK(refused.error() == souris::Error(ErrorCode::file_changed));
        CHECK(content_of(path) == "of another program");
        const auto replaced = replace_file(*place, souris::as_byte_span("new"), {}, false);
        REQUIRE(replaced);
        CHECK(content_of(path) == "new");
        CHECK(find_place(path)->file->identity == *replaced);
    }
    CHECK(directory.names() == std::set<std::string>{"file", "new file"});
}

TEST_CASE("attributes and rights stay") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    const std::wstring for_owner = L"(A;;FA;;;" + own_name() + L")";
    set_rights(path, L"D:P" + for_owner);
    const std::wstring narrow = rights_of(path);
    CHECK(write_text(path, "new") == "written");
    CHECK((rights_of(path) == narrow));
    set_rights(path, L"D:P" + for_owner + L"(A;;FR;;;WD)");
    const std::wstring wide = rights_of(path);
    CHECK((narrow != wide));
    CHECK(write_text(path, "newer") == "written");
    CHECK((rights_of(path) == wide));

    REQUIRE(::SetFileAttributesW(path.c_str(), FILE_ATTRIBUTE_HIDDEN) != 0);
    CHECK(write_text(path, "newest") == "written");
    CHECK((::GetFileAttributesW(path.c_str()) & FILE_ATTRIBUTE_HIDDEN) != 0);
    CHECK(content_of(path) == "newest");
}

TEST_CASE("a file that is marked read-only is not replaced") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    REQUIRE(::SetFileAttributesW(path.c_str(), FILE_ATTRIBUTE_READONLY) != 0);
    CHECK(write_text(path, "new").starts_with("input or output failed (replace a read-only file"));
    CHECK(content_of(path) == "old");
    CHECK(directory.names() == std::set<std::string>{"file"});
    REQUIRE(::SetFileAttributesW(path.c_str(), FILE_ATTRIBUTE_NORMAL) != 0);
}

TEST_CASE("a file that others have open is replaced when they let it go") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    Handle reader = open_shared(path, FILE_SHARE_READ);
    REQUIRE(reader.is_open());
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        reader.close();
    });
    CHECK(write_text(path, "new") == "written");
    other.join();
    CHECK(content_of(path) == "new");
}

TEST_CASE("a file that others keep open stays, and nothing is left behind") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    {
        const Handle reader = open_shared(path, FILE_SHARE_READ);
        REQUIRE(reader.is_open());
        CHECK(write_text(path, "new").starts_with("input or output failed (rename: "));
        CHECK(content_of(path) == "old");
    }
    CHECK(directory.names() == std::set<std::string>{"file"});
}

TEST_CASE("nothing stays open") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "file").string();
    const auto use_all = [&] {
        CHECK(write_text(path, "new") == "written");
        CHECK(souris::read_file(path, 100));
        CHECK(!souris::read_file(path, 1));
        CHECK(!souris::read_file(directory.path().string(), 1));
        CHECK(write_text(directory.path(), "new") != "written");
        CHECK(write_text(directory / "missing/file", "new") != "written");
        auto lock = souris::FileLock::take(path);
        REQUIRE(lock);
        CHECK(lock->write(souris::as_byte_span("newer")));
        CHECK(!souris::FileLock::take(path, {.wait_milliseconds = 0}));
    };
    const auto count = [] {
        DWORD handles = 0;
        REQUIRE(::GetProcessHandleCount(::GetCurrentProcess(), &handles) != 0);
        return handles;
    };
    use_all();  // The first use of some functions opens handles that stay open.
    const DWORD before = count();
    use_all();
    CHECK(count() == before);
}
