// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <sys/stat.h>

#include <souris/result.hpp>

#include "file/owned_descriptor.hpp"
#include "file/posix/place.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The file that is about to be replaced, with the properties that its replacement inherits: owner,
/// mode, access control list, extended attributes.
class Original {
  public:
    /// Nothing if the file is gone. Errors: `io_error`, `not_regular_file`.
    [[nodiscard]] static Result<std::optional<Original>> open(const Place& place);

    [[nodiscard]] const struct stat& status() const noexcept { return status_; }

    /// Gives these properties to an open file, which must belong to this process and not be
    /// accessible to others yet. If that is not permitted, or fails, fewer users get fewer rights;
    /// nobody gets more. Errors: `io_error`.
    [[nodiscard]] Result<void> hand_on(int file) const;

  private:
    Original() = default;

    Descriptor file_;
    /// The path for reading attributes of a file that cannot be opened for reading; else empty.
    std::string path_;
    struct stat status_ = {};
};

}}}  // namespace souris::v0::detail
