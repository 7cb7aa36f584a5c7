// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <souris/object_codec.hpp>

/// @file
/// `Codec` for what holds a number of values that its type tells: tuples, optional values,
/// variants.

namespace souris::inline v0 {

namespace detail {

template <class T>
inline constexpr bool is_tuple = false;
template <class... Members>
inline constexpr bool is_tuple<std::tuple<Members...>> = true;
template <class First, class Second>
inline constexpr bool is_tuple<std::pair<First, Second>> = true;

/// The elements of an array that was begun.
template <class Range>
bool write_elements(Encoder& encoder, const Range& range) {
    using Element = typename Range::value_type;
    // So many tell how long all will be, and the more there were the better.
    constexpr std::size_t telling = 8;
    const std::size_t count = range.size();
    const std::uint64_t before = count > telling ? encoder.size() : 0;
    std::size_t index = 0;
    for (const auto& element : range) {
        if (!Codec<Element>::encode(encoder, element)) return encoder.in_element(index);
        ++index;
        if (index >= telling && std::has_single_bit(index) && index < count) {
            const std::uint64_t mean = (encoder.size() - before) / index + 1;
            encoder.expect(mean * (count - index));
        }
    }
    return true;
}

}  // namespace detail

/// Tuples and pairs: an array of as many elements.
template <class T>
requires detail::is_tuple<T>
struct Codec<T> {
    static bool encode(Encoder& encoder, const T& value) {
        if (!encoder.begin_array(size)) return false;
        std::size_t index = 0;
        const bool is_written = std::apply(
            [&](const auto&... members) { return (write(encoder, members, index) && ...); }, value);
        if (!is_written) return false;
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, T& value) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (count != size) return decoder.fail_count(count, size);
        std::size_t index = 0;
        const bool is_read = std::apply(
            [&](auto&... members) { return (read(decoder, members, index) && ...); }, value);
        if (!is_read) return false;
        decoder.end();
        return true;
    }

  private:
    static constexpr std::size_t size = std::tuple_size_v<T>;

    template <class Member>
    static bool write(Encoder& encoder, const Member& member, std::size_t& index) {
        if (!Codec<Member>::encode(encoder, member)) return encoder.in_element(index);
        ++index;
        return true;
    }
    template <class Member>
    static bool read(Decoder& decoder, Member& member, std::size_t& index) {
        decoder.next_element();
        if (!Codec<Member>::decode(decoder, member)) return decoder.in_element(index);
        ++index;
        return true;
    }
};

/// As an array of exactly so many elements.
template <class T, std::size_t size>
struct Codec<std::array<T, size>> {
    static bool encode(Encoder& encoder, const std::array<T, size>& value) {
        if (!encoder.begin_array(size) || !detail::write_elements(encoder, value)) return false;
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, std::array<T, size>& value) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (count != size) return decoder.fail_count(count, size);
        for (std::size_t i = 0; i < size; ++i) {
            decoder.next_element();
            if (!Codec<T>::decode(decoder, value[i])) return decoder.in_element(i);
        }
        decoder.end();
        return true;
    }
};

/// Null, or the value. As a member of a class that is written as a map it is left out if empty.
template <class T>
struct Codec<std::optional<T>> {
    static_assert(!detail::is_optional<T>, "which of the two would null be?");

    static bool encode(Encoder& encoder, const std::optional<T>& value) {
        return value ? Codec<T>::encode(encoder, *value) : encoder.write_null();
    }
    static bool decode(Decoder& decoder, std::optional<T>& value) {
        value.reset();
        if (decoder.next_is(Type::null)) return decoder.read_null();
        return Codec<T>::decode(decoder, value.emplace());
    }
};

namespace detail {

/// `std::unique_ptr`, whose header takes long to compile and is not asked for here.
template <class T>
concept UniquePointer = requires(T& pointer, typename T::element_type* object) {
    typename T::deleter_type;
    pointer.reset(object);
    { *pointer } -> std::same_as<typename T::element_type&>;
};

}  // namespace detail

/// Null, or the value.
template <detail::UniquePointer T>
struct Codec<T> {
    using Element = typename T::element_type;

    static bool encode(Encoder& encoder, const T& value) {
        return value ? Codec<Element>::encode(encoder, *value) : encoder.write_null();
    }
    static bool decode(Decoder& decoder, T& value) {
        value.reset();
        if (decoder.next_is(Type::null)) return decoder.read_null();
        if (!decoder.charge(1, sizeof(Element))) return false;
        value.reset(new Element());
        return Codec<Element>::decode(decoder, *value);
    }
};

template <>
struct Codec<std::monostate> {
    static bool encode(Encoder& encoder, std::monostate) { return encoder.write_null(); }
    static bool decode(Decoder& decoder, std::monostate&) { return decoder.read_null(); }
};

/// An array of the alternative's index and its value.
template <class... Alternatives>
struct Codec<std::variant<Alternatives...>> {
    using Variant = std::variant<Alternatives...>;

    static bool encode(Encoder& encoder, const Variant& value) {
        if (value.valueless_by_exception()) return encoder.fail(ErrorCode::unrepresentable);
        if (!encoder.begin_array(2) || !encoder.write_integer(value.index())) return false;
        const bool is_written = std::visit(
            [&](const auto& alternative) {
                return Codec<std::remove_cvref_t<decltype(alternative)>>::encode(encoder,
                                                                                 alternative);
            },
            value);
        if (!is_written) return encoder.in_element(1);
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, Variant& value) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (count != 2) return decoder.fail_count(count, 2);
        std::size_t index = 0;
        decoder.next_element();
        if (!decoder.read_integer(index)) return decoder.in_element(0);
        if (index >= sizeof...(Alternatives)) {
            decoder.fail(ErrorCode::index_out_of_range, "no such alternative");
            return decoder.in_element(0);
        }
        decoder.next_element();
        if (!read(decoder, value, index, std::index_sequence_for<Alternatives...>())) {
            return decoder.in_element(1);
        }
        decoder.end();
        return true;
    }

  private:
    template <std::size_t... i>
    static bool read(Decoder& decoder, Variant& value, std::size_t index,
                     std::index_sequence<i...>) {
        bool is_read = false;
        static_cast<void>((
            (i == index &&
             (is_read = Codec<Alternatives>::decode(decoder, value.template emplace<i>()), true)) ||
            ...));
        return is_read;
    }
};

}  // namespace souris::inline v0
