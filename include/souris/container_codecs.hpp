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
concept MapContainer = requires(T& container, typename T::value_type entry) {
    typename T::mapped_type;
    { container.insert(std::move(entry)).second } -> std::convertible_to<bool>;
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

/// `std::vector`, but for that of `bool`.
template <class T>
concept ContiguousContainer = SequenceContainer<T> && requires(T& container, std::size_t count) {
    container.resize(count);
    { container.data() } -> std::same_as<typename T::value_type*>;
};

/// How a container is read whose elements have addresses.
struct SequenceReader {
    PartReader element;
    /// Of an element, in memory, and with what the container takes besides.
    std::size_t size;
    std::size_t charged;
    void (*clear)(void* container, std::size_t expected);
    /// Of a contiguous container: makes it hold so many elements, and tells where they are. Else
    /// nullptr.
    void* (*resize)(void* container, std::size_t count);
    /// Of others: adds an element, and tells where it is.
    void* (*append)(void* container);
};

template <class T>
void clear_container(void* container, [[maybe_unused]] std::size_t expected) {
    T& target = *static_cast<T*>(container);
    target.clear();
    if constexpr (requires { target.reserve(expected); }) target.reserve(expected);
}

template <class T>
void* resize_container(void* container, std::size_t count) {
    T& target = *static_cast<T*>(container);
    target.resize(count);
    return target.data();
}

template <class T>
void* append_element(void* container) {
    return address_of(static_cast<T*>(container)->emplace_back());
}

template <class T>
[[nodiscard]] consteval SequenceReader make_sequence_reader() noexcept {
    using Element = typename T::value_type;
    SequenceReader reader{reader_of<Element>, sizeof(Element), sizeof(Element),
                          clear_container<T>, nullptr,         nullptr};
    if constexpr (ContiguousContainer<T>) {
        reader.resize = resize_container<T>;
    } else {
        reader.charged += node_overhead;
        reader.append = append_element<T>;
    }
    return reader;
}

template <class T>
inline constexpr SequenceReader sequence_reader = make_sequence_reader<T>();

[[nodiscard]] SOURIS_EXPORT bool read_sequence(Decoder& decoder, const SequenceReader& reader,
                                               void* container);

/// Tells where the element is at which an iterator stands, and moves that on.
template <class Iterator>
const void* next_element(void* iterator) {
    Iterator& next = *static_cast<Iterator*>(iterator);
    return address_of(*next++);
}

/// Writes the elements of the array just begun, so many from `iterator` on.
[[nodiscard]] SOURIS_EXPORT bool write_range(Encoder& encoder, const PartWriter& element,
                                             std::size_t count, void* iterator,
                                             const void* (*next)(void* iterator));

/// An array of the elements of any container.
template <class T>
bool write_array(Encoder& encoder, const T& container) {
    using Element = typename T::value_type;
    if (!encoder.begin_array(container.size())) return false;
    if constexpr (ContiguousContainer<T>) {
        if (!encoder.write_parts(container.data(), container.size(), sizeof(Element),
                                 writer_of<Element>)) {
            return false;
        }
    } else if constexpr (std::is_reference_v<decltype(*container.begin())>) {
        auto iterator = container.begin();
        if (!write_range(encoder, writer_of<Element>, container.size(), &iterator,
                         next_element<decltype(iterator)>)) {
            return false;
        }
    } else {
        // The elements of std::vector<bool> have no address.
        std::size_t index = 0;
        for (const Element element : container) {
            if (!Codec<Element>::encode(encoder, element)) return encoder.in_element(index);
            ++index;
        }
    }
    encoder.end();
    return true;
}

/// How a map is read whose keys are text.
struct MapReader {
    PartReader mapped;
    /// Of an entry, with what the container takes besides.
    std::size_t charged;
    /// Whether keys are views into the input.
    bool has_views;
    /// Adds an entry, or, if there is one of that key, gives it a new value. Tells where the value
    /// is, and the key that the container keeps.
    void* (*place)(void* container, std::string_view& key, bool& is_new);
};

template <class T>
void* place_entry(void* container, std::string_view& key, bool& is_new) {
    using Mapped = typename T::mapped_type;
    // Compilers take longer for every other way.
    const auto placed = static_cast<T*>(container)->insert(
        typename T::value_type(typename T::key_type(key), Mapped{}));
    key = placed.first->first;
    is_new = placed.second;
    if (!is_new) placed.first->second = Mapped{};
    return address_of(placed.first->second);
}

template <class T>
inline constexpr MapReader map_reader{
    reader_of<typename T::mapped_type>, sizeof(typename T::value_type) + node_overhead,
    std::same_as<typename T::key_type, std::string_view>, place_entry<T>};

/// Reads into a map that is empty.
[[nodiscard]] SOURIS_EXPORT bool read_map(Decoder& decoder, const MapReader& reader,
                                          void* container);

}  // namespace detail

/// An array.
template <detail::SequenceContainer T>
struct Codec<T> {
    using Element = typename T::value_type;

    static bool encode(Encoder& encoder, const T& container) {
        return detail::write_array(encoder, container);
    }
    static bool decode(Decoder& decoder, T& container) {
        if constexpr (std::same_as<Element, bool> && !detail::ContiguousContainer<T>) {
            return decode_booleans(decoder, container);
        } else {
            return detail::read_sequence(decoder, detail::sequence_reader<T>, &container);
        }
    }

  private:
    /// The elements of std::vector<bool> have no address.
    static bool decode_booleans(Decoder& decoder, T& container) {
        std::size_t count = 0;
        container.clear();
        if (!decoder.begin_array(count) || !decoder.charge(count, sizeof(bool))) return false;
        for (std::size_t i = 0; i < count; ++i) {
            bool element = false;
            decoder.next_element();
            if (!decoder.read_boolean(element)) return decoder.in_element(i);
            container.push_back(element);
        }
        decoder.end();
        return true;
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
                if (!encoder.write_key(key) ||
                    !detail::write_part(encoder, detail::writer_of<Mapped>,
                                        detail::address_of(value))) {
                    return encoder.in_key(key);
                }
            }
            encoder.end();
            return true;
        } else {
            return detail::write_array(encoder, container);
        }
    }
    static bool decode(Decoder& decoder, T& container) {
        container.clear();
        if constexpr (detail::TextKey<Key>) {
            return detail::read_map(decoder, detail::map_reader<T>, &container);
        } else {
            return decode_pairs(decoder, container);
        }
    }

  private:
    static bool decode_pairs(Decoder& decoder, T& container) {
        std::size_t count = 0;
        if (!decoder.begin_array(count) ||
            !decoder.charge(count, sizeof(typename T::value_type) + detail::node_overhead)) {
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
        const auto [place, is_new] =
            container.insert(typename T::value_type(std::move(key), Mapped{}));
        // Of a repeated key the last value counts.
        if (!is_new) {
            if (decoder.options().strict) {
                decoder.fail(ErrorCode::duplicate_key);
                return decoder.in_element(0);
            }
            place->second = Mapped{};
        }
        decoder.next_element();
        if (!Codec<Mapped>::decode(decoder, place->second)) return decoder.in_element(1);
        decoder.end();
        return true;
    }
};

/// An array. An element that is there twice is `duplicate_key` if reading is strict.
template <detail::SetContainer T>
struct Codec<T> {
    using Element = typename T::key_type;

    static bool encode(Encoder& encoder, const T& container) {
        return detail::write_array(encoder, container);
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
