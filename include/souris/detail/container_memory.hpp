// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include <souris/object_codec.hpp>

/// @file
/// Which containers store their elements how, and upper bounds of the memory that they take.

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

/// `std::vector`, except `std::vector<bool>`.
template <class T>
concept ContiguousContainer = SequenceContainer<T> && requires(T& container, std::size_t count) {
    container.resize(count);
    { container.data() } -> std::same_as<typename T::value_type*>;
};

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

/// Charges for all `count` nodes of a container before any is allocated.
[[nodiscard]] SOURIS_EXPORT bool charge_nodes(Decoder& decoder, std::uint64_t element_memory,
                                              std::uint64_t first_memory, std::size_t count);

}}}  // namespace souris::v0::detail
