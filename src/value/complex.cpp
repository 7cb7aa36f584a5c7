// SPDX-License-Identifier: MIT
#include <iterator>

#include <fmt/core.h>

#include <souris/complex.hpp>
#include <souris/integer_format.hpp>

#include "value/keyed_hash.hpp"

namespace souris {

namespace {

/// The fewest digits that read back the same, and never the look of an integer.
void append_part(std::string& out, double part) {
    const std::size_t begin = out.size();
    fmt::format_to(std::back_inserter(out), "{}", part);
    if (out.find_first_not_of("-0123456789", begin) == std::string::npos) out += ".0";
}

}  // namespace

std::string Complex::to_string() const {
    const Polar* const parts = polar();
    if (parts == nullptr) return fmt::format("{}{:+}i", cartesian()->real, cartesian()->imaginary);
    std::string text;
    append_part(text, parts->modulus);
    text += " * e^(";
    append_part(text, parts->argument);
    text += "i)";
    return text;
}

}  // namespace souris

std::size_t std::hash<souris::Complex>::operator()(const souris::Complex& value) const noexcept {
    using namespace souris::detail;
    if (const auto* const polar = value.polar()) return keyed_hash_of(*polar);
    return combine_hashes(keyed_hash_of(value.cartesian()->real),
                          keyed_hash_of(value.cartesian()->imaginary));
}
