// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/error.hpp>

namespace souris::inline v0::detail {

/// An open file that is closed when nobody needs it any more.
class Descriptor {
  public:
    explicit Descriptor(int number = -1) noexcept : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        close();
        number_ = std::exchange(other.number_, -1);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    [[nodiscard]] int number() const noexcept { return number_; }

    /// The number, which is the caller's to close.
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

    /// 0, or -1 with errno. Either way it is closed.
    int close() noexcept {
        const int number = std::exchange(number_, -1);
        return number >= 0 ? ::close(number) : 0;
    }

  private:
    int number_;
};

/// `io_error` with what was being done and errno's reason.
[[nodiscard]] inline Error system_error(const char* doing, int number = errno) {
    return {ErrorCode::io_error,
            fmt::format("{}: {}", doing, std::generic_category().message(number))};
}

/// Whether the system sees all of a path: to it, a null byte ends one, and what is left may name
/// another file.
[[nodiscard]] inline bool is_whole_path(std::string_view path) noexcept {
    return path.find('\0') == std::string_view::npos;
}

/// Calls a system function again for as long as a signal interrupts it. Not for those that may have
/// done their work all the same, or lost it: close, fsync, rename.
template <class Call>
[[nodiscard]] auto retry(Call call) {
    decltype(call()) result;
    do {
        result = call();
    } while (result < 0 && errno == EINTR);
    return result;
}

}  // namespace souris::inline v0::detail
