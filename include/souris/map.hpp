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
#include <souris/detail/text_argument.hpp>

namespace souris { inline namespace v0 {

class Map;
class MapEntry;
class Value;

namespace detail {
struct MapBlock;
struct TreeAccess;
}  // namespace detail

/// Values with unique keys in insertion order, contiguous in memory.
///
/// A lookup compares keys one by one in small maps and uses a hash index in larger ones. The hash
/// has a random key per process, so nobody can prepare colliding keys. Memory, references and
/// recursion are as with `Array`.
///
/// @snippet reference_value.cpp map
class SOURIS_EXPORT Map {
  public:
    Map() noexcept = default;
    explicit Map(std::pmr::memory_resource* resource);
    /// The last value of a repeated key wins. Throws as `operator[]` does.
    Map(std::initializer_list<std::pair<TextArgument, Value>> entries);
    Map(const Map& other);
    Map(Map&& other) noexcept;
    Map& operator=(const Map& other);
    Map& operator=(Map&& other) noexcept;
    ~Map();

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::size_t capacity() const noexcept;
    /// Maximum number of entries.
    [[nodiscard]] static constexpr std::size_t max_size() noexcept {
        return std::numeric_limits<std::uint32_t>::max() / 2;
    }

    /// The entries, in order.
    [[nodiscard]] MapEntry* begin() noexcept;
    [[nodiscard]] const MapEntry* begin() const noexcept;
    [[nodiscard]] MapEntry* end() noexcept;
    [[nodiscard]] const MapEntry* end() const noexcept;

    /// The value of `key`, or nullptr. Expected constant time. A null pointer is not a key.
    [[nodiscard]] Value* find(TextArgument key) noexcept;
    /// @copydoc find
    [[nodiscard]] const Value* find(TextArgument key) const noexcept;
    [[nodiscard]] bool contains(TextArgument key) const noexcept { return find(key) != nullptr; }
    [[nodiscard]] std::size_t count(TextArgument key) const noexcept {
        return contains(key) ? 1 : 0;
    }
    template <class Key>
    [[nodiscard]] const Value& at(const Key&) const;  // Does not compile, and says what to write.

    /// The value of `key`; appends null if the key is absent. Throws std::bad_alloc, and
    /// std::invalid_argument for a key that is a null pointer.
    Value& operator[](TextArgument key);
    /// Sets the value of `key`: in place if the key exists, else at the end. Returns the value and
    /// whether the key is new. Throws as `operator[]` does. A value that contains this map is
    /// copied, as in `Value::operator=`.
    std::pair<Value&, bool> insert_or_assign(TextArgument key, Value&& value);
    /// @copydoc insert_or_assign
    std::pair<Value&, bool> insert_or_assign(TextArgument key, const Value& value);
    /// @copydoc insert_or_assign
    template <detail::Container T>
    std::pair<Value&, bool> insert_or_assign(TextArgument key, T&& container);
    /// Appends `key` and the value made of `arguments` unless the key exists. Returns the value of
    /// the key and whether the key is new. Throws as `operator[]` does.
    template <class... Arguments>
    std::pair<Value&, bool> try_emplace(TextArgument key, Arguments&&... arguments);
    /// As `try_emplace`.
    template <class... Arguments>
    std::pair<Value&, bool> emplace(TextArgument key, Arguments&&... arguments);
    /// @copydoc emplace
    std::pair<Value&, bool> insert(std::pair<TextArgument, Value> entry);
    /// @copydoc emplace
    std::pair<Value&, bool> insert(TextArgument key, Value value);
    /// Removes `key` and returns whether it existed. Keeps the order of the other entries. Linear
    /// in the entries behind it and the capacity; constant for the last entry.
    bool erase(TextArgument key) noexcept;
    /// Makes room for `capacity` entries in total. Throws std::bad_alloc, also beyond `max_size`.
    void reserve(std::size_t capacity);
    void clear() noexcept;
    /// Sorts the entries by the bytes of their keys. n log n comparisons.
    void sort_keys() noexcept;

    /// The memory resource of the map's own memory and its keys.
    [[nodiscard]] std::pmr::memory_resource* resource() const noexcept;

    /// Equal keys with equal values; the order is irrelevant.
    friend SOURIS_EXPORT bool operator==(const Map& a, const Map& b);

  private:
    friend struct detail::TreeAccess;

    /// `value` must not own the memory that this map is in.
    std::pair<Value&, bool> assign(TextArgument key, Value value);

    /// nullptr for an empty map of the default resource.
    detail::MapBlock* block_ = nullptr;
};

}}  // namespace souris::v0
