// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <souris/detail/tuple_codecs.hpp>
#include <souris/object_codec.hpp>

/// @file
/// `Codec` for containers: those of the standard library, and types with the same interface.

namespace souris { inline namespace v0 { namespace detail {

/// Types that may be treated as a container: without a description, and not an aggregate, whose
/// members would be lost.
template <class T>
concept MaybeContainer = Undescribed<T> && !PlainAggregate<T>;

/// `std::vector`, `std::deque`, `std::list`.
template <class T>
concept SequenceContainer = MaybeContainer<T> && requires(T& container) {
    typename T::value_type;
    container.emplace_back();
    container.clear();
    container.begin();
    { container.size() } -> std::convertible_to<std::size_t>;
};

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

/// `std::vector`, except `std::vector<bool>`.
template <class T>
concept ContiguousContainer = SequenceContainer<T> && requires(T& container, std::size_t count) {
    container.resize(count);
    { container.data() } -> std::same_as<typename T::value_type*>;
};

/// `std::vector<bool>`: its elements have no address.
template <class T>
concept ContainerOfBits = SequenceContainer<T> && std::same_as<typename T::value_type, bool> &&
    !std::is_reference_v<decltype(*std::declval<T&>().begin())>;

/// `std::deque`: chunks of several elements, in a vector of pointers to them.
template <class T>
concept ChunkedContainer =
    SequenceContainer<T> && !ContiguousContainer<T> && requires(T & container) {
    container[0];
};

/// Smallest size in bytes of a deque's chunk in the standard libraries.
#ifdef _LIBCPP_VERSION
inline constexpr std::size_t chunk_size = 4096;
#else
inline constexpr std::size_t chunk_size = 512;
#endif
template <class Element>
inline constexpr std::size_t elements_per_chunk = sizeof(Element) < chunk_size
                                                      ? chunk_size / sizeof(Element)
                                                      : 1;
/// Including the pointers to a chunk, old and new ones while that vector grows.
template <class Element>
inline constexpr std::uint64_t chunk_memory = allocation_size(elements_per_chunk<Element> *
                                                              sizeof(Element)) +
                                              6 * sizeof(void*);

template <ChunkedContainer T>
inline constexpr std::uint64_t held_memory<T> =
    allocation_size(8 * sizeof(void*)) + chunk_memory<typename T::value_type>;

/// Heap bytes per element of a container of nodes or chunks, including those held by a new element.
template <class T>
[[nodiscard]] consteval std::uint64_t find_element_memory() noexcept {
    using Element = typename T::value_type;
    constexpr std::uint64_t held = held_memory<Element>;
    constexpr std::uint64_t pointer = sizeof(void*);
    if constexpr (ChunkedContainer<T>) {
        constexpr std::uint64_t count = elements_per_chunk<Element>;
        return held + (chunk_memory<Element> + count - 1) / count;
    } else if constexpr (requires(const T& container) { container.bucket_count(); }) {
        // A node holds the next pointer and the hash. Tables grow by a factor of 2 to 2.2, and the
        // old table is freed after the new one is allocated.
        return held + allocation_size(2 * pointer + sizeof(Element)) + 27 * pointer / 8;
    } else {
        // Two pointers in a list node; three and a colour in a tree node.
        constexpr std::uint64_t links = SequenceContainer<T> ? 2 : 4;
        return held + allocation_size(links * pointer + sizeof(Element));
    }
}
template <class T>
inline constexpr std::uint64_t element_memory = find_element_memory<T>();

/// Heap bytes of a container with any element: the first hash table, and the second element that a
/// new one is moved from.
template <class T>
inline constexpr std::uint64_t first_memory = held_memory<typename T::value_type> +
                                              allocation_size(16 * sizeof(void*));

/// How to read a container whose elements have addresses.
struct SequenceReader {
    ValueReader element;
    /// Bytes of an element in memory.
    std::size_t size;
    /// Heap bytes per element; for a contiguous container, besides `size`.
    std::uint64_t element_memory;
    std::uint64_t first_memory;
    /// Removes the elements from `count` on, and all that cannot be read into where new ones are
    /// wanted. Returns the number of those that are left.
    std::size_t (*keep)(void* container, std::size_t count);
    /// For a contiguous container, else nullptr: resizes to `count` elements and returns the
    /// address of the first one.
    void* (*resize)(void* container, std::size_t count);
    /// For a contiguous container, else nullptr: reserves `count` elements; for 0, reserves
    /// nothing. Returns the capacity, or 0 if the container cannot reserve.
    std::size_t (*reserve)(void* container, std::size_t count);
    /// Heap bytes that a moved-from element holds until the container has grown.
    std::uint64_t moved_memory;
    /// For other containers: appends an element and returns its address.
    void* (*append)(void* container);
};

template <class T>
std::size_t keep_elements(void* container, [[maybe_unused]] std::size_t count) {
    T& target = *static_cast<T*>(container);
    if constexpr (ContiguousContainer<T>) {
        if constexpr (is_readable_over<typename T::value_type>) {
            if (target.size() > count) target.resize(count);
            return target.size();
        }
    }
    target.clear();
    return 0;
}

template <class T>
void* resize_container(void* container, std::size_t count) {
    T& target = *static_cast<T*>(container);
    target.resize(count);
    return target.data();
}

template <class T>
std::size_t reserve_container(void* container, [[maybe_unused]] std::size_t count) {
    T& target = *static_cast<T*>(container);
    if constexpr (requires { target.reserve(count); }) {
        using Element = typename T::value_type;
        if constexpr (std::is_nothrow_move_constructible_v<Element> ||
                      !std::is_move_constructible_v<Element>) {
            if (count != 0) target.reserve(count);
        } else if (count > target.capacity()) {
            // `reserve` would copy, since moving might throw; after a throw the objects are lost
            // anyway.
            T grown;
            grown.reserve(count);
            for (Element& element : target)
                grown.push_back(std::move(element));
            target.swap(grown);
        }
        return target.capacity();
    } else {
        return 0;
    }
}

template <class T>
void* append_element(void* container) {
    return address_of(static_cast<T*>(container)->emplace_back());
}

template <class T>
[[nodiscard]] consteval SequenceReader make_sequence_reader() noexcept {
    using Element = typename T::value_type;
    SequenceReader reader{
        .element = reader_of<Element>,
        .size = sizeof(Element),
        .element_memory = 0,
        .first_memory = 0,
        .keep = keep_elements<T>,
        .resize = nullptr,
        .reserve = nullptr,
        .moved_memory = 0,
        .append = nullptr,
    };
    if constexpr (ContiguousContainer<T>) {
        reader.element_memory = held_memory<Element>;
        reader.resize = resize_container<T>;
        reader.reserve = reserve_container<T>;
        if (!std::is_nothrow_move_constructible_v<Element>)
            reader.moved_memory = held_memory<Element>;
    } else {
        reader.element_memory = element_memory<T>;
        reader.first_memory = first_memory<T>;
        reader.append = append_element<T>;
    }
    return reader;
}

template <class T>
inline constexpr SequenceReader sequence_reader = make_sequence_reader<T>();

[[nodiscard]] SOURIS_EXPORT bool read_sequence(Decoder& decoder, const SequenceReader& reader,
                                               void* container);

/// Returns the address of the iterator's element and advances the iterator.
template <class Iterator>
const void* next_element(void* iterator) {
    Iterator& next = *static_cast<Iterator*>(iterator);
    return address_of(*next++);
}

/// Writes `count` elements of the array just begun, starting at `iterator`.
[[nodiscard]] SOURIS_EXPORT bool write_range(Encoder& encoder, const ValueWriter& element,
                                             std::size_t count, void* iterator,
                                             const void* (*next)(void* iterator));

/// Writes the elements of any container as an array.
template <class T>
bool write_array(Encoder& encoder, const T& container) {
    using Element = typename T::value_type;
    if (!encoder.begin_array(container.size())) return false;
    if constexpr (ContiguousContainer<T>) {
        if (!encoder.write_elements(container.data(), container.size(), sizeof(Element),
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

/// Opens the array of a container of nodes and charges for all nodes before any is allocated.
[[nodiscard]] SOURIS_EXPORT bool begin_nodes(Decoder& decoder, std::uint64_t element_memory,
                                             std::uint64_t first_memory, std::size_t& count);

/// An array.
template <SequenceContainer T>
struct DefaultCodec<T> : WholeCodec {
    using Element = typename T::value_type;

    static bool encode(Encoder& encoder, const T& container) {
        return write_array(encoder, container);
    }
    static bool decode(Decoder& decoder, T& container) {
        if constexpr (ContainerOfBits<T>) {
            return decode_bits(decoder, container);
        } else if constexpr (can_be_new<Element>()) {
            return read_sequence(decoder, sequence_reader<T>, &container);
        } else {
            return false;
        }
    }

  private:
    static bool decode_bits(Decoder& decoder, T& container) {
        std::size_t count = 0;
        container.clear();
        if (!decoder.begin_array(count) || !decoder.charge_allocation((count + 63) / 64 * 8)) {
            return false;
        }
        if constexpr (requires { container.reserve(count); }) container.reserve(count);
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
        if (!begin_nodes(decoder, element_memory<T>, first_memory<T>, count)) return false;
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
        if (!begin_nodes(decoder, element_memory<T>, first_memory<T>, count)) return false;
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
