// SPDX-License-Identifier: MIT
// Internal: serves <souris/value.hpp>.
#pragma once

#include <souris/config.hpp>
#include <souris/type.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Base of `Value`, `ValueView`, `Found`, `FoundView` and `Document`: a name for each type that
/// `Self::is` can be asked for.
template <class Self>
class TypePredicates {
  public:
    [[nodiscard]] bool is_null() const noexcept { return is_a(Type::null); }
    [[nodiscard]] bool is_boolean() const noexcept { return is_a(Type::boolean); }
    [[nodiscard]] bool is_character() const noexcept { return is_a(Type::character); }
    [[nodiscard]] bool is_integer() const noexcept { return is_a(Type::integer); }
    [[nodiscard]] bool is_float32() const noexcept { return is_a(Type::float32); }
    [[nodiscard]] bool is_float64() const noexcept { return is_a(Type::float64); }
    /// An integer or a floating point number.
    [[nodiscard]] bool is_number() const noexcept {
        return is_integer() || is_float64() || is_float32();
    }
    [[nodiscard]] bool is_complex() const noexcept { return is_a(Type::complex); }
    [[nodiscard]] bool is_string() const noexcept { return is_a(Type::string); }
    [[nodiscard]] bool is_json() const noexcept { return is_a(Type::json); }
    [[nodiscard]] bool is_binary() const noexcept { return is_a(Type::binary); }
    [[nodiscard]] bool is_timestamp() const noexcept { return is_a(Type::timestamp); }
    [[nodiscard]] bool is_timezone() const noexcept { return is_a(Type::timezone); }
    [[nodiscard]] bool is_ipv4() const noexcept { return is_a(Type::ipv4); }
    [[nodiscard]] bool is_ipv6() const noexcept { return is_a(Type::ipv6); }
    [[nodiscard]] bool is_array() const noexcept { return is_a(Type::array); }
    [[nodiscard]] bool is_map() const noexcept { return is_a(Type::map); }

  private:
    [[nodiscard]] bool is_a(Type type) const noexcept {
        return static_cast<const Self&>(*this).is(type);
    }
};

}}}  // namespace souris::v0::detail
