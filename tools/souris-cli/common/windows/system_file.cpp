// SPDX-License-Identifier: MIT
#include "common/system_file.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <random>
#include <system_error>
#include <utility>

#include <windows.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <io.h>

#include "common/windows/wide_text.hpp"

namespace souris::cli {

namespace {

tl::unexpected<Error> system_failure(const char* step) {
    const auto code = static_cast<int>(::GetLastError());
    return failure(Error(ErrorCode::io_error,
                         std::string(step) + ": " + std::system_category().message(code)));
}

/// Closes the handle at the end of the scope.
struct Opened {
    explicit Opened(HANDLE opened) noexcept : handle(opened) {}
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    ~Opened() {
        if (handle != INVALID_HANDLE_VALUE) ::CloseHandle(handle);
    }
    HANDLE handle;
};

/// Identifies a regular file. Returns false for anything else.
bool identify(const std::string& path, BY_HANDLE_FILE_INFORMATION& known) {
    const Opened file(::CreateFileW(to_wide(path).c_str(), FILE_READ_ATTRIBUTES,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, 0, nullptr));
    return file.handle != INVALID_HANDLE_VALUE && ::GetFileType(file.handle) == FILE_TYPE_DISK &&
           ::GetFileInformationByHandle(file.handle, &known) != 0;
}

/// Calls a Windows function that returns the length of its text, or the required size if the buffer
/// is too small.
template <class Call>
std::wstring text_from(const Call& call) {
    std::wstring text(MAX_PATH, L'\0');
    for (;;) {
        const auto room = static_cast<DWORD>(text.size());
        const DWORD size = call(text.data(), room);
        text.resize(size);
        if (size < room) return text;
    }
}

}  // namespace

std::optional<int> open_descriptor(const std::string&) {
    // Windows has no paths for open descriptors.
    return std::nullopt;
}

bool is_special(const std::string& path) {
    // Devices and pipes are in the namespace `\\.\`, to which names such as NUL resolve.
    const std::wstring wide = to_wide(path);
    return text_from([&](wchar_t* to, DWORD room) {
               return ::GetFullPathNameW(wide.c_str(), room, to, nullptr);
           })
        .starts_with(LR"(\\.\)");
}

bool is_planted(const std::string&) {
    // Pipes are never in ordinary folders.
    return false;
}

bool is_same_file(const std::string& input, const std::string& output) {
    BY_HANDLE_FILE_INFORMATION a{};
    BY_HANDLE_FILE_INFORMATION b{};
    return identify(output, a) && identify(input, b) &&
           a.dwVolumeSerialNumber == b.dwVolumeSerialNumber &&
           a.nFileIndexHigh == b.nFileIndexHigh && a.nFileIndexLow == b.nFileIndexLow;
}

Result<SpecialFile> SpecialFile::open(const std::string& path, Access access) {
    const HANDLE handle = ::CreateFileW(
        to_wide(path).c_str(), access == Access::reading ? GENERIC_READ : GENERIC_WRITE,
        FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return system_failure("open");
    const int descriptor = ::_open_osfhandle(reinterpret_cast<std::intptr_t>(handle), _O_BINARY);
    if (descriptor < 0) {
        ::CloseHandle(handle);
        return failure(Error(ErrorCode::io_error, "open: too many open files"));
    }
    SpecialFile file(descriptor);
    if (::GetFileType(handle) == FILE_TYPE_DISK) {
        return failure(Error(ErrorCode::not_regular_file));
    }
    return file;
}

SpecialFile::SpecialFile(SpecialFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

SpecialFile::~SpecialFile() {
    if (descriptor_ >= 0) ::_close(descriptor_);
}

Result<std::string> make_temporary_file(std::string_view ending) {
    // By default, other users cannot read this folder.
    const std::wstring folder =
        text_from([](wchar_t* to, DWORD room) { return ::GetTempPathW(room, to); });
    std::random_device random;
    constexpr int most_attempts = 100;
    for (int i = 0; i < most_attempts; ++i) {
        const std::string name = fmt::format("souris-{:08x}{}", random(), ending);
        const std::wstring path = folder + to_wide(name);
        const Opened file(::CreateFileW(path.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                        FILE_ATTRIBUTE_NORMAL, nullptr));
        if (file.handle != INVALID_HANDLE_VALUE) return to_narrow(path);
        if (::GetLastError() != ERROR_FILE_EXISTS) break;
    }
    return system_failure("temporary file");
}

void remove_file(const std::string& path) noexcept {
    try {
        ::DeleteFileW(to_wide(path).c_str());
    } catch (const std::exception&) {
        // Treated like a file that cannot be removed.
    }
}

Result<void> run_editor(const std::string& editor, const std::string& path) {
    // cmd.exe strips the first and the last quote if there are others.
    const std::wstring command = to_wide('"' + editor + " \"" + path + "\"\"");
    const int status = ::_wsystem(command.c_str());
    if (status == -1) return system_failure("system");
    if (status != 0) return failure(Error(ErrorCode::io_error, "the editor failed"));
    return {};
}

}  // namespace souris::cli
