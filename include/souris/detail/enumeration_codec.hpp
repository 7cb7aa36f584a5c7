// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <souris/config.hpp>
#include <souris/describe.hpp>
#include <souris/detail/class_members.hpp>
#include <souris/detail/enumeration_range.hpp>
#include <souris/object_codec.hpp>

/// @file
/// `Codec` for enumerations.

namespace souris { inline namespace v0 { namespace detail {

/// Appends a name to the list of known names.
SOURIS_EXPORT void add_name(std::string& known, std::string_view name);
/// Reports that `found` is none of the known names. Returns false.
SOURIS_EXPORT bool fail_name(Decoder& decoder, std::string_view found, const std::string& known);
/// Reports a number, whose two's complement is `bits`, that is no value. Returns false.
SOURIS_EXPORT bool fail_number(Decoder& decoder, std::uint64_t bits, bool is_negative);

/// The enumerators that are described as a tuple, as fields are.
template <class T>
inline constexpr auto listed_enumerators = std::apply(
    [](const auto&... each) { return std::array<Enumerator<T>, sizeof...(each)>{each...}; },
    describe<T>::enumerators);

template <HasEnumerators T>
[[nodiscard]] constexpr const auto& enumerators_of() noexcept {
    if constexpr (requires { std::begin(describe<T>::enumerators); }) {
        return describe<T>::enumerators;
    } else {
        return listed_enumerators<T>;
    }
}

/// Checks the names of described enumerators, whose length is not limited.
template <class T>
[[nodiscard]] consteval NamesProblem find_enumerators_problem() noexcept {
    if constexpr (HasEnumerators<T>) {
        std::size_t count = 0;
        for (const auto& each : enumerators_of<T>()) {
            if (!is_name_utf8(each.name)) return NamesProblem::not_utf8;
            std::size_t others = 0;
            for (const auto& other : enumerators_of<T>()) {
                if (others++ == count) break;
                if (other.name == each.name) return NamesProblem::repeated;
            }
            ++count;
        }
    }
    return NamesProblem::none;
}

/// An enumeration: by name if the value is described, else by number. Both are read. A number that
/// the enumeration does not hold is `integer_out_of_range`. If enumerators are described, that also
/// applies to a number that is none of them, and writing it is `unrepresentable`, unless the
/// description says `takes_other_numbers`.
template <class T>
requires std::is_enum_v<T>
struct DefaultCodec<T> : WholeCodec {
    static_assert(find_enumerators_problem<T>() != NamesProblem::not_utf8,
                  "a name of an enumerator in souris::describe is not UTF-8");
    static_assert(find_enumerators_problem<T>() != NamesProblem::repeated,
                  "a name stands twice among the enumerators in souris::describe");

    static bool encode(Encoder& encoder, T value) {
        if constexpr (HasEnumerators<T>) {
            for (const auto& each : enumerators_of<T>()) {
                if (each.value == value) return encoder.write_text(each.name);
            }
        }
        if constexpr (HasEnumerators<T> && !takes_other_numbers<T>) {
            return encoder.fail(ErrorCode::unrepresentable, "no enumerator has this value");
        } else {
            return encoder.write_integer(static_cast<Number>(value));
        }
    }
    static bool decode(Decoder& decoder, T& value) {
        if constexpr (HasEnumerators<T>) {
            if (decoder.next_is(Type::string)) return decode_name(decoder, value);
        }
        Number number{};
        if (!decoder.read_integer(number)) return false;
        if (!is_known(number)) {
            return fail_number(decoder, static_cast<std::uint64_t>(number), number < Number{});
        }
        value = static_cast<T>(number);
        return true;
    }

  private:
    using Underlying = std::underlying_type_t<T>;
    /// An integer type for `bool` and `char32_t`, whose values are not read as integers.
    using Number = std::conditional_t<
        std::is_same_v<Underlying, bool>, std::uint8_t,
        std::conditional_t<std::is_same_v<Underlying, char32_t>, std::uint32_t, Underlying>>;

    static bool is_known(Number number) {
        if constexpr (std::is_same_v<Underlying, bool>) {
            if (number > 1) return false;
        }
        if (!is_in_enumeration<T>(static_cast<Underlying>(number))) return false;
        if constexpr (HasEnumerators<T> && !takes_other_numbers<T>) {
            for (const auto& each : enumerators_of<T>()) {
                if (static_cast<Number>(each.value) == number) return true;
            }
            return false;
        } else {
            return true;
        }
    }

    static bool decode_name(Decoder& decoder, T& value) {
        std::string_view name;
        if (!decoder.read_text(name)) return false;
        std::string known;
        for (const auto& each : enumerators_of<T>()) {
            if (each.name == name) {
                value = each.value;
                return true;
            }
            add_name(known, each.name);
        }
        return fail_name(decoder, name, known);
    }
};

}}}  // namespace souris::v0::detail
