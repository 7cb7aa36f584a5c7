// SPDX-License-Identifier: MIT
#include "file/data_file.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "base/return_if_error.hpp"
#include "file/windows/handle.hpp"
#include "file/windows/place.hpp"
#include "file/windows/wide_text.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Where a call reads or writes.
OVERLAPPED place_at(std::uint64_t offset) noexcept {
    OVERLAPPED place = {};
    place.Offset = static_cast<DWORD>(offset);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32U);
    return place;
}

/// The most bytes of one call.
DWORD size_of_call(std::size_t size) noexcept {
    return static_cast<DWORD>(
        std::min<std::size_t>(size, std::numeric_limits<std::int32_t>::max()));
}

Handle open_handle(const std::wstring& path, DataAccess access) {
    const bool is_changed = access == DataAccess::change || access == DataAccess::create;
    const DWORD rights = is_changed ? GENERIC_READ | GENERIC_WRITE : GENERIC_READ;
    const DWORD how = access == DataAccess::create ? OPEN_ALWAYS : OPEN_EXISTING;
    Handle file;
    static_cast<void>(retry_for_a_moment(is_in_use, [&] {
        // Also opens directories, so that the error can be `not_regular_file`.
        file = Handle(::CreateFileW(path.c_str(), rights, share_all, nullptr, how,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        return file.is_open();
    }));
    return file;
}

}  // namespace

// A new file has the rights that its directory hands on, as its neighbours have.
Result<DataFile> DataFile::open(const std::string& path, DataAccess access,
                                const DataFile* /*like*/) {
    const auto wanted = system_path(path);
    if (!wanted) return failure(windows_error("open", ERROR_INVALID_NAME));
    Handle file = open_handle(*wanted, access);
    if (!file.is_open()) {
        const DWORD code = ::GetLastError();
        if (access == DataAccess::read_if_there && code == ERROR_FILE_NOT_FOUND) return DataFile();
        return failure(windows_error("open", code));
    }
    SOURIS_RETURN_IF_ERROR(examine(file.get()));
    SOURIS_ASSIGN_OR_RETURN(Descriptor descriptor, to_descriptor(std::move(file)));
    return DataFile(std::move(descriptor));
}

Result<std::uint64_t> DataFile::size() const {
    assert(is_open());
    LARGE_INTEGER size = {};
    if (::GetFileSizeEx(handle_of(descriptor_.number()), &size) == 0) {
        return failure(windows_error("stat"));
    }
    return static_cast<std::uint64_t>(size.QuadPart);
}

Result<std::size_t> DataFile::read_at(std::uint64_t offset, std::span<std::byte> room) const {
    assert(is_open());
    std::size_t done = 0;
    while (done < room.size()) {
        OVERLAPPED place = place_at(offset + done);
        DWORD count = 0;
        if (::ReadFile(handle_of(descriptor_.number()), room.data() + done,
                       size_of_call(room.size() - done), &count, &place) == 0) {
            if (::GetLastError() == ERROR_HANDLE_EOF) break;
            return failure(windows_error("read"));
        }
        if (count == 0) break;
        done += count;
    }
    return done;
}

Result<void> DataFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
    assert(is_open());
    while (!bytes.empty()) {
        OVERLAPPED place = place_at(offset);
        DWORD count = 0;
        if (::WriteFile(handle_of(descriptor_.number()), bytes.data(), size_of_call(bytes.size()),
                        &count, &place) == 0) {
            return failure(windows_error("write"));
        }
        bytes = bytes.subspan(count);
        offset += count;
    }
    return {};
}

Result<void> DataFile::resize(std::uint64_t size) {
    assert(is_open());
    FILE_END_OF_FILE_INFO end = {};
    end.EndOfFile.QuadPart = static_cast<LONGLONG>(size);
    if (::SetFileInformationByHandle(handle_of(descriptor_.number()), FileEndOfFileInfo, &end,
                                     sizeof end) == 0) {
        return failure(windows_error("resize"));
    }
    return {};
}

Result<void> DataFile::sync() {
    assert(is_open());
    if (::FlushFileBuffers(handle_of(descriptor_.number())) == 0) {
        return failure(windows_error("sync"));
    }
    return {};
}

Result<std::string> resolve_path(const std::string& path) {
    SOURIS_ASSIGN_OR_RETURN(const Place place, find_place(path));
    return to_narrow(place.path());
}

Result<void> remove_file(const std::string& path) {
    const auto wanted = system_path(path);
    if (!wanted) return failure(windows_error("remove", ERROR_INVALID_NAME));
    if (::DeleteFileW(wanted->c_str()) == 0 && ::GetLastError() != ERROR_FILE_NOT_FOUND) {
        return failure(windows_error("remove"));
    }
    return {};
}

// The file system's log keeps names together with the files that are flushed.
Result<void> sync_name(const std::string& /*path*/) {
    return {};
}

}}}  // namespace souris::v0::detail
