// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <souris/complex.hpp>
#include <souris/integer_format.hpp>
#include <souris/keyed_hash.hpp>

namespace souris { inline namespace v0 {

namespace {

/// The fewest digits that read back as the same number, never formatted like an integer.
std::string part_text(double part) {
    const std::string text = fmt::format("{}", part);
    return text.find_first_not_of("-0123456789") == std::string::npos ? text + ".0" : text;
}

}  // namespace

std::string Complex::to_string() const {
    const Polar* const parts = polar();
    if (parts == nullptr) return fmt::format("{}{:+}i", cartesian()->real, cartesian()->imaginary);
    return part_text(parts->modulus) + " * e^(" + part_text(parts->argument) + "i)";
}

}}  // namespace souris::v0

std::size_t std::hash<souris::Complex>::operator()(const souris::Complex& value) const noexcept {
    const std::hash<souris::Integer> number;
    const auto* const polar = value.polar();
    const std::uint64_t combined =
        polar != nullptr ? souris::detail::keyed_hash_of(*polar)
                         : souris::combine_hashes(number(value.cartesian()->real),
                                                  number(value.cartesian()->imaginary));
    return static_cast<std::size_t>(combined);
}
