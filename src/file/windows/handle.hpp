// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <utility>

#include <windows.h>

#include <souris/result.hpp>

#include "file/owned_descriptor.hpp"
#include "file/pauses.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Owns a handle of Windows, and closes it.
class Handle {
  public:
    explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) noexcept : handle_(handle) {}
    Handle(Handle&& other) noexcept : handle_(other.release()) {}
    Handle& operator=(Handle&& other) noexcept {
        assert(&other != this);
        close();
        handle_ = other.release();
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    [[nodiscard]] bool is_open() const noexcept { return handle_ != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE get() const noexcept { return handle_; }

    /// The handle, which the caller must close.
    [[nodiscard]] HANDLE release() noexcept { return std::exchange(handle_, INVALID_HANDLE_VALUE); }

    /// False, with GetLastError set, if closing reports a failure.
    bool close() noexcept {
        const HANDLE handle = release();
        return handle == INVALID_HANDLE_VALUE || ::CloseHandle(handle) != 0;
    }

  private:
    HANDLE handle_;
};

/// Lets others do anything with a file while it is open, even replace it.
inline constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

/// `io_error` with the failed action and the system's reason.
[[nodiscard]] Error windows_error(const char* doing, DWORD code = ::GetLastError());

/// A descriptor that owns the handle from then on. Errors: `io_error`.
[[nodiscard]] Result<Descriptor> to_descriptor(Handle handle);

/// The handle of a descriptor, which still owns it; INVALID_HANDLE_VALUE if there is none.
[[nodiscard]] HANDLE handle_of(int descriptor) noexcept;

/// Whether a call failed because another program has a file open and does not share it.
[[nodiscard]] bool is_in_use(DWORD code) noexcept;

/// The same, or because the name belongs to a file that is removed when the last program closes it.
/// Windows reports that like a missing right.
[[nodiscard]] bool is_in_use_or_denied(DWORD code) noexcept;

/// Virus scanners and indexers hold new files open for tens of milliseconds.
inline constexpr std::chrono::seconds one_moment(1);

/// Repeats a call that returns whether it succeeded, for up to `moment`, while `may_help` accepts
/// the error. Afterwards GetLastError has the last call's reason.
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

}}}  // namespace souris::v0::detail
