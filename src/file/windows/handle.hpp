// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <windows.h>

#include <souris/result.hpp>

#include "file/descriptor.hpp"
#include "file/pauses.hpp"

namespace souris::inline v0::detail {

/// What Windows has opened, closed when nobody needs it any more.
class Handle {
  public:
    explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) noexcept : handle_(handle) {}
    Handle(Handle&& other) noexcept : handle_(other.release()) {}
    Handle& operator=(Handle&& other) noexcept {
        close();
        handle_ = other.release();
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    [[nodiscard]] bool is_open() const noexcept { return handle_ != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE get() const noexcept { return handle_; }

    /// The handle, which is the caller's to close.
    [[nodiscard]] HANDLE release() noexcept { return std::exchange(handle_, INVALID_HANDLE_VALUE); }

    /// False, with the system's reason, if closing says that something was lost.
    bool close() noexcept {
        const HANDLE handle = release();
        return handle == INVALID_HANDLE_VALUE || ::CloseHandle(handle) != 0;
    }

  private:
    HANDLE handle_;
};

/// Others may do what they want with a file while it is open, even put another in its place.
inline constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

/// `io_error` with what was being done and the system's reason.
[[nodiscard]] Error windows_error(const char* doing, DWORD code = ::GetLastError());

/// The same handle as a descriptor, which owns it from then on. Errors: `io_error`.
[[nodiscard]] Result<Descriptor> to_descriptor(Handle handle);

/// The handle of a descriptor that stays open; INVALID_HANDLE_VALUE if there is none.
[[nodiscard]] HANDLE handle_of(int descriptor) noexcept;

/// Whether a call failed because another program has a file open and does not share it.
[[nodiscard]] bool is_in_use(DWORD code) noexcept;

/// The same, or because the name is one of a file that goes away when the last program closes it.
/// Windows says of that what it says of a right that is lacking.
[[nodiscard]] bool is_in_use_or_denied(DWORD code) noexcept;

/// What looks into new files, for viruses or for an index, takes tens of milliseconds.
inline constexpr std::chrono::seconds one_moment(1);

/// Calls what returns whether it was done, again for a moment where it may help. At the end, the
/// system's reason is that of the last call.
template <class Call>
[[nodiscard]] bool retry_for_a_moment(bool (*may_help)(DWORD) noexcept, const Call& call,
                                      std::chrono::seconds moment = one_moment) {
    Pauses pauses(std::chrono::steady_clock::now() + moment);
    while (!call()) {
        const DWORD code = ::GetLastError();
        const bool goes_on = may_help(code) && pauses.wait();
        ::SetLastError(code);
        if (!goes_on) return false;
    }
    return true;
}

}  // namespace souris::inline v0::detail
