// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory_resource>
#include <span>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

class Value;

class Array;
class Map;

namespace detail {
struct ArrayBlock;
struct TreeAccess;

/// A template, so that braces do not convert to a container.
template <class T>
concept Container = std::same_as<T, Array> || std::same_as<T, Map>;
}  // namespace detail

/// A sequence of values, contiguous in memory, like std::vector, but only one pointer in size.
///
/// An array keeps the memory resource that it was constructed with and allocates from it alone; its
/// elements may use other resources, each of which must outlive their values. References and
/// iterators are valid until the array grows beyond its capacity. Copying, comparing and destroying
/// take time linear in the whole tree and no stack.
///
/// @snippet reference_value.cpp array
class SOURIS_EXPORT Array {
  public:
    Array() noexcept = default;
    explicit Array(std::pmr::memory_resource* resource);
    /// With one array as the only element, some compilers make a new array of one element and
    /// others a copy. Write `Array{Value(inner)}` for the new array and `Array(inner)` for the
    /// copy.
    Array(std::initializer_list<Value> values);
    /// Copies all elements between the iterators.
    template <std::input_iterator Iterator>
    Array(Iterator first, Iterator last);
    Array(const Array& other);
    Array(Array&& other) noexcept;
    Array& operator=(const Array& other);
    Array& operator=(Array&& other) noexcept;
    ~Array();

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::size_t capacity() const noexcept;
    /// Maximum number of elements.
    [[nodiscard]] static constexpr std::size_t max_size() noexcept {
        return std::numeric_limits<std::uint32_t>::max();
    }

    [[nodiscard]] Value* data() noexcept;
    [[nodiscard]] const Value* data() const noexcept;
    [[nodiscard]] Value* begin() noexcept { return data(); }
    [[nodiscard]] const Value* begin() const noexcept { return data(); }
    [[nodiscard]] Value* end() noexcept;
    [[nodiscard]] const Value* end() const noexcept;

    /// The element at `index`, which must be below the size.
    [[nodiscard]] Value& operator[](std::size_t index) noexcept;
    /// @copydoc operator[]
    [[nodiscard]] const Value& operator[](std::size_t index) const noexcept;
    /// The first or the last element; there must be one.
    [[nodiscard]] Value& front() noexcept { return (*this)[0]; }
    /// @copydoc front
    [[nodiscard]] const Value& front() const noexcept { return (*this)[0]; }
    /// @copydoc front
    [[nodiscard]] Value& back() noexcept { return (*this)[size() - 1]; }
    /// @copydoc front
    [[nodiscard]] const Value& back() const noexcept { return (*this)[size() - 1]; }
    template <class Index>
    [[nodiscard]] const Value& at(Index) const;  // Does not compile, and says what to write.
    /// The element at `index`, or nullptr if there is none.
    [[nodiscard]] Value* find(std::size_t index) noexcept;
    /// @copydoc find
    [[nodiscard]] const Value* find(std::size_t index) const noexcept;

    /// Makes room for `capacity` elements in total. Throws std::bad_alloc, also beyond `max_size`.
    void reserve(std::size_t capacity);
    /// Appends in amortised constant time and returns the new element. Throws std::bad_alloc. A
    /// value that contains this array is appended as a copy, as in `Value::operator=`.
    Value& push_back(Value&& value);
    /// @copydoc push_back
    Value& push_back(const Value& value);
    /// @copydoc push_back
    template <detail::Container T>
    Value& push_back(T&& container);
    /// Appends the value made of `arguments`, as `push_back`.
    template <class... Arguments>
    Value& emplace_back(Arguments&&... arguments);
    /// Removes the last element; there must be one.
    void pop_back() noexcept;
    /// Inserts before `index`, which must not exceed the size. Linear. Throws std::bad_alloc. A
    /// value that contains this array is inserted as a copy.
    Value& insert(std::size_t index, Value&& value);
    /// @copydoc insert
    Value& insert(std::size_t index, const Value& value);
    /// @copydoc insert
    template <detail::Container T>
    Value& insert(std::size_t index, T&& container);
    /// Removes the element at `index`, which must be below the size. Linear.
    void erase(std::size_t index) noexcept;
    void clear() noexcept;

    /// The memory resource of the array's own memory.
    [[nodiscard]] std::pmr::memory_resource* resource() const noexcept;

    friend SOURIS_EXPORT bool operator==(const Array& a, const Array& b);

  private:
    friend struct detail::TreeAccess;

    /// `value` must not own the memory that this array is in.
    Value& append(Value value);
    /// @copydoc append
    Value& insert_owned(std::size_t index, Value value);

    /// nullptr for an empty array of the default resource.
    detail::ArrayBlock* block_ = nullptr;
};

}}  // namespace souris::v0
