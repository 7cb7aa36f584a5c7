// SPDX-License-Identifier: MIT
// Internal: serves <souris/decoder.hpp> and <souris/encoder.hpp>.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <souris/config.hpp>
#include <souris/error.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The error of writing or reading an object, with its path, which is built from the inside out.
class SOURIS_EXPORT ObjectError {
  public:
    void set(Error error);
    [[nodiscard]] bool is_set() const noexcept { return error_.has_value(); }
    /// Adds this key to the front of the path.
    void in_key(std::string_view key);
    /// Adds this index to the front of the path.
    void in_element(std::size_t index);
    /// Returns the error; `unrepresentable` if none was set, as by a `Codec` that gives no reason.
    [[nodiscard]] Error take();

  private:
    Error& error();

    /// Empty until an error occurs, so that success costs no time.
    std::optional<Error> error_;
};

}}}  // namespace souris::v0::detail
