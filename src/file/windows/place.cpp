// SPDX-License-Identifier: MIT
#include "file/windows/place.hpp"

#include <cassert>
#include <string_view>
#include <utility>

#include "base/return_if_error.hpp"
#include "file/windows/handle.hpp"
#include "file/windows/wide_text.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

std::uint64_t join(DWORD high, DWORD low) noexcept {
    return std::uint64_t{high} << 32U | low;
}

/// The text from a function that returns the size written, or the size needed.
template <class Call>
std::wstring text_from(const Call& call) {
    std::wstring text(MAX_PATH, L'\0');
    for (;;) {
        const auto room = static_cast<DWORD>(text.size());
        const DWORD size = call(text.data(), room);
        text.resize(size);
        // The size needed includes the final null.
        if (size < room) return text;
    }
}

/// Opens a file for examining it, which needs almost no rights and blocks no other program.
Handle open_to_examine(const std::wstring& path) {
    return Handle(::CreateFileW(path.c_str(), FILE_READ_ATTRIBUTES, share_all, nullptr,
                                OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
}

/// The path of an open file, with all links resolved. Empty, with GetLastError set, on failure.
std::wstring final_path(const Handle& file) {
    return text_from([&](wchar_t* to, DWORD room) {
        return ::GetFinalPathNameByHandleW(file.get(), to, room, VOLUME_NAME_DOS);
    });
}

bool is_not_found(DWORD code) noexcept {
    return code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND;
}

/// Removes the last name from a path, and the separator before it.
std::wstring split_name(std::wstring& path) {
    const std::size_t end = path.find_last_of(L"\\/");
    if (end == std::wstring::npos) return {};
    std::wstring name = path.substr(end + 1);
    path.resize(end);
    return name;
}

Result<Place> place_of(const Handle& file) {
    assert(file.is_open());
    SOURIS_ASSIGN_OR_RETURN(const FoundFile found, examine(file.get()));
    Place place;
    place.file = found;
    place.directory = final_path(file);
    if (place.directory.empty()) return failure(windows_error("find file"));
    place.name = split_name(place.directory);
    return place;
}

/// The place where a new file would be created.
Result<Place> place_of_new(std::wstring path) {
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) {
        return failure(windows_error("follow link", ERROR_FILE_NOT_FOUND));
    }
    Place place;
    place.name = split_name(path);
    if (place.name.empty()) return failure(Error(ErrorCode::not_regular_file));
    // Without the final separator a drive would mean its current directory.
    const Handle directory = open_to_examine(path + L'\\');
    if (!directory.is_open()) return failure(windows_error("open directory"));
    place.directory = final_path(directory);
    if (place.directory.empty()) return failure(windows_error("find directory"));
    if (place.directory.ends_with(L'\\')) place.directory.pop_back();
    return place;
}

/// Whether a path names a directory by its form alone.
bool names_directory(std::string_view path) noexcept {
    const std::string_view name = path.substr(path.find_last_of("\\/:") + 1);
    return name.empty() || name == "." || name == "..";
}

}  // namespace

std::optional<std::wstring> system_path(const std::string& path) {
    if (!is_whole_path(path)) return std::nullopt;
    const auto wide = to_wide(path);
    if (!wide || wide->empty()) return wide;
    std::wstring full = text_from([&](wchar_t* to, DWORD room) {
        return ::GetFullPathNameW(wide->c_str(), room, to, nullptr);
    });
    // These are not files on a disk, or have the form already.
    if (full.starts_with(LR"(\\?\)") || full.starts_with(LR"(\\.\)")) return full;
    if (full.starts_with(LR"(\\)")) return LR"(\\?\UNC\)" + full.substr(2);
    return LR"(\\?\)" + full;
}

Result<FoundFile> examine(HANDLE file) {
    if (::GetFileType(file) != FILE_TYPE_DISK) return failure(Error(ErrorCode::not_regular_file));
    BY_HANDLE_FILE_INFORMATION known = {};
    if (::GetFileInformationByHandle(file, &known) == 0) return failure(windows_error("stat"));
    if ((known.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
        return failure(Error(ErrorCode::not_regular_file));
    }
    return FoundFile{.identity = {.volume = known.dwVolumeSerialNumber,
                                  .number = join(known.nFileIndexHigh, known.nFileIndexLow),
                                  .written = join(known.ftLastWriteTime.dwHighDateTime,
                                                  known.ftLastWriteTime.dwLowDateTime),
                                  .size = join(known.nFileSizeHigh, known.nFileSizeLow)},
                     .attributes = known.dwFileAttributes};
}

Result<Place> find_place(const std::string& path) {
    auto wanted = system_path(path);
    if (!wanted) return failure(windows_error("open directory", ERROR_INVALID_NAME));
    if (names_directory(path)) return failure(Error(ErrorCode::not_regular_file));
    Handle file;
    const bool is_open = retry_for_a_moment(is_in_use, [&] {
        file = open_to_examine(*wanted);
        return file.is_open();
    });
    if (is_open) return place_of(file);
    if (!is_not_found(::GetLastError())) return failure(windows_error("open"));
    return place_of_new(std::move(*wanted));
}

}}}  // namespace souris::v0::detail
