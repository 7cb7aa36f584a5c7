// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <souris/object_codec.hpp>

/// @file
/// `Codec` for types with a fixed number of values: tuples, optional values, variants.

namespace souris { inline namespace v0 {

namespace detail {

template <class T>
inline constexpr bool is_tuple = false;
template <class... Members>
inline constexpr bool is_tuple<std::tuple<Members...>> = true;
template <class First, class Second>
inline constexpr bool is_tuple<std::pair<First, Second>> = true;

/// Reads or writes an array of `count` elements at the given addresses.
[[nodiscard]] SOURIS_EXPORT bool read_tuple(Decoder& decoder, const ValueReader* readers,
                                            void* const* parts, std::size_t count);
[[nodiscard]] SOURIS_EXPORT bool write_tuple(Encoder& encoder, const ValueWriter* writers,
                                             const void* const* parts, std::size_t count);

/// Codecs of types that store their parts inline overwrite completely if the codecs of all parts
/// do.
struct PartsCodec {};
template <class... Parts>
using CodecOfParts =
    std::conditional_t<(is_overwritten<std::remove_const_t<Parts>> && ...), WholeCodec, PartsCodec>;

/// Types that may be written as null. A type that is null when empty must not contain one of these,
/// since a null would be ambiguous.
template <class T>
inline constexpr bool is_nullable = false;
template <class T>
inline constexpr bool is_nullable<const T> = is_nullable<T>;
template <class T>
inline constexpr bool is_nullable<std::optional<T>> = true;
template <>
inline constexpr bool is_nullable<std::monostate> = true;
template <>
inline constexpr bool is_nullable<Value> = true;
template <>
inline constexpr bool is_nullable<const char*> = true;

/// Reconstructs an object in place, since const parts cannot be assigned.
template <class T, class... Parts>
void make_again(T& object, Parts&&... parts) {
    object.~T();
    ::new (static_cast<void*>(std::addressof(object))) T(std::forward<Parts>(parts)...);
}

/// Tuples and pairs: an array with one element for each part.
template <template <class...> class Tuple, class... Members>
requires is_tuple<Tuple<Members...>>
struct DefaultCodec<Tuple<Members...>> : CodecOfParts<Members...> {
    using Object = Tuple<Members...>;

    static bool encode(Encoder& encoder, const Object& value) {
        return std::apply(
            [&](const auto&... parts) {
                const void* const addresses[] = {address_of(parts)..., nullptr};
                return write_tuple(encoder, writers_of<std::remove_cvref_t<decltype(parts)>...>,
                                   addresses, sizeof...(parts));
            },
            value);
    }
    static bool decode(Decoder& decoder, Object& value) {
        if constexpr ((std::is_const_v<Members> || ...)) {
            Tuple<std::remove_const_t<Members>...> fresh{};
            if (!decode_parts(decoder, fresh)) return false;
            make_again(value, std::move(fresh));
            return true;
        } else {
            return decode_parts(decoder, value);
        }
    }

  private:
    template <class T>
    static bool decode_parts(Decoder& decoder, T& value) {
        return std::apply(
            [&](auto&... parts) {
                void* const addresses[] = {address_of(parts)..., nullptr};
                return read_tuple(decoder, readers_of<std::remove_cvref_t<decltype(parts)>...>,
                                  addresses, sizeof...(parts));
            },
            value);
    }
};

/// Arrays of exactly `count` elements, contiguous in memory.
/// @{
[[nodiscard]] SOURIS_EXPORT bool read_elements(Decoder& decoder, const ValueReader& reader,
                                               void* first, std::size_t count, std::size_t size);
[[nodiscard]] SOURIS_EXPORT bool write_elements(Encoder& encoder, const ValueWriter& writer,
                                                const void* first, std::size_t count,
                                                std::size_t size);
/// @}

/// An array of exactly `size` elements.
template <class T, std::size_t size>
struct DefaultCodec<std::array<T, size>> : CodecOfParts<T> {
    static bool encode(Encoder& encoder, const std::array<T, size>& value) {
        return write_elements(encoder, writer_of<std::remove_const_t<T>>, value.data(), size,
                              sizeof(T));
    }
    static bool decode(Decoder& decoder, std::array<T, size>& value) {
        if constexpr (std::is_const_v<T>) {
            std::array<std::remove_const_t<T>, size> fresh{};
            if (!read_elements(decoder, reader_of<std::remove_const_t<T>>, fresh.data(), size,
                               sizeof(T))) {
                return false;
            }
            std::apply(
                [&](auto&... parts) {
                    make_again(value, std::array<T, size>{std::move(parts)...});
                },
                fresh);
            return true;
        } else {
            return read_elements(decoder, reader_of<T>, value.data(), size, sizeof(T));
        }
    }
};

/// @copydoc DefaultCodec<std::array<T,size>>
template <class T, std::size_t size>
struct DefaultCodec<T[size]> : CodecOfParts<T> {
    static bool encode(Encoder& encoder, const T (&value)[size]) {
        return write_elements(encoder, writer_of<T>, value, size, sizeof(T));
    }
    static bool decode(Decoder& decoder, T (&value)[size]) {
        return read_elements(decoder, reader_of<T>, value, size, sizeof(T));
    }
};

/// Null, or the value. As a member of a class in the form of a map, it is omitted if empty.
template <class T>
struct DefaultCodec<std::optional<T>> : WholeCodec {
    using Element = std::remove_const_t<T>;
    static_assert(!is_nullable<Element>,
                  "which of the two would null be? Leave the std::optional out");

    static bool encode(Encoder& encoder, const std::optional<T>& value) {
        return value ? Codec<Element>::encode(encoder, *value) : encoder.write_null();
    }
    static bool decode(Decoder& decoder, std::optional<T>& value) {
        if (decoder.next_is(Type::null)) {
            value.reset();
            return decoder.read_null();
        }
        if constexpr (!can_be_new<Element>()) {
            return false;
        } else if constexpr (std::is_const_v<T>) {
            value.reset();
            Element fresh{};
            if (!Codec<Element>::decode(decoder, fresh)) return false;
            value.emplace(std::move(fresh));
            return true;
        } else {
            return read_object<T>(decoder, address_of(value.emplace()));
        }
    }
};

/// `std::unique_ptr`, without including its header, which is slow to compile.
template <class T>
concept UniquePointer = Undescribed<T> && requires(T& pointer, typename T::element_type* object) {
    typename T::deleter_type;
    pointer.reset(object);
    { *pointer } -> std::same_as<typename T::element_type&>;
};

template <UniquePointer T>
inline constexpr bool is_nullable<T> = true;

/// Null, or the value.
template <UniquePointer T>
struct DefaultCodec<T> : WholeCodec {
    using Element = std::remove_const_t<typename T::element_type>;
    static_assert(!is_nullable<Element>,
                  "which of the two would null be? Hold what the std::unique_ptr points to");

    static bool encode(Encoder& encoder, const T& value) {
        return value ? Codec<Element>::encode(encoder, *value) : encoder.write_null();
    }
    static bool decode(Decoder& decoder, T& value) {
        value.reset();
        if (decoder.next_is(Type::null)) return decoder.read_null();
        if (!decoder.charge(1, allocation_size(sizeof(Element)) + held_memory<Element>))
            return false;
        if constexpr (can_be_new<Element>()) {
            auto* const element = new Element();
            value.reset(element);
            // Not inline: as the last call, it takes over the frame.
            return read_object<Element>(decoder, element);
        } else {
            return false;
        }
    }
};

}  // namespace detail

template <>
struct Codec<std::monostate> : detail::WholeCodec {
    static bool encode(Encoder& encoder, std::monostate) { return encoder.write_null(); }
    static bool decode(Decoder& decoder, std::monostate&) { return decoder.read_null(); }
};

namespace detail {

/// Reads which alternative follows: its index, or its name if alternatives have names.
[[nodiscard]] SOURIS_EXPORT bool read_alternative(Decoder& decoder,
                                                  std::span<const std::string_view> names,
                                                  std::size_t count, std::size_t& index);

/// The same requirements for names of alternatives as for names of members.
template <std::size_t count>
[[nodiscard]] constexpr NamesProblem find_names_problem(
    const std::array<std::string_view, count>& names) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        const NamesProblem problem = find_name_problem(names[i], nullptr, 0);
        if (problem != NamesProblem::none) return problem;
        for (std::size_t other = 0; other < i; ++other) {
            if (names[other] == names[i]) return NamesProblem::repeated;
        }
    }
    return NamesProblem::none;
}

/// An array of two: the alternative's index, or its name if `describe` has `alternatives`, and its
/// value. Both forms are read.
template <class... Alternatives>
struct DefaultCodec<std::variant<Alternatives...>> : WholeCodec {
    using Variant = std::variant<Alternatives...>;

    static bool encode(Encoder& encoder, const Variant& value) {
        if (value.valueless_by_exception()) return encoder.fail(ErrorCode::unrepresentable);
        if (!encoder.begin_array(2) || !write_which(encoder, value.index())) return false;
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
        if (!read_alternative(decoder, names(), sizeof...(Alternatives), index)) {
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
    static constexpr std::span<const std::string_view> names() noexcept {
        if constexpr (HasAlternatives<Variant>) {
            static_assert(describe<Variant>::alternatives.size() == sizeof...(Alternatives),
                          "souris::describe has more or fewer alternatives than the variant");
            static_assert(find_names_problem(describe<Variant>::alternatives) == NamesProblem::none,
                          "a name of an alternative is too long, no UTF-8, or stands twice");
            return describe<Variant>::alternatives;
        } else {
            return {};
        }
    }

    static bool write_which(Encoder& encoder, std::size_t index) {
        if constexpr (HasAlternatives<Variant>) {
            return encoder.write_text(names()[index]);
        } else {
            return encoder.write_integer(index);
        }
    }

    template <std::size_t i>
    static bool read_one(Decoder& decoder, Variant& value) {
        using Alternative = std::variant_alternative_t<i, Variant>;
        using Element = std::remove_const_t<Alternative>;
        if constexpr (!can_be_new<Element>()) {
            return false;
        } else if constexpr (std::is_const_v<Alternative>) {
            Element fresh{};
            if (!Codec<Element>::decode(decoder, fresh)) return false;
            value.template emplace<i>(std::move(fresh));
            return true;
        } else {
            return read_object<Element>(decoder, address_of(value.template emplace<i>()));
        }
    }
    template <std::size_t... i>
    static bool read(Decoder& decoder, Variant& value, std::size_t index,
                     std::index_sequence<i...>) {
        bool is_read = false;
        static_cast<void>(((i == index && (is_read = read_one<i>(decoder, value), true)) || ...));
        return is_read;
    }
};

}  // namespace detail

}}  // namespace souris::v0
