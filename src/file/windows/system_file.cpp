// SPDX-License-Identifier: MIT
#include "file/system_file.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <optional>
#include <utility>

#include "base/return_if_error.hpp"
#include "file/windows/handle.hpp"
#include "file/windows/place.hpp"
#include "file/windows/replace_file.hpp"

// A file is locked through a second file beside it, `NAME.souris-lock`, which only one program can
// have open and which is removed when that program closes it, or ends. The lock cannot be held by
// keeping the file itself open: an open file cannot be replaced. The lock file stores the identity
// of the locked file.

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The locked file. Nothing if there was none.
using Target = std::optional<FileIdentity>;

struct LockContent {
    std::uint64_t has_file = 0;
    FileIdentity identity;
};

Result<void> remember(HANDLE lock, const Target& target) {
    assert(lock != INVALID_HANDLE_VALUE);
    const LockContent content{target ? 1U : 0U, target.value_or(FileIdentity())};
    OVERLAPPED from_begin = {};
    DWORD count = 0;
    if (::WriteFile(lock, &content, sizeof content, &count, &from_begin) == 0 ||
        count != sizeof content) {
        return failure(windows_error("lock"));
    }
    return {};
}

Result<Target> recall(HANDLE lock) {
    assert(lock != INVALID_HANDLE_VALUE);
    LockContent content;
    OVERLAPPED from_begin = {};
    DWORD count = 0;
    if (::ReadFile(lock, &content, sizeof content, &count, &from_begin) == 0 ||
        count != sizeof content) {
        return failure(windows_error("lock"));
    }
    return content.has_file != 0 ? Target(content.identity) : Target();
}

Target target_of(const Place& place) {
    return place.file ? Target(place.file->identity) : Target();
}

/// Waits for the lock of whatever file is in a place.
Result<Handle> lock_place(const Place& place, const Deadline& deadline) {
    const std::wstring path = place.path() + L".souris-lock";
    constexpr DWORD how =
        FILE_FLAG_DELETE_ON_CLOSE | FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_TEMPORARY;
    Pauses pauses(deadline);
    for (;;) {
        Handle lock;
        // A lock file that is being deleted right now has no owner any more.
        if (retry_for_a_moment(
                [](DWORD code) noexcept { return !is_in_use(code) && is_in_use_or_denied(code); },
                [&] {
                    lock = Handle(::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE | DELETE,
                                                0, nullptr, OPEN_ALWAYS, how, nullptr));
                    return lock.is_open();
                })) {
            return lock;
        }
        if (!is_in_use(::GetLastError())) return failure(windows_error("lock"));
        if (!pauses.wait()) return failure(Error(ErrorCode::file_locked));
    }
}

}  // namespace

Result<OpenedFile> open_file(const std::string& path) {
    const auto wanted = system_path(path);
    if (!wanted) return failure(windows_error("open", ERROR_INVALID_NAME));
    Handle file;
    if (!retry_for_a_moment(is_in_use, [&] {
            // Also opens directories, so that the error can be `not_regular_file`.
            file = Handle(::CreateFileW(wanted->c_str(), GENERIC_READ, share_all, nullptr,
                                        OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
            return file.is_open();
        })) {
        return failure(windows_error("open"));
    }
    SOURIS_ASSIGN_OR_RETURN(const FoundFile found, examine(file.get()));
    SOURIS_ASSIGN_OR_RETURN(Descriptor descriptor, to_descriptor(std::move(file)));
    return OpenedFile{std::move(descriptor), found.identity.size};
}

Result<void> replace_file(const std::string& path, std::span<const std::byte> bytes,
                          const WriteFileOptions& options) {
    SOURIS_ASSIGN_OR_RETURN(const Place place, find_place(path));
    SOURIS_RETURN_IF_ERROR(replace_file(place, bytes, options, false));
    return {};
}

Result<HeldLock> lock_file(const std::string& path, const Deadline& deadline) {
    // Each attempt but the last has waited for a program that changed a link.
    constexpr int most_attempts = 10'000;
    for (int i = 0; i < most_attempts; ++i) {
        SOURIS_ASSIGN_OR_RETURN(const Place place, find_place(path));
        SOURIS_ASSIGN_OR_RETURN(Handle lock, lock_place(place, deadline));
        // The previous holder of the lock may have put another file there.
        SOURIS_ASSIGN_OR_RETURN(const Place now, find_place(path));
        if (now.path() != place.path()) continue;
        SOURIS_RETURN_IF_ERROR(remember(lock.get(), target_of(now)));
        SOURIS_ASSIGN_OR_RETURN(Descriptor descriptor, to_descriptor(std::move(lock)));
        return HeldLock{std::move(descriptor), now.file.has_value()};
    }
    return failure(windows_error("lock", ERROR_RETRY));
}

Result<void> replace_locked_file(const std::string& path, HeldLock& lock,
                                 std::span<const std::byte> bytes,
                                 const WriteFileOptions& options) {
    assert(lock.descriptor.is_open());
    const HANDLE held = handle_of(lock.descriptor.number());
    SOURIS_ASSIGN_OR_RETURN(const Place place, find_place(path));
    SOURIS_ASSIGN_OR_RETURN(const Target locked, recall(held));
    if (target_of(place) != locked) return failure(Error(ErrorCode::file_changed));
    SOURIS_ASSIGN_OR_RETURN(const FileIdentity now, replace_file(place, bytes, options, true));
    lock.has_file = true;
    // If this fails, the next write reports the file as changed.
    static_cast<void>(remember(held, now));
    return {};
}

}}}  // namespace souris::v0::detail
