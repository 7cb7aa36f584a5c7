// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <souris/config.hpp>
#include <souris/error.hpp>

namespace souris::inline v0::detail {

/// Why an object could not be written or read, and at which of its parts: told from the inside out.
class SOURIS_EXPORT ObjectError {
  public:
    void set(Error error);
    [[nodiscard]] bool is_set() const noexcept { return error_.has_value(); }
    /// What failed was the value of this key.
    void in_key(std::string_view key);
    /// What failed was the element of this index.
    void in_element(std::size_t index);
    /// `unrepresentable` if nothing was told, as by a `Codec` that gives no reason.
    [[nodiscard]] Error take();

  private:
    Error& error();

    /// Nothing as long as nothing failed, so that it takes no time.
    std::optional<Error> error_;
};

}  // namespace souris::inline v0::detail
