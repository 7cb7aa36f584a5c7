// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/detail/type_predicates.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

/// @file
/// Read-only values in a tree that was parsed but not built: the results of `Parser` and
/// `Document`.

namespace souris { inline namespace v0 {

class ArrayView;
class FoundView;
class MapView;

namespace detail {

class Tape;

/// A parsed value: its type, up to four bits of detail, a count or length, and eight bytes with the
/// value or its location.
struct Node {
    std::uint64_t head;
    std::uint64_t data;

    [[nodiscard]] static constexpr Node make(Type type, std::uint64_t data, unsigned detail = 0,
                                             std::uint64_t size = 0) noexcept {
        assert(size >> 56U == 0 && detail <= 0x0FU);
        return {(size << 8U) | (detail << 4U) | static_cast<unsigned>(type), data};
    }
    [[nodiscard]] constexpr Type type() const noexcept { return static_cast<Type>(head & 0x0FU); }
    [[nodiscard]] constexpr unsigned detail() const noexcept { return (head >> 4U) & 0x0FU; }
    /// The length of text or binary, the number of elements or entries.
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        return static_cast<std::size_t>(head >> 8U);
    }
    [[nodiscard]] constexpr bool is_container() const noexcept {
        return type() == Type::array || type() == Type::map;
    }
};

}  // namespace detail

/// One value in a parsed tree: two words, to be passed by value.
///
/// Valid as long as its `Document` or the result of its `Parser` and, for text and binary, as long
/// as the parsed bytes. Any number of threads may read a tree.
///
/// @snippet reference_store.cpp parser
class SOURIS_EXPORT ValueView : public detail::ValueHints,
                                public detail::TypePredicates<ValueView> {
  public:
    [[nodiscard]] Type type() const noexcept { return node().type(); }
    [[nodiscard]] bool is(Type type) const noexcept { return this->type() == type; }

    /// As `Value::get`, with the same table of types. Views of text and binary live as long as
    /// the parsed bytes. Errors: `wrong_type`, `integer_out_of_range`, `inexact_number`.
    template <class T>
    [[nodiscard]] Result<T> get() const;

    /// As `Value::size`. Equal keys of a map count each.
    [[nodiscard]] std::size_t size() const noexcept;
    /// As `Value::empty`.
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }

    /// The elements of an array; empty for other types.
    [[nodiscard]] ArrayView elements() const noexcept;
    /// The entries of a map, in the order of the bytes; empty for other types.
    [[nodiscard]] MapView entries() const noexcept;

    /// Content stored as text: a string, a time zone's name, or JSON. Empty for other types.
    [[nodiscard]] std::string_view text() const noexcept;
    /// The bytes of a binary value. Empty for other types.
    [[nodiscard]] std::span<const std::byte> binary() const noexcept;
    /// The number of an integer, 0 for other types.
    [[nodiscard]] Integer integer() const noexcept;

    /// As `Value::at`: the value at a JSON Pointer (RFC 6901), or an error.
    [[nodiscard]] FoundView at(TextArgument pointer) const;
    /// As `Value::operator[]`: the value of `key`, or an error. Takes as long as `MapView::find`.
    [[nodiscard]] FoundView operator[](TextArgument key) const;
    /// As `Value::operator[]`: the element at `index`, or an error. Takes as long as
    /// `ArrayView::find`.
    template <detail::Countable Index>
    [[nodiscard]] FoundView operator[](Index index) const;
    /// As `Value::contains`.
    [[nodiscard]] bool contains(TextArgument key) const;

    /// Builds a tree of its own, with memory from `resource`; nullptr stands for the default
    /// resource. Linear, without recursion. Throws std::bad_alloc.
    [[nodiscard]] Value to_value(std::pmr::memory_resource* resource = nullptr) const;

  private:
    friend class ArrayView;
    friend class MapView;
    friend class detail::Tape;

    ValueView(const detail::Tape& tape, const detail::Node* position) noexcept
        : tape_(&tape), position_(position) {}

    [[nodiscard]] FoundView element(std::size_t index) const;

    [[nodiscard]] const detail::Node& node() const noexcept { return *position_; }
    /// Position of the next value.
    [[nodiscard]] const detail::Node* next() const noexcept;

    const detail::Tape* tape_;
    const detail::Node* position_;
};

/// The elements of an array in a parsed tree.
class SOURIS_EXPORT ArrayView {
  public:
    /// Forward-only iterator that yields views by value.
    class Iterator {
      public:
        using value_type = ValueView;
        using difference_type = std::ptrdiff_t;

        ValueView operator*() const noexcept {
            assert(left_ != 0);
            return here_;
        }
        Iterator& operator++() noexcept {
            assert(left_ != 0);
            here_.position_ = here_.next();
            --left_;
            return *this;
        }
        Iterator operator++(int) noexcept { return std::exchange(*this, ++Iterator(*this)); }
        friend bool operator==(const Iterator& a, const Iterator& b) noexcept {
            return a.left_ == b.left_;
        }

      private:
        friend class ArrayView;
        Iterator(ValueView here, std::size_t left) noexcept : here_(here), left_(left) {}

        ValueView here_;
        std::size_t left_;
    };

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] Iterator begin() const noexcept { return {first_, size_}; }
    [[nodiscard]] Iterator end() const noexcept { return {first_, 0}; }
    /// The element at `index`, or empty. Constant time in an array without nested containers, else
    /// linear in the index.
    [[nodiscard]] std::optional<ValueView> find(std::size_t index) const noexcept;

  private:
    friend class ValueView;
    ArrayView(ValueView first, std::size_t size, bool is_flat) noexcept
        : first_(first), size_(size), is_flat_(is_flat) {}

    ValueView first_;
    std::size_t size_;
    bool is_flat_;
};

/// The entries of a map in a parsed tree. A key that is repeated in the bytes occurs repeatedly.
class SOURIS_EXPORT MapView {
  public:
    /// Forward-only iterator that yields pairs of a key and a view.
    class Iterator {
      public:
        using value_type = std::pair<std::string_view, ValueView>;
        using difference_type = std::ptrdiff_t;

        value_type operator*() const noexcept;
        Iterator& operator++() noexcept;
        Iterator operator++(int) noexcept { return std::exchange(*this, ++Iterator(*this)); }
        friend bool operator==(const Iterator& a, const Iterator& b) noexcept {
            return a.left_ == b.left_;
        }

      private:
        friend class MapView;
        Iterator(ValueView key, std::size_t left) noexcept : key_(key), left_(left) {}

        ValueView key_;
        std::size_t left_;
    };

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] Iterator begin() const noexcept { return {first_key_, size_}; }
    [[nodiscard]] Iterator end() const noexcept { return {first_key_, 0}; }
    /// The value of `key`, the last one for a repeated key, or empty. Linear in a small map. In a
    /// larger one, the first lookup builds an index in linear time; later lookups take expected
    /// constant time. May throw std::bad_alloc.
    [[nodiscard]] std::optional<ValueView> find(TextArgument key) const;

  private:
    friend class ValueView;
    friend class detail::Tape;
    MapView(ValueView first_key, std::size_t size) noexcept : first_key_(first_key), size_(size) {}

    ValueView first_key_;
    std::size_t size_;
};

/// Result of `ValueView::at`, like `Found`.
class SOURIS_EXPORT FoundView : public detail::TypePredicates<FoundView> {
  public:
    FoundView(ValueView value, std::string path) : value_(value), path_(std::move(path)) {}
    explicit FoundView(Error error) : value_(failure(std::move(error))) {}

    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }
    /// The value; there must be one.
    [[nodiscard]] const ValueView& operator*() const noexcept { return *value_; }
    /// @copydoc operator*
    [[nodiscard]] const ValueView* operator->() const noexcept { return &*value_; }
    /// The value. Throws `BadResultAccess` if there is none.
    [[nodiscard]] const ValueView& value() const { return value_.value(); }
    /// The error; there must be no value.
    [[nodiscard]] const Error& error() const noexcept { return value_.error(); }
    /// The pointer that was followed.
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    /// Whether there is a value, and it has this type.
    [[nodiscard]] bool is(Type type) const noexcept { return value_ && value_->is(type); }

    /// `ValueView::get`, or the error of the lookup. Errors include the path.
    template <class T>
    [[nodiscard]] Result<T> get() const;

    /// Follows `pointer` further from this value.
    [[nodiscard]] FoundView at(TextArgument pointer) const;
    /// As `[]` of the value, further from it.
    [[nodiscard]] FoundView operator[](TextArgument key) const;
    /// @copydoc operator[]
    template <detail::Countable Index>
    [[nodiscard]] FoundView operator[](Index index) const {
        return value_ ? behind((*value_)[index]) : *this;
    }

  private:
    /// `found` from the value here on.
    [[nodiscard]] FoundView behind(FoundView found) const;

    Result<ValueView> value_;
    std::string path_;
};

namespace detail {

/// Reads the content of a `ValueView` of known type.
struct SOURIS_EXPORT ViewAccess {
    static bool boolean(ValueView view) noexcept;
    static char32_t character(ValueView view) noexcept;
    static float float32(ValueView view) noexcept;
    static double float64(ValueView view) noexcept;
    static Integer integer(ValueView view) noexcept;
    static Complex complex(ValueView view) noexcept;
    static Timestamp timestamp(ValueView view) noexcept;
    static Ipv4 ipv4(ValueView view) noexcept;
    static Ipv6 ipv6(ValueView view) noexcept;
    static Array array(ValueView view);
    static Map map(ValueView view);
    static Value copy(ValueView view) { return view.to_value(); }
};

}  // namespace detail

template <detail::Countable Index>
FoundView ValueView::operator[](Index index) const {
    return element(detail::index_of(index));
}

template <class T>
Result<T> ValueView::get() const {
    return detail::get_as<T, detail::ViewAccess>(*this);
}

template <class T>
Result<T> FoundView::get() const {
    if (!value_) return failure(value_.error());
    Result<T> result = value_->get<T>();
    // An object knows the rest of the path.
    if (!result) result.error().path.insert(0, path_);
    return result;
}

}}  // namespace souris::v0
