// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <souris/detail/container_memory.hpp>
#include <souris/detail/sequence_codecs.hpp>
#include <souris/object_codec.hpp>

/// @file
/// `Codec` for maps and sets: those of the standard library, and types with the same interface.

namespace souris { inline namespace v0 { namespace detail {

/// `std::map`, `std::unordered_map`, and their multi variants.
template <class T>
concept MapContainer = MaybeContainer<T> && requires(T& container, typename T::value_type entry) {
    typename T::mapped_type;
    container.insert(std::move(entry));
    container.clear();
};

/// `std::set`, `std::unordered_set`, and their multi variants.
template <class T>
concept SetContainer = MaybeContainer<T> && requires(T& container, typename T::key_type key) {
    requires !requires {
        typename T::mapped_type;
    };
    container.insert(std::move(key));
    container.clear();
};

/// Containers without equal keys.
template <class T>
concept UniqueContainer = requires(T& container, typename T::value_type element) {
    { container.insert(std::move(element)).second } -> std::convertible_to<bool>;
};

/// Key types that are written as keys of a map.
template <class T>
inline constexpr bool is_text_key = false;
template <class Traits>
inline constexpr bool is_text_key<std::basic_string_view<char, Traits>> = true;
template <class Traits, class Allocator>
inline constexpr bool is_text_key<std::basic_string<char, Traits, Allocator>> = true;

/// How to read a map whose keys are text.
struct MapReader {
    ValueReader mapped;
    std::uint64_t element_memory;
    std::uint64_t first_memory;
    /// Whether keys are views into the input.
    bool has_views;
    /// Adds an entry, or resets the value of an existing one. Returns the address of the value, and
    /// sets `key` to the key that the container keeps.
    void* (*place)(void* container, std::string_view& key, bool& is_new);
};

template <class T>
void* place_entry(void* container, std::string_view& key, bool& is_new) {
    using Mapped = typename T::mapped_type;
    // The fastest way to compile.
    const auto placed = static_cast<T*>(container)->insert(
        typename T::value_type(typename T::key_type(key), Mapped{}));
    key = placed.first->first;
    is_new = placed.second;
    if (!is_new) placed.first->second = Mapped{};
    return address_of(placed.first->second);
}

template <class T>
inline constexpr bool has_view_keys = false;
template <class T>
requires std::same_as<typename T::key_type, std::string_view>
inline constexpr bool has_view_keys<T> = true;

template <class T>
inline constexpr MapReader map_reader{reader_of<typename T::mapped_type>, element_memory<T>,
                                      first_memory<T>, has_view_keys<T>, place_entry<T>};

/// Reads into an empty map.
[[nodiscard]] SOURIS_EXPORT bool read_map(Decoder& decoder, const MapReader& reader,
                                          void* container);

/// A map if the keys are text and unique, else an array of pairs. The last value of a repeated key
/// wins, unless reading is strict.
///
/// Hash containers trust the keys: keys can be chosen that fill a `std::unordered_map` with a known
/// hash, such as `std::hash` of integers, in quadratic time. Read keys from strangers into a
/// `std::map`, or hash them with a secret.
template <MapContainer T>
struct DefaultCodec<T> : WholeCodec {
    using Key = typename T::key_type;
    using Mapped = typename T::mapped_type;

    static bool encode(Encoder& encoder, const T& container) {
        if constexpr (is_map) {
            if (!encoder.begin_map(container.size())) return false;
            for (const auto& [key, value] : container) {
                if (!encoder.write_key(key) ||
                    !write_with(encoder, writer_of<Mapped>, address_of(value))) {
                    return encoder.in_key(key);
                }
            }
            encoder.end();
            return true;
        } else {
            return write_array(encoder, container);
        }
    }
    static bool decode(Decoder& decoder, T& container) {
        container.clear();
        if constexpr (!can_be_new<Key>() || !can_be_new<Mapped>()) {
            return false;
        } else if constexpr (is_map) {
            return read_map(decoder, map_reader<T>, &container);
        } else {
            return decode_pairs(decoder, container);
        }
    }

  private:
    static constexpr bool is_map = is_text_key<Key> && UniqueContainer<T>;

    static bool decode_pairs(Decoder& decoder, T& container) {
        std::size_t count = 0;
        if (!decoder.begin_array(count) ||
            !charge_nodes(decoder, element_memory<T>, first_memory<T>, count)) {
            return false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            decoder.next_element();
            if (!decode_pair(decoder, container)) return decoder.in_element(i);
        }
        decoder.end();
        return true;
    }

    static bool decode_pair(Decoder& decoder, T& container) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (count != 2) return decoder.fail_count(count, 2);
        Key key{};
        decoder.next_element();
        if (!Codec<Key>::decode(decoder, key)) return decoder.in_element(0);
        Mapped* const mapped = place(decoder, container, std::move(key));
        if (mapped == nullptr) return decoder.in_element(0);
        decoder.next_element();
        if (!Codec<Mapped>::decode(decoder, *mapped)) return decoder.in_element(1);
        decoder.end();
        return true;
    }

    /// The slot for the value of `key`; nullptr if the key is repeated and reading is strict.
    static Mapped* place(Decoder& decoder, T& container, Key key) {
        if constexpr (UniqueContainer<T>) {
            // Not `insert`, which copies the key.
            const auto [place, is_new] = container.emplace(std::move(key), Mapped{});
            // The last value of a repeated key wins.
            if (!is_new) {
                if (decoder.options().strict) {
                    decoder.fail(ErrorCode::duplicate_key);
                    return nullptr;
                }
                place->second = Mapped{};
            }
            return std::addressof(place->second);
        } else {
            return std::addressof(container.emplace(std::move(key), Mapped{})->second);
        }
    }
};

/// An array. A repeated element of a unique container is `duplicate_key` if reading is strict.
/// Chosen elements make hash containers take quadratic time, as with maps.
template <SetContainer T>
struct DefaultCodec<T> : WholeCodec {
    using Element = typename T::key_type;

    static bool encode(Encoder& encoder, const T& container) {
        return write_array(encoder, container);
    }
    static bool decode(Decoder& decoder, T& container) {
        if constexpr (can_be_new<Element>()) {
            return decode_elements(decoder, container);
        } else {
            return false;
        }
    }

  private:
    static bool decode_elements(Decoder& decoder, T& container) {
        container.clear();
        std::size_t count = 0;
        if (!decoder.begin_array(count) ||
            !charge_nodes(decoder, element_memory<T>, first_memory<T>, count)) {
            return false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            Element element{};
            decoder.next_element();
            if (!Codec<Element>::decode(decoder, element) ||
                !insert(decoder, container, std::move(element))) {
                return decoder.in_element(i);
            }
        }
        decoder.end();
        return true;
    }

    static bool insert(Decoder& decoder, T& container, Element element) {
        if constexpr (UniqueContainer<T>) {
            if (container.insert(std::move(element)).second || !decoder.options().strict)
                return true;
            return decoder.fail(ErrorCode::duplicate_key);
        } else {
            container.insert(std::move(element));
            return true;
        }
    }
};

}}}  // namespace souris::v0::detail
