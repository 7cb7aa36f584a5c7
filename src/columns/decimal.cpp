// SPDX-License-Identifier: MIT
#include "columns/decimal.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cfloat>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

constexpr std::array<double, max_decimals + 1> powers_of_ten = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

constexpr double first_inexact = 9007199254740992.0;  // 2^53

}  // namespace

std::uint64_t decimal_bits(std::int64_t number, unsigned decimals) noexcept {
    assert(decimals <= max_decimals);
#if FLT_EVAL_METHOD == 0
    return std::bit_cast<std::uint64_t>(static_cast<double>(number) / powers_of_ten[decimals]);
#else
    // A quotient of more precision would be rounded twice.
    std::array<char, 32> text{};
    char* end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    *end++ = 'e';
    end = std::to_chars(end, text.data() + text.size(), -static_cast<int>(decimals)).ptr;
    double value = 0;
    (void)std::from_chars(text.data(), end, value);
    return std::bit_cast<std::uint64_t>(value);
#endif
}

std::optional<std::int64_t> decimal_of(std::uint64_t bits, unsigned decimals) noexcept {
    assert(decimals <= max_decimals);
    const double scaled = std::bit_cast<double>(bits) * powers_of_ten[decimals];
    // Also false for a NaN.
    if (!(std::fabs(scaled) < first_inexact)) return std::nullopt;
    const auto number = static_cast<std::int64_t>(std::nearbyint(scaled));
    if (decimal_bits(number, decimals) != bits) return std::nullopt;
    return number;
}

unsigned choose_decimals(std::span<const std::uint64_t> bits) noexcept {
    constexpr std::size_t sample = 256;
    const std::size_t step = bits.size() / sample + 1;
    unsigned best = 0;
    std::size_t most = 0;
    for (unsigned decimals = 0; decimals <= max_decimals; ++decimals) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < bits.size(); i += step)
            count += decimal_of(bits[i], decimals) ? 1U : 0U;
        if (count > most + most / 32) {
            most = count;
            best = decimals;
        }
    }
    return best;
}

}}}}  // namespace souris::v0::detail::columns
