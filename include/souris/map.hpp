// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory_resource>
#include <span>
#include <string_view>
#include <utility>

#include <souris/array.hpp>
#include <souris/config.hpp>
#include <souris/text_argument.hpp>

namespace souris::inline v0 {

class Map;
class MapEntry;
class Value;

namespace detail {
struct MapBlock;
struct TreeAccess;
}  // namespace detail

/// Named values in the order in which they were inserted, contiguous in memory, each key once.
///
/// A lookup compares keys one by one while there are few, and goes through a hash index beyond
/// that. The hash is keyed by random numbers that each process draws, so keys that collide on
/// purpose cannot be prepared. Memory, references and recursion are as with `Array`.
///
/// @snippet reference_value.cpp map
class SOURIS_EXPORT Map {
  public:
    Map() noexcept = default;
    explicit Map(std::pmr::memory_resource* resource);
    /// Where a key is repeated, the last value wins. Throws as `operator[]` does.
    Map(std::initializer_list<std::pair<TextArgument, Value>> entries);
    Map(const Map& other);
    Map(Map&& other) noexcept;
    Map& operator=(const Map& other);
    Map& operator=(Map&& other) noexcept;
    ~Map();

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::size_t capacity() const noexcept;
    /// Most entries that a map can have.
    [[nodiscard]] static constexpr std::size_t max_size() noexcept {
        return std::numeric_limits<std::uint32_t>::max() / 2;
    }

    /// The entries, in order.
    [[nodiscard]] MapEntry* begin() noexcept;
    [[nodiscard]] const MapEntry* begin() const noexcept;
    [[nodiscard]] MapEntry* end() noexcept;
    [[nodiscard]] const MapEntry* end() const noexcept;

    /// The value of `key`, or nullptr. Constant time in expectation. A null pointer is no key.
    [[nodiscard]] Value* find(TextArgument key) noexcept;
    /// @copydoc find
    [[nodiscard]] const Value* find(TextArgument key) const noexcept;
    [[nodiscard]] bool contains(TextArgument key) const noexcept { return find(key) != nullptr; }

    /// The value of `key`, a null appended if there is none. Throws std::bad_alloc, and
    /// std::invalid_argument for a key that is a null pointer.
    Value& operator[](TextArgument key);
    /// Sets the value of `key`, in its place if the key is there and at the end if not. Returns
    /// the value and whether the key is new. Throws as `operator[]` does. Of a tree that this map
    /// is part of, a copy is set, as `Value::operator=` does.
    std::pair<Value&, bool> insert_or_assign(TextArgument key, Value&& value);
    /// @copydoc insert_or_assign
    std::pair<Value&, bool> insert_or_assign(TextArgument key, const Value& value);
    /// @copydoc insert_or_assign
    template <detail::Container T>
    std::pair<Value&, bool> insert_or_assign(TextArgument key, T&& container);
    /// Removes `key` and tells whether it was there. Linear in the entries behind it and the
    /// capacity, constant for the last entry: the others keep their order.
    bool erase(TextArgument key) noexcept;
    /// Makes room for `capacity` entries in all. Throws std::bad_alloc, also beyond `max_size`.
    void reserve(std::size_t capacity);
    void clear() noexcept;
    /// Puts the entries in the order of their keys, by bytes. n log n comparisons.
    void sort_keys() noexcept;

    /// Where the map's own memory and its keys come from.
    [[nodiscard]] std::pmr::memory_resource* resource() const noexcept;

    /// Same keys, same values; the order does not matter.
    friend SOURIS_EXPORT bool operator==(const Map& a, const Map& b);

  private:
    friend struct detail::TreeAccess;

    /// `value` must own no memory that this map is in.
    std::pair<Value&, bool> assign(TextArgument key, Value value);

    /// nullptr for an empty map of the default resource.
    detail::MapBlock* block_ = nullptr;
};

}  // namespace souris::inline v0
