// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/error.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Owns an open file, and closes it.
class Descriptor {
  public:
    explicit Descriptor(int number = -1) noexcept : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        assert(&other != this);
        close();
        number_ = std::exchange(other.number_, -1);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    [[nodiscard]] int number() const noexcept { return number_; }

    /// The number, which the caller must close.
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

    /// 0, or -1 with errno. The file is closed in both cases.
    int close() noexcept {
        const int number = std::exchange(number_, -1);
        return number >= 0 ? ::close(number) : 0;
    }

  private:
    int number_;
};

/// `io_error` with the failed action and the reason in errno.
[[nodiscard]] inline Error system_error(const char* doing, int number = errno) {
    return {ErrorCode::io_error,
            fmt::format("{}: {}", doing, std::generic_category().message(number))};
}

/// Whether the system sees the whole path: it ends a path at a null byte, and the rest may name
/// another file.
[[nodiscard]] inline bool is_whole_path(std::string_view path) noexcept {
    return path.find('\0') == std::string_view::npos;
}

/// Repeats a system call while signals interrupt it. Not for calls that may have taken effect
/// anyway, or have lost data: close, fsync, rename.
template <class Call>
[[nodiscard]] auto retry(Call call) {
    decltype(call()) result;
    do {
        result = call();
    } while (result < 0 && errno == EINTR);
    return result;
}

}}}  // namespace souris::v0::detail
