// SPDX-License-Identifier: MIT
#include "file/windows/replace_file.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/entropy.hpp"
#include "base/return_if_error.hpp"
#include "file/windows/handle.hpp"
#include "file/windows/wide_text.hpp"

// A file is replaced in these steps; if one fails, the previous ones are undone.
//
//   1  find the file through all links (place.cpp)
//   2  read the access rights of the old file
//   3  make a temporary file beside it with these rights, which no other program can open
//   4  write everything
//   5  flush the content; close
//   6  move it over the target, and wait until the move is on the disk
//
// Not ReplaceFileW: by its documentation it may fail with the old file gone and the new one under
// its temporary name.

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The access rights to a file: its discretionary access control list, in Windows' form.
class AccessRights {
  public:
    /// Of an existing file. Errors: `io_error`; a file whose rights cannot be read is not replaced,
    /// since the new one would have other rights.
    [[nodiscard]] static Result<AccessRights> read(const std::wstring& path) {
        AccessRights rights;
        for (DWORD needed = 256;;) {
            rights.descriptor_.resize(needed);
            if (::GetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, rights.get(), needed,
                                   &needed) != 0) {
                return rights;
            }
            const DWORD code = ::GetLastError();
            if (is_without_rights(code)) return AccessRights();
            if (code != ERROR_INSUFFICIENT_BUFFER) return failure(windows_error("read rights"));
        }
    }

    [[nodiscard]] bool is_empty() const noexcept { return descriptor_.empty(); }
    [[nodiscard]] PSECURITY_DESCRIPTOR get() const noexcept {
        return const_cast<std::byte*>(descriptor_.data());
    }

    /// Sets exactly these rights, with inherited entries marked as inherited. When the system makes
    /// a file with them, it marks them as the file's own.
    [[nodiscard]] Result<void> set(HANDLE file) {
        assert(!is_empty());
        SECURITY_DESCRIPTOR_CONTROL control = 0;
        DWORD revision = 0;
        if (::GetSecurityDescriptorControl(get(), &control, &revision) != 0 &&
            (control & SE_DACL_AUTO_INHERITED) != 0) {
            ::SetSecurityDescriptorControl(get(), SE_DACL_AUTO_INHERIT_REQ,
                                           SE_DACL_AUTO_INHERIT_REQ);
        }
        if (::SetKernelObjectSecurity(file, DACL_SECURITY_INFORMATION, get()) == 0) {
            return failure(windows_error("set rights"));
        }
        return {};
    }

  private:
    /// Whether the file system has no access rights.
    static bool is_without_rights(DWORD code) noexcept {
        return code == ERROR_NOT_SUPPORTED || code == ERROR_INVALID_FUNCTION ||
               code == ERROR_CALL_NOT_IMPLEMENTED;
    }

    std::vector<std::byte> descriptor_;
};

/// A file that is removed unless it is moved.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::wstring& directory) : directory_(directory) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        file_.close();
        if (!exists_) return;
        // A program that has it open, such as a virus scanner, closes it soon.
        [[maybe_unused]] const bool ignored = retry_for_a_moment(
            is_in_use_or_denied, [&] { return ::DeleteFileW(path_.c_str()) != 0; });
    }

    /// No other program can open it until it is closed.
    [[nodiscard]] Result<void> create(DWORD attributes, const AccessRights& rights) {
        assert(!exists_);
        constexpr int most_attempts = 100;
        SECURITY_ATTRIBUTES security{sizeof security, rights.get(), FALSE};
        for (int i = 0; i < most_attempts; ++i) {
            path_ = directory_ + L'\\' + new_name(i);
            file_ = Handle(::CreateFileW(
                path_.c_str(), GENERIC_WRITE | FILE_READ_ATTRIBUTES | READ_CONTROL | WRITE_DAC, 0,
                rights.is_empty() ? nullptr : &security, CREATE_NEW, attributes, nullptr));
            if (file_.is_open()) {
                exists_ = true;
                return {};
            }
            if (::GetLastError() != ERROR_FILE_EXISTS) break;
        }
        return failure(windows_error("create temporary file"));
    }

    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes) {
        assert(file_.is_open());
        constexpr std::size_t most = std::size_t{1} << 30U;
        while (!bytes.empty()) {
            const auto size = static_cast<DWORD>(std::min(bytes.size(), most));
            DWORD count = 0;
            if (::WriteFile(file_.get(), bytes.data(), size, &count, nullptr) == 0) {
                return failure(windows_error("write"));
            }
            if (count == 0) return failure(windows_error("write", ERROR_DISK_FULL));
            bytes = bytes.subspan(count);
        }
        return {};
    }

    [[nodiscard]] Result<void> flush() {
        assert(file_.is_open());
        if (::FlushFileBuffers(file_.get()) == 0) return failure(windows_error("flush"));
        return {};
    }

    [[nodiscard]] Result<void> close() {
        if (!file_.close()) return failure(windows_error("close"));
        return {};
    }

    [[nodiscard]] HANDLE handle() const noexcept { return file_.get(); }

    /// Of the closed file, since closing sets its final times.
    [[nodiscard]] Result<FileIdentity> identity() const {
        assert(exists_ && !file_.is_open());
        Handle file;
        if (!retry_for_a_moment(is_in_use, [&] {
                file = Handle(::CreateFileW(path_.c_str(), FILE_READ_ATTRIBUTES, share_all, nullptr,
                                            OPEN_EXISTING, 0, nullptr));
                return file.is_open();
            })) {
            return failure(windows_error("open temporary file"));
        }
        SOURIS_ASSIGN_OR_RETURN(const FoundFile found, examine(file.get()));
        return found.identity;
    }

    /// Waits while others have the target open: even among many readers there are gaps.
    [[nodiscard]] Result<void> move_to(const std::wstring& path, bool is_durable) {
        assert(exists_ && !file_.is_open());
        const DWORD how = MOVEFILE_REPLACE_EXISTING | (is_durable ? MOVEFILE_WRITE_THROUGH : 0U);
        if (!retry_for_a_moment(
                is_in_use_or_denied,
                [&] { return ::MoveFileExW(path_.c_str(), path.c_str(), how) != 0; },
                std::chrono::seconds(5))) {
            return failure(windows_error("rename"));
        }
        exists_ = false;
        return {};
    }

  private:
    static std::wstring new_name(int attempt) {
        std::uint64_t random = 0;
        // Without randomness the attempts still try different names.
        if (!draw_entropy(std::as_writable_bytes(std::span(&random, 1)))) {
            random = static_cast<unsigned>(attempt);
        }
        return to_wide(fmt::format(".souris-{:016x}.tmp", random)).value_or(L"");
    }

    std::wstring directory_;
    std::wstring path_;
    Handle file_;
    bool exists_ = false;
};

/// Whether the place still names the same file, or none, as when it was found.
Result<void> check_unchanged(const Place& place) {
    SOURIS_ASSIGN_OR_RETURN(const Place now, find_place(to_narrow(place.path())));
    const bool is_same = now.file.has_value() == place.file.has_value() &&
                         (!now.file || now.file->identity == place.file->identity);
    if (!is_same) return failure(Error(ErrorCode::file_changed));
    return {};
}

/// The attributes that users choose.
constexpr DWORD kept_attributes = FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM |
                                  FILE_ATTRIBUTE_ARCHIVE | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED;

}  // namespace

Result<FileIdentity> replace_file(const Place& place, std::span<const std::byte> bytes,
                                  const WriteFileOptions& options, bool is_locked) {
    assert(!place.directory.empty() && !place.name.empty());
    AccessRights rights;
    DWORD attributes = FILE_ATTRIBUTE_NORMAL;
    if (place.file) {
        if ((place.file->attributes & FILE_ATTRIBUTE_READONLY) != 0) {
            return failure(windows_error("replace a read-only file", ERROR_ACCESS_DENIED));
        }
        SOURIS_ASSIGN_OR_RETURN(rights, AccessRights::read(place.path()));
        const DWORD kept = place.file->attributes & kept_attributes;
        if (kept != 0) attributes = kept;
    }
    TemporaryFile temporary(place.directory);
    SOURIS_RETURN_IF_ERROR(temporary.create(attributes, rights));
    SOURIS_RETURN_IF_ERROR(temporary.write(bytes));
    if (!rights.is_empty()) SOURIS_RETURN_IF_ERROR(rights.set(temporary.handle()));
    if (options.durable) SOURIS_RETURN_IF_ERROR(temporary.flush());
    SOURIS_RETURN_IF_ERROR(temporary.close());
    SOURIS_ASSIGN_OR_RETURN(const FileIdentity identity, temporary.identity());
    if (is_locked) SOURIS_RETURN_IF_ERROR(check_unchanged(place));
    SOURIS_RETURN_IF_ERROR(temporary.move_to(place.path(), options.durable));
    return identity;
}

}}}  // namespace souris::v0::detail
