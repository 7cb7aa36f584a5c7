// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <limits>

#include <souris/descriptor.hpp>

#include "file/windows/handle.hpp"

namespace souris { inline namespace v0 {

Result<std::size_t> read_some(int descriptor, std::span<std::byte> room) {
    assert(!room.empty());
    // Not by the C library, whose text mode may treat a byte as the end.
    const HANDLE file = detail::handle_of(descriptor);
    if (file == INVALID_HANDLE_VALUE) {
        return failure(detail::windows_error("read", ERROR_INVALID_HANDLE));
    }
    const auto size = static_cast<DWORD>(
        std::min<std::size_t>(room.size(), std::numeric_limits<std::int32_t>::max()));
    DWORD count = 0;
    if (::ReadFile(file, room.data(), size, &count, nullptr) == 0) {
        const DWORD code = ::GetLastError();
        // The pipe has no writer any more.
        if (code == ERROR_BROKEN_PIPE || code == ERROR_HANDLE_EOF) return std::size_t{0};
        // The rest of the message comes with the next read.
        if (code != ERROR_MORE_DATA) return failure(detail::windows_error("read", code));
    }
    return std::size_t{count};
}

Result<void> write_all(int descriptor, std::span<const std::byte> bytes) {
    // A console accepts only some tens of thousands of bytes per call.
    constexpr std::size_t most = std::size_t{16} * 1024;
    const HANDLE file = detail::handle_of(descriptor);
    if (file == INVALID_HANDLE_VALUE) {
        return failure(detail::windows_error("write", ERROR_INVALID_HANDLE));
    }
    while (!bytes.empty()) {
        DWORD count = 0;
        const auto size = static_cast<DWORD>(std::min(bytes.size(), most));
        if (::WriteFile(file, bytes.data(), size, &count, nullptr) == 0) {
            return failure(detail::windows_error("write"));
        }
        bytes = bytes.subspan(count);
    }
    return {};
}

}}  // namespace souris::v0
