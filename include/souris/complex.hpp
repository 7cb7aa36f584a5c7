// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include <souris/config.hpp>
#include <souris/integer.hpp>

namespace souris { inline namespace v0 {

/// A complex number: two integers, or modulus and argument.
///
/// The two forms are different values, even if they denote the same number. Floating point parts
/// are equal when their bits are, so that NaN equals itself and -0.0 differs from 0.0.
///
/// @snippet reference_value.cpp complex
class SOURIS_EXPORT Complex {
  public:
    /// real + imaginary * i
    struct Cartesian {
        Integer real;
        Integer imaginary;
        friend constexpr bool operator==(const Cartesian&, const Cartesian&) noexcept = default;
        friend constexpr auto operator<=>(const Cartesian&, const Cartesian&) noexcept = default;
    };

    /// modulus * e^(argument * i), the argument in radians.
    struct Polar {
        double modulus = 0;
        double argument = 0;
        friend constexpr bool operator==(const Polar& a, const Polar& b) noexcept {
            return (a <=> b) == 0;
        }
        /// By the bits: a total order, not the numeric one.
        friend constexpr std::strong_ordering operator<=>(const Polar& a, const Polar& b) noexcept {
            const auto bits = [](double part) { return std::bit_cast<std::uint64_t>(part); };
            const auto order = bits(a.modulus) <=> bits(b.modulus);
            return order != 0 ? order : bits(a.argument) <=> bits(b.argument);
        }
    };

    /// 0 + 0i
    constexpr Complex() noexcept = default;
    constexpr Complex(const Integer& real, const Integer& imaginary) noexcept
        : form_(Cartesian{real, imaginary}) {}
    /// A named constructor, since two doubles could be either form.
    [[nodiscard]] static constexpr Complex polar(double modulus, double argument) noexcept {
        return Complex(Polar{modulus, argument});
    }

    /// The parts, or nullptr if the number is in the other form.
    [[nodiscard]] constexpr const Cartesian* cartesian() const noexcept {
        return std::get_if<Cartesian>(&form_);
    }
    /// @copydoc cartesian
    [[nodiscard]] constexpr const Polar* polar() const noexcept {
        return std::get_if<Polar>(&form_);
    }

    /// `3-4i`, or `2.5 * e^(1.0i)`
    [[nodiscard]] std::string to_string() const;

    friend constexpr bool operator==(const Complex&, const Complex&) noexcept = default;
    /// Cartesian numbers before polar ones, then by parts.
    friend constexpr auto operator<=>(const Complex&, const Complex&) noexcept = default;

  private:
    constexpr explicit Complex(const Polar& polar) noexcept : form_(polar) {}

    std::variant<Cartesian, Polar> form_;
};

}}  // namespace souris::v0

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::Complex> {
    [[nodiscard]] std::size_t operator()(const souris::Complex& value) const noexcept;
};
