// SPDX-License-Identifier: MIT
#pragma once

#include <array>
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

/// Arrays of so many elements whose addresses are given.
[[nodiscard]] SOURIS_EXPORT bool read_tuple(Decoder& decoder, const PartReader* readers,
                                            void* const* parts, std::size_t count);
[[nodiscard]] SOURIS_EXPORT bool write_tuple(Encoder& encoder, const PartWriter* writers,
                                             const void* const* parts, std::size_t count);

}  // namespace detail

/// Tuples and pairs: an array of as many elements.
template <class T>
requires detail::is_tuple<T>
struct Codec<T> {
    static bool encode(Encoder& encoder, const T& value) {
        return std::apply(
            [&](const auto&... parts) {
                const void* const addresses[] = {detail::address_of(parts)..., nullptr};
                return detail::write_tuple(
                    encoder, detail::writers_of<std::remove_cvref_t<decltype(parts)>...>, addresses,
                    sizeof...(parts));
            },
            value);
    }
    static bool decode(Decoder& decoder, T& value) {
        return std::apply(
            [&](auto&... parts) {
                void* const addresses[] = {detail::address_of(parts)..., nullptr};
                return detail::read_tuple(
                    decoder, detail::readers_of<std::remove_cvref_t<decltype(parts)>...>, addresses,
                    sizeof...(parts));
            },
            value);
    }
};

/// As an array of exactly so many elements.
template <class T, std::size_t size>
struct Codec<std::array<T, size>> {
    static bool encode(Encoder& encoder, const std::array<T, size>& value) {
        if (!encoder.begin_array(size) ||
            !encoder.write_parts(value.data(), size, sizeof(T), detail::writer_of<T>)) {
            return false;
        }
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, std::array<T, size>& value) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (count != size) return decoder.fail_count(count, size);
        if (!decoder.read_parts(value.data(), 0, size, sizeof(T), detail::reader_of<T>))
            return false;
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
