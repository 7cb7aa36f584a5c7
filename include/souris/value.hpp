// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <souris/address.hpp>
#include <souris/array.hpp>
#include <souris/complex.hpp>
#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/detail/type_predicates.hpp>
#include <souris/detail/value_hints.hpp>
#include <souris/detail/value_source.hpp>
#include <souris/found.hpp>  // IWYU pragma: export
#include <souris/integer.hpp>
#include <souris/json_text.hpp>
#include <souris/map.hpp>
#include <souris/result.hpp>
#include <souris/time_zone.hpp>
#include <souris/timestamp.hpp>
#include <souris/type.hpp>

/// @file
/// The tree of values that a file contains.

namespace souris { inline namespace v0 {

namespace detail {

struct TextBlock;

/// Moves the content of `source` out to be stored at `place`, leaving `source` empty; copies it if
/// `place` is part of it. Throws std::bad_alloc in that case only.
[[nodiscard]] SOURIS_EXPORT Value taken(Value& source, const void* place);
/// @copydoc taken
[[nodiscard]] SOURIS_EXPORT Value taken(Array& source, const void* place);
/// @copydoc taken
[[nodiscard]] SOURIS_EXPORT Value taken(Map& source, const void* place);

}  // namespace detail

/// One value of any of the 16 types: 24 bytes; text and binary of up to 22 bytes are stored inline.
///
/// Two values are equal if they have the same type and content. Integers compare by number,
/// floating point numbers by their bits (NaN equals itself, -0.0 differs from 0.0), maps regardless
/// of order. `1`, `1.0` and `1.0f` are three different values.
///
/// Making or copying a value may throw only std::bad_alloc; making one of a time point, also
/// `BadResultAccess`.
///
/// @snippet reference_value.cpp value
/// @snippet reference_value.cpp names
class SOURIS_EXPORT Value : public detail::ValueHints, public detail::TypePredicates<Value> {
  public:
    /// null
    Value() noexcept = default;
    // NOLINTBEGIN(google-explicit-constructor): a tree is written down as `{1, "two", nullptr}`.
    Value(std::nullptr_t) noexcept {}
    template <std::same_as<bool> T>
    Value(T boolean) noexcept : type_(Type::boolean) {
        payload_.boolean = boolean;
    }
    template <detail::Countable T>
    Value(T number) noexcept : Value(Integer(number)) {}
    Value(const Integer& integer) noexcept
        : type_(Type::integer), detail_(static_cast<std::uint8_t>(integer.sign_state())) {
        ::new (&payload_.integer) Wide(integer.bits());
    }
    Value(double number) noexcept : type_(Type::float64) { payload_.float64 = number; }
    Value(float number) noexcept : type_(Type::float32) { payload_.float32 = number; }
    /// A character. Writing requires a Unicode scalar value.
    Value(char32_t character) noexcept : type_(Type::character) { payload_.character = character; }
    /// A string. Writing requires UTF-8.
    Value(std::string_view text) : Value(text, nullptr) {}
    Value(const std::string& text) : Value(std::string_view(text)) {}
    /// A string; null for a null pointer.
    Value(const char* text)
        : Value(text != nullptr ? Type::string : Type::null,
                text != nullptr ? std::string_view(text) : std::string_view(), nullptr) {}
    /// Binary.
    Value(std::span<const std::byte> bytes) : Value(bytes, nullptr) {}
    Value(const std::vector<std::byte>& bytes) : Value(std::span(bytes)) {}
    Value(const Complex& complex) : Value(complex, nullptr) {}
    Value(const Timestamp& timestamp) noexcept : type_(Type::timestamp) {
        ::new (&payload_.timestamp) Timestamp(timestamp);
    }
    Value(const TimeZone& zone) : Value(Type::timezone, zone.name(), nullptr) {}
    Value(const JsonText& json) : Value(Type::json, json.text(), nullptr) {}
    Value(const Ipv4& address) noexcept : type_(Type::ipv4) {
        ::new (&payload_.ipv4) Ipv4(address);
    }
    Value(const Ipv6& address) noexcept : type_(Type::ipv6) {
        ::new (&payload_.ipv6) Ipv6(address);
    }
    Value(Array array) noexcept;
    Value(Map map) noexcept;
    /// From the standard library: an array of the elements of a container; a map of one with unique
    /// keys that are text; null or the value of a `std::optional`; the timestamp of a time point of
    /// `std::chrono::system_clock`. Throws `BadResultAccess` for times beyond those of `Timestamp`.
    template <detail::ValueSource T>
    Value(const T& source) : Value(detail::value_of(source)) {}
    // NOLINTEND(google-explicit-constructor)

    template <detail::AmbiguousScalar T>
    Value(T) = delete;  // Cast it to a number, or write text, U'c' for a character, or *pointer.
    template <detail::PlainStruct T>
    Value(const T&) = delete;  // Write souris::to_value(object), of <souris/object_value.hpp>.
    template <class T, class E>
    Value(const Result<T, E>&) = delete;  // Write *result or result.value().

    /// The same with memory from `resource`, which must outlive the value; nullptr stands for the
    /// default resource.
    Value(std::string_view text, std::pmr::memory_resource* resource)
        : Value(Type::string, text, resource) {}
    Value(std::span<const std::byte> bytes, std::pmr::memory_resource* resource)
        : Value(Type::binary, {reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                resource) {}
    Value(const Complex& complex, std::pmr::memory_resource* resource);

    /// A copy of the whole tree, in the default resource or in the given one.
    Value(const Value& other) : Value(other, nullptr) {}
    template <std::same_as<Value> T>  // Of a Value alone: text and others have their own.
    Value(const T& other, std::pmr::memory_resource* resource) : Value() {
        copy_tree(other, resource);
    }
    /// Takes the content and its memory resources; the source becomes null.
    Value(Value&& other) noexcept;
    Value& operator=(const Value& other);
    /// Takes the content; the source becomes null. A tree cannot contain itself: if this value is
    /// part of `other`, it gets a copy, and `other` is unchanged. If the address of this value may
    /// be in a container, the check takes time linear in `other`. A thread checks at most 2^24
    /// values plus 16 for each element or entry that it allocates; beyond that, and if memory runs
    /// out, the check is skipped.
    Value& operator=(Value&& other) noexcept;
    /// @copydoc operator=(Value&&)
    template <detail::Container T>
    Value& operator=(T&& container) noexcept {
        return *this = detail::taken(container, this);
    }
    ~Value() {
        if (owns_memory()) destroy();
    }

    [[nodiscard]] Type type() const noexcept { return type_; }
    [[nodiscard]] bool is(Type type) const noexcept { return type_ == type; }

    /// The content as a `T`. A number converts to any type that holds it exactly; all other types
    /// must match:
    ///
    /// | T | of |
    /// |---|---|
    /// | bool | boolean |
    /// | integers, Integer | integer, in range |
    /// | double, float | f64, f32, integer; in all cases exact |
    /// | std::string_view, std::string | string; the view lives as long as the value |
    /// | std::span<const std::byte> | binary; the view lives as long as the value |
    /// | char32_t, Complex, Timestamp, TimeZone, JsonText, Ipv4, Ipv6 | their own |
    /// | Array, Map, Value | their own, any: a copy. `as_array` and `as_map` make none |
    ///
    /// Errors: `wrong_type`, `integer_out_of_range`, `inexact_number`.
    template <class T>
    [[nodiscard]] Result<T> get() const;

    /// The array or map, or nullptr for other types. Values in it can be changed in place.
    [[nodiscard]] Array* as_array() noexcept { return is(Type::array) ? &payload_.array : nullptr; }
    /// @copydoc as_array
    [[nodiscard]] const Array* as_array() const noexcept {
        return is(Type::array) ? &payload_.array : nullptr;
    }
    /// @copydoc as_array
    [[nodiscard]] Map* as_map() noexcept { return is(Type::map) ? &payload_.map : nullptr; }
    /// @copydoc as_array
    [[nodiscard]] const Map* as_map() const noexcept {
        return is(Type::map) ? &payload_.map : nullptr;
    }

    /// `as_array` for an `Array`, `as_map` for a `Map`.
    template <class T>
    [[nodiscard]] auto* get_if() noexcept {
        return detail::container_in<T>(*this);
    }
    /// @copydoc get_if
    template <class T>
    [[nodiscard]] auto* get_if() const noexcept {
        return detail::container_in<T>(*this);
    }

    /// The number of elements of an array or entries of a map; 0 for null, 1 for other types.
    [[nodiscard]] std::size_t size() const noexcept;
    /// Whether it is null, or an array or map with nothing in it.
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }

    /// The elements of an array or the entries of a map, for a range-based `for`; empty for other
    /// types.
    [[nodiscard]] std::span<const Value> elements() const noexcept;
    /// @copydoc elements
    [[nodiscard]] std::span<const MapEntry> entries() const noexcept;

    /// Content stored as text: a string, a time zone's name, or JSON. Empty for other types. The
    /// view lives as long as the value.
    [[nodiscard]] std::string_view text() const noexcept;
    /// The bytes of a binary value. Empty for other types. The view lives as long as the value.
    [[nodiscard]] std::span<const std::byte> binary() const noexcept;
    /// The number of an integer, 0 for other types.
    [[nodiscard]] Integer integer() const noexcept;

    /// The value at a JSON Pointer (RFC 6901) such as `/users/3/name`, or an error:
    /// `invalid_pointer`, also for a null pointer; `key_not_found`; `index_out_of_range`;
    /// `wrong_type`.
    [[nodiscard]] Found at(TextArgument pointer) const;
    /// The value at `pointer`, mutable, or nullptr.
    [[nodiscard]] Value* find(TextArgument pointer);

    /// The value of `key`, which is a key and no JSON Pointer, or an error: `key_not_found`,
    /// `wrong_type`.
    [[nodiscard]] Found operator[](TextArgument key) const;
    /// The element at `index`, or an error: `index_out_of_range`, `wrong_type`.
    template <detail::Countable Index>
    [[nodiscard]] Found operator[](Index index) const {
        return found_element(detail::index_of(index));
    }
    /// As `Map::operator[]`: appends null if the key is absent. A null becomes a map first; for
    /// other types, throws `BadResultAccess`.
    [[nodiscard]] Value& operator[](TextArgument key);
    /// The element at `index`. Throws `BadResultAccess` if there is none.
    template <detail::Countable Index>
    [[nodiscard]] Value& operator[](Index index) {
        return element(detail::index_of(index));
    }
    /// Whether a map has `key`; false for other types.
    [[nodiscard]] bool contains(TextArgument key) const noexcept;
    /// As `Array::push_back`. A null becomes an array first; for other types, throws
    /// `BadResultAccess`.
    template <class T>
    Value& push_back(T&& value) {
        return to_array().push_back(std::forward<T>(value));
    }
    /// Removes a key of a map or an element of an array. Returns whether there was one. Takes as
    /// long as `erase` of the container.
    bool erase(TextArgument key) noexcept;
    /// @copydoc erase
    template <detail::Countable Index>
    bool erase(Index index) noexcept {
        return erase_element(detail::index_of(index));
    }

    friend SOURIS_EXPORT bool operator==(const Value& a, const Value& b);
    /// A total order: by type, then by content; maps compare as if sorted by key. Consistent with
    /// ==.
    friend SOURIS_EXPORT std::strong_ordering operator<=>(const Value& a, const Value& b);

  private:
    friend struct detail::TreeAccess;

    /// Set in `detail_` if the payload points to allocated memory.
    static constexpr std::uint8_t owns_memory_flag = 0x80;
    static constexpr std::size_t inline_capacity = 22;

    union Payload {
        Payload() noexcept : integer{} {}
        ~Payload() {}  // NOLINT(modernize-use-equals-default): Value destroys what is active.

        bool boolean;
        char32_t character;
        float float32;
        double float64;
        Wide integer;
        Complex::Polar polar;
        Timestamp timestamp;
        Ipv4 ipv4;
        Ipv6 ipv6;
        Array array;
        Map map;
        /// Long text or binary, or the parts of a cartesian complex number.
        detail::TextBlock* block;
    };

    Value(Type type, std::string_view content, std::pmr::memory_resource* resource);

    [[nodiscard]] Found found_element(std::size_t index) const;
    [[nodiscard]] Value& element(std::size_t index);
    bool erase_element(std::size_t index) noexcept;
    /// The array, which a null becomes. Throws `BadResultAccess` for other types.
    Array& to_array();
    [[nodiscard]] bool owns_memory() const noexcept { return (detail_ & owns_memory_flag) != 0; }
    /// Inline text: from `text_begin_` to the end of the payload.
    [[nodiscard]] char* inline_text() noexcept {
        return reinterpret_cast<char*>(this) + offsetof(Value, text_begin_);
    }
    [[nodiscard]] const char* inline_text() const noexcept {
        return reinterpret_cast<const char*>(this) + offsetof(Value, text_begin_);
    }
    /// The bytes of text, binary or a cartesian complex number.
    [[nodiscard]] std::string_view content() const noexcept;
    /// Replaces this value, which must be null, by a copy of `other`.
    void copy_tree(const Value& other, std::pmr::memory_resource* resource);
    void destroy() noexcept;

    Type type_ = Type::null;
    /// An integer's sign state; the length of inline text; or `owns_memory_flag`.
    std::uint8_t detail_ = 0;
    /// A named member, since compilers need not preserve padding.
    char text_begin_[6] = {};
    Payload payload_;
};

static_assert(sizeof(Value) == 24);

/// A key and its value. Binds as `auto& [key, value]`.
///
/// Maps locate entries by key, so entries cannot be swapped: no std::sort. Their values can.
class MapEntry {
  public:
    /// Always a copy, even from an expiring entry, whose key must stay.
    MapEntry(const MapEntry&) = default;
    MapEntry& operator=(const MapEntry&) = delete;  // To sort a map, call Map::sort_keys().
    ~MapEntry() = default;

    /// The view lives as long as the entry.
    [[nodiscard]] std::string_view key() const noexcept { return key_.text(); }

    Value value;  // NOLINT(misc-non-private-member-variables-in-classes): there is no invariant.

    template <std::size_t index>
    [[nodiscard]] decltype(auto) get() const noexcept {
        if constexpr (index == 0) {
            return key();
        } else {
            return static_cast<const Value&>(value);
        }
    }
    template <std::size_t index>
    [[nodiscard]] decltype(auto) get() noexcept {
        if constexpr (index == 0) {
            return key();
        } else {
            return static_cast<Value&>(value);
        }
    }

  private:
    friend struct detail::TreeAccess;

    MapEntry(std::string_view key, std::pmr::memory_resource* resource) : key_(key, resource) {}
    MapEntry(Value key, Value entry_value) noexcept
        : value(std::move(entry_value)), key_(std::move(key)) {}

    Value key_;
};

}}  // namespace souris::v0

template <>
struct std::tuple_size<souris::MapEntry> : std::integral_constant<std::size_t, 2> {};
template <>
struct std::tuple_element<0, souris::MapEntry> {
    using type = std::string_view;
};
template <>
struct std::tuple_element<1, souris::MapEntry> {
    using type = souris::Value;
};
template <>
struct std::tuple_element<1, const souris::MapEntry> {
    using type = const souris::Value;
};

/// A hash of the whole tree: equal values hash alike. Linear, without recursion. Keyed per process.
template <>
struct SOURIS_EXPORT std::hash<souris::Value> {
    [[nodiscard]] std::size_t operator()(const souris::Value& value) const;
};

#include <souris/detail/value_get.hpp>  // IWYU pragma: export
