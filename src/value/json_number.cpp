// SPDX-License-Identifier: MIT
#include "value/json_number.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "value/default_rounding.hpp"

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 200000
#error "souris needs std::from_chars of floating numbers: take libc++ 20 or later, or libstdc++"
#endif

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The exponent after `e`; if it is too long, a number with the same effect.
std::int64_t exponent_of(std::string_view text) noexcept {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error == std::errc()) return exponent;
    // Half, so that adding the number of digits does not overflow.
    return text.starts_with('-') ? std::numeric_limits<std::int64_t>::min() / 2
                                 : std::numeric_limits<std::int64_t>::max() / 2;
}

/// Whether the magnitude of a nonzero number is at least 1.
bool is_large(std::string_view number) noexcept {
    if (number.starts_with('-')) number.remove_prefix(1);
    const std::size_t e = std::min(number.find_first_of("eE"), number.size());
    const std::string_view digits = number.substr(0, e);
    const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
    const auto first = static_cast<std::int64_t>(digits.find_first_not_of("0."));
    const std::int64_t power = first < point ? point - first - 1 : point - first;
    return e == number.size() ? power >= 0 : exponent_of(number.substr(e + 1)) >= -power;
}

}  // namespace

Result<Integer, ErrorCode> json_integer(std::string_view number) noexcept {
    assert(!number.empty());
    std::uint64_t small = 0;
    const char* const number_end = number.data() + number.size();
    const auto [end, error] = std::from_chars(number.data(), number_end, small);
    if (error == std::errc() && end == number_end) return Integer(small);
    return Integer::parse(number);
}

template <std::floating_point T>
std::optional<T> json_floating(std::string_view number) noexcept {
    T value = 0;
    const DefaultRounding rounding;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    assert(error != std::errc() || end == number.data() + number.size());
    if (error == std::errc()) {
        return std::isfinite(value) ? std::optional<T>(value) : std::nullopt;
    }
    // Overflow or underflow: `from_chars` does not distinguish them.
    if (is_large(number)) return std::nullopt;
    return number.starts_with('-') ? -T{0} : T{0};
}

template std::optional<float> json_floating(std::string_view number) noexcept;
template std::optional<double> json_floating(std::string_view number) noexcept;

}}}  // namespace souris::v0::detail
