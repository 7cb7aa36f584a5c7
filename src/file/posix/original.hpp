// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <sys/stat.h>

#include <souris/result.hpp>

#include "file/descriptor.hpp"
#include "file/posix/place.hpp"

namespace souris::inline v0::detail {

/// The file that is about to be replaced, and what it hands on to the one that replaces it: owner,
/// mode, access control list, extended attributes.
class Original {
  public:
    /// Nothing if there is no file any more. Errors: `io_error`, `not_regular_file`.
    [[nodiscard]] static Result<std::optional<Original>> open(const Place& place);

    [[nodiscard]] const struct stat& status() const noexcept { return status_; }

    /// Gives it all to an open file, which must be this process's own and let in nobody else yet.
    /// Where that is not permitted, or fails, fewer may do fewer things; nobody may do more.
    /// Errors: `io_error`.
    [[nodiscard]] Result<void> hand_on(int file) const;

  private:
    Original() = default;

    Descriptor file_;
    /// By which attributes are read of a file that may not be read itself; else empty.
    std::string path_;
    struct stat status_ = {};
};

}  // namespace souris::inline v0::detail
