// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <souris/object_codec.hpp>
#include <souris/tuple_codecs.hpp>

/// @file
/// `Codec` for containers: those of the standard library, and whatever looks like them.

namespace souris::inline v0 {

namespace detail {

/// `std::vector`, `std::deque`, `std::list`.
template <class T>
concept SequenceContainer = requires(T& container) {
    typename T::value_type;
    container.emplace_back();
    container.clear();
    container.begin();
    { container.size() } -> std::convertible_to<std::size_t>;
};

/// `std::map`, `std::unordered_map`.
template <class T>
concept MapContainer = requires(T& container, typename T::key_type key) {
    typename T::mapped_type;
    container.try_emplace(std::move(key));
    container.clear();
};

/// `std::set`, `std::unordered_set`.
template <class T>
concept SetContainer = requires(T& container, typename T::key_type key) {
    requires !requires {
        typename T::mapped_type;
    };
    { container.insert(std::move(key)).second } -> std::convertible_to<bool>;
    container.clear();
};

/// Keys of maps in the bytes.
template <class T>
concept TextKey = std::same_as<T, std::string> || std::same_as<T, std::string_view>;

/// What a container of nodes takes for each, besides the element: pointers, a colour or a hash.
inline constexpr std::size_t node_overhead = 4 * sizeof(void*);

}  // namespace detail

/// An array.
template <detail::SequenceContainer T>
struct Codec<T> {
    using Element = typename T::value_type;

    static bool encode(Encoder& encoder, const T& container) {
        if (!encoder.begin_array(container.size())) return false;
        if constexpr (detail::ShortInteger<Element> && requires { container.data(); }) {
            if (!encoder.write_integers(std::span<const Element>(container))) return false;
        } else {
            if (!detail::write_elements(encoder, container)) return false;
        }
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, T& container) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        container.clear();
        constexpr bool is_contiguous = requires {
            container.reserve(count);
        };
        constexpr std::size_t each = sizeof(Element) + (is_contiguous ? 0 : detail::node_overhead);
        if (!decoder.charge(count, each)) return false;
        if constexpr (detail::ShortInteger<Element> && requires { container.data(); }) {
            container.resize(count);
            if (!decoder.read_integers(std::span<Element>(container))) return false;
        } else if constexpr (detail::SmallScalar<Element> && requires { container.data(); }) {
            container.resize(count);
            Element* const elements = container.data();
            for (std::size_t i = 0; i < count; ++i) {
                decoder.next_element();
                if (!Codec<Element>::decode(decoder, elements[i])) return decoder.in_element(i);
            }
        } else {
            if constexpr (is_contiguous) container.reserve(count);
            for (std::size_t i = 0; i < count; ++i) {
                decoder.next_element();
                if (!decode_element(decoder, container)) return decoder.in_element(i);
            }
        }
        decoder.end();
        return true;
    }

  private:
    static bool decode_element(Decoder& decoder, T& container) {
        if constexpr (std::same_as<Element, bool>) {
            // The elements of std::vector<bool> have no address.
            bool element = false;
            if (!decoder.read_boolean(element)) return false;
            container.push_back(element);
            return true;
        } else {
            return Codec<Element>::decode(decoder, container.emplace_back());
        }
    }
};

/// A map if its keys are text, else an array of pairs. Of a repeated key the last value counts,
/// unless reading is strict.
template <detail::MapContainer T>
struct Codec<T> {
    using Key = typename T::key_type;
    using Mapped = typename T::mapped_type;

    static bool encode(Encoder& encoder, const T& container) {
        if constexpr (detail::TextKey<Key>) {
            if (!encoder.begin_map(container.size())) return false;
            for (const auto& [key, value] : container) {
                if (!encoder.write_key(key) || !Codec<Mapped>::encode(encoder, value)) {
                    return encoder.in_key(key);
                }
            }
        } else {
            if (!encoder.begin_array(container.size())) return false;
            if (!detail::write_elements(encoder, container)) return false;
        }
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, T& container) {
        container.clear();
        std::size_t count = 0;
        if constexpr (detail::TextKey<Key>) {
            if (!decoder.begin_map(count)) return false;
        } else {
            if (!decoder.begin_array(count)) return false;
        }
        if (!decoder.charge(count, sizeof(typename T::value_type) + detail::node_overhead)) {
            return false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if constexpr (detail::TextKey<Key>) {
                if (!decode_entry(decoder, container)) return false;
            } else {
                decoder.next_element();
                if (!decode_pair(decoder, container)) return decoder.in_element(i);
            }
        }
        decoder.end();
        return true;
    }

  private:
    static bool decode_entry(Decoder& decoder, T& container) {
        std::string_view text;
        if (!decoder.read_key(text) || !decoder.charge(text.size(), 1)) return false;
        if constexpr (std::same_as<Key, std::string_view>) {
            if (!decoder.check_view(text)) return false;
        }
        const auto [place, is_new] = container.try_emplace(Key(text));
        if (!is_new && !renew(decoder, place->second)) return decoder.in_key(place->first);
        return Codec<Mapped>::decode(decoder, place->second) || decoder.in_key(place->first);
    }

    static bool decode_pair(Decoder& decoder, T& container) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (count != 2) return decoder.fail_count(count, 2);
        Key key{};
        decoder.next_element();
        if (!Codec<Key>::decode(decoder, key)) return decoder.in_element(0);
        const auto [place, is_new] = container.try_emplace(std::move(key));
        if (!is_new && !renew(decoder, place->second)) return decoder.in_element(0);
        decoder.next_element();
        if (!Codec<Mapped>::decode(decoder, place->second)) return decoder.in_element(1);
        decoder.end();
        return true;
    }

    /// For the second value of a key.
    static bool renew(Decoder& decoder, Mapped& value) {
        if (decoder.options().strict) return decoder.fail(ErrorCode::duplicate_key);
        value = Mapped{};
        return true;
    }
};

/// An array. An element that is there twice is `duplicate_key` if reading is strict.
template <detail::SetContainer T>
struct Codec<T> {
    using Element = typename T::key_type;

    static bool encode(Encoder& encoder, const T& container) {
        if (!encoder.begin_array(container.size()) || !detail::write_elements(encoder, container)) {
            return false;
        }
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, T& container) {
        container.clear();
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (!decoder.charge(count, sizeof(Element) + detail::node_overhead)) return false;
        for (std::size_t i = 0; i < count; ++i) {
            Element element{};
            decoder.next_element();
            if (!Codec<Element>::decode(decoder, element)) return decoder.in_element(i);
            if (!container.insert(std::move(element)).second && decoder.options().strict) {
                decoder.fail(ErrorCode::duplicate_key);
                return decoder.in_element(i);
            }
        }
        decoder.end();
        return true;
    }
};

}  // namespace souris::inline v0
