// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <souris/detail/container_memory.hpp>
#include <souris/detail/tuple_codecs.hpp>
#include <souris/object_codec.hpp>

/// @file
/// `Codec` for sequences: `std::vector`, `std::deque`, `std::list`, and types with the same
/// interface.

namespace souris { inline namespace v0 { namespace detail {

/// `std::vector<bool>`: its elements have no address.
template <class T>
concept ContainerOfBits = SequenceContainer<T> && std::same_as<typename T::value_type, bool> &&
    !std::is_reference_v<decltype(*std::declval<T&>().begin())>;

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

}}}  // namespace souris::v0::detail
