// SPDX-License-Identifier: MIT
#include "file/windows/handle.hpp"

#include <cassert>
#include <cstdint>
#include <string>

#include <fcntl.h>
#include <io.h>

#include "file/windows/wide_text.hpp"

namespace souris { inline namespace v0 { namespace detail {

Error windows_error(const char* doing, DWORD code) {
    constexpr DWORD room = 1024;
    wchar_t text[room];
    DWORD size = ::FormatMessageW(
        FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK,
        nullptr, code, 0, text, room, nullptr);
    while (size != 0 && (text[size - 1] == L' ' || text[size - 1] == L'.'))
        --size;
    assert(size <= room);
    const std::string reason =
        size != 0 ? to_narrow({text, size}) : fmt::format("error {} of Windows", code);
    return {ErrorCode::io_error, fmt::format("{}: {}", doing, reason)};
}

Result<Descriptor> to_descriptor(Handle handle) {
    assert(handle.is_open());
    Descriptor descriptor(
        ::_open_osfhandle(reinterpret_cast<std::intptr_t>(handle.get()), _O_BINARY | _O_NOINHERIT));
    if (!descriptor.is_open()) return failure(system_error("open"));
    static_cast<void>(handle.release());
    return descriptor;
}

HANDLE handle_of(int descriptor) noexcept {
    // For an impossible number the C library may end the program.
    if (descriptor < 0) return INVALID_HANDLE_VALUE;
    const std::intptr_t handle = ::_get_osfhandle(descriptor);
    // -2: a standard stream of a program that has none.
    return handle < 0 ? INVALID_HANDLE_VALUE : reinterpret_cast<HANDLE>(handle);
}

bool is_in_use(DWORD code) noexcept {
    return code == ERROR_SHARING_VIOLATION || code == ERROR_LOCK_VIOLATION ||
           code == ERROR_USER_MAPPED_FILE;
}

bool is_in_use_or_denied(DWORD code) noexcept {
    return is_in_use(code) || code == ERROR_ACCESS_DENIED || code == ERROR_DELETE_PENDING;
}

}}}  // namespace souris::v0::detail
