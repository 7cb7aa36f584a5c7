// SPDX-License-Identifier: MIT
// Internal: serves <souris/value.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/config.hpp>
#include <souris/detail/floating.hpp>
#include <souris/value.hpp>

/// @file
/// `Value::get` and the other templates of value.hpp.

namespace souris { inline namespace v0 {

namespace detail {

/// `wrong_type`, with the found and the wanted type.
[[nodiscard]] SOURIS_EXPORT Error wrong_type(Type found, Type wanted);

/// `number` as a `T` of the same value. Errors: `inexact_number`.
template <FormatFloat T>
[[nodiscard]] Result<T> exact_number(double number) {
    if constexpr (std::same_as<T, float>) {
        if (const auto narrow = narrowed(number)) return *narrow;
        return failure(ErrorCode::inexact_number);
    } else {
        return number;
    }
}

/// `number` as a `T`; every float is representable.
template <FormatFloat T>
[[nodiscard]] constexpr T exact_number(float number) noexcept {
    if constexpr (std::same_as<T, float>) {
        return number;
    } else {
        return widened(number);
    }
}

/// Reads the content of a `Value` of known type.
struct SOURIS_EXPORT ValueAccess {
    static bool boolean(const Value& value) noexcept;
    static char32_t character(const Value& value) noexcept;
    static float float32(const Value& value) noexcept;
    static double float64(const Value& value) noexcept;
    static Complex complex(const Value& value) noexcept;
    static Timestamp timestamp(const Value& value) noexcept;
    static Ipv4 ipv4(const Value& value) noexcept;
    static Ipv6 ipv6(const Value& value) noexcept;
    static Integer integer(const Value& value) noexcept { return value.integer(); }
    static Array array(const Value& value) { return *value.as_array(); }
    static Map map(const Value& value) { return *value.as_map(); }
    static Value copy(const Value& value) { return value; }
};

/// For content that was validated when it was stored.
[[nodiscard]] SOURIS_EXPORT TimeZone stored_time_zone(std::string_view name);
/// @copydoc stored_time_zone
[[nodiscard]] SOURIS_EXPORT JsonText stored_json(std::string_view text);

/// Reads an object: defined by <souris/object_value.hpp>.
template <class T>
struct ObjectFromValue;

template <class T>
inline constexpr bool is_object_read = requires {
    sizeof(ObjectFromValue<T>);
};

/// `get` for any source with a type and content: `Access` reads the content of a `source` of known
/// type.
template <class T, class Access, class Source>
[[nodiscard]] Result<T> get_as(const Source& source) {
    const auto typed = [&](Type wanted, auto read) -> Result<T> {
        if (!source.is(wanted)) return failure(wrong_type(source.type(), wanted));
        return read(source);
    };
    if constexpr (std::same_as<T, bool>) {
        return typed(Type::boolean, Access::boolean);
    } else if constexpr (std::same_as<T, char32_t>) {
        return typed(Type::character, Access::character);
    } else if constexpr (std::same_as<T, Integer>) {
        return typed(Type::integer, Access::integer);
    } else if constexpr (Countable<T>) {
        return typed(Type::integer, [](const Source& value) -> Result<T> {
            return Access::integer(value).template to<T>();
        });
    } else if constexpr (FormatFloat<T>) {
        if (source.is(Type::float32)) return exact_number<T>(Access::float32(source));
        if (source.is(Type::integer)) return Access::integer(source).template to<T>();
        return typed(Type::float64, [](const Source& value) -> Result<T> {
            return exact_number<T>(Access::float64(value));
        });
    } else if constexpr (std::same_as<T, std::string_view>) {
        return typed(Type::string, [](const Source& value) { return value.text(); });
    } else if constexpr (std::same_as<T, std::string>) {
        return typed(Type::string, [](const Source& value) { return std::string(value.text()); });
    } else if constexpr (std::same_as<T, std::span<const std::byte>>) {
        return typed(Type::binary, [](const Source& value) { return value.binary(); });
    } else if constexpr (std::same_as<T, Complex>) {
        return typed(Type::complex, Access::complex);
    } else if constexpr (std::same_as<T, Timestamp>) {
        return typed(Type::timestamp, Access::timestamp);
    } else if constexpr (std::same_as<T, TimeZone>) {
        return typed(Type::timezone,
                     [](const Source& value) { return stored_time_zone(value.text()); });
    } else if constexpr (std::same_as<T, JsonText>) {
        return typed(Type::json, [](const Source& value) { return stored_json(value.text()); });
    } else if constexpr (std::same_as<T, Ipv4>) {
        return typed(Type::ipv4, Access::ipv4);
    } else if constexpr (std::same_as<T, Ipv6>) {
        return typed(Type::ipv6, Access::ipv6);
    } else if constexpr (std::same_as<T, Array>) {
        return typed(Type::array, Access::array);
    } else if constexpr (std::same_as<T, Map>) {
        return typed(Type::map, Access::map);
    } else if constexpr (std::same_as<T, Value>) {
        return Access::copy(source);
    } else if constexpr (std::same_as<T, const char*>) {
        static_assert(is_offered<T>, "write get<std::string_view>() or get<std::string>()");
    } else {
        static_assert(is_object_read<T>,
                      "no value is read as this type without <souris/object_value.hpp>");
        if constexpr (is_object_read<T>) {
            return ObjectFromValue<T>::read(source);
        } else {
            return failure(ErrorCode::internal_error);
        }
    }
}

}  // namespace detail

namespace detail {

template <ValueSource T>
Value value_of(const T& source) {
    if constexpr (ValueDictionary<T>) {
        Map map;
        for (const auto& [key, value] : source)
            map.insert_or_assign(key, Value(value));
        return map;
    } else if constexpr (ValueSequence<T>) {
        Array array;
        if constexpr (requires { source.size(); }) array.reserve(source.size());
        for (const typename T::value_type& element : source)
            array.push_back(Value(element));
        return array;
    } else if constexpr (SystemTime<T>) {
        const auto time =
            timestamp_of(ticks_of<typename T::rep, typename T::period>(),
                         static_cast<std::uint64_t>(source.time_since_epoch().count()));
        if (!time) throw_bad_access(time.error());
        return *time;
    } else {
        return source ? Value(*source) : Value();
    }
}

}  // namespace detail

template <class T>
Result<T> Value::get() const {
    return detail::get_as<T, detail::ValueAccess>(*this);
}

template <class T>
Result<T> Found::get() const {
    if (!value_) return failure(value_.error());
    Result<T> result = (*value_)->get<T>();
    // An object knows the rest of the path.
    if (!result) result.error().path.insert(0, path_);
    return result;
}

template <detail::Container T>
Value& Array::push_back(T&& container) {
    return append(detail::taken(container, this));
}

template <detail::Container T>
Value& Array::insert(std::size_t index, T&& container) {
    return insert_owned(index, detail::taken(container, this));
}

template <detail::Container T>
std::pair<Value&, bool> Map::insert_or_assign(TextArgument key, T&& container) {
    return assign(key, detail::taken(container, this));
}

template <class... Arguments>
Value& Array::emplace_back(Arguments&&... arguments) {
    if constexpr (sizeof...(arguments) == 1) {
        return push_back(std::forward<Arguments>(arguments)...);  // It may contain this array.
    } else {
        return push_back(Value(std::forward<Arguments>(arguments)...));
    }
}

template <class... Arguments>
std::pair<Value&, bool> Map::try_emplace(TextArgument key, Arguments&&... arguments) {
    if (Value* const value = find(key)) return {*value, false};
    if constexpr (sizeof...(arguments) == 1) {
        return insert_or_assign(key, std::forward<Arguments>(arguments)...);
    } else {
        return insert_or_assign(key, Value(std::forward<Arguments>(arguments)...));
    }
}

template <class... Arguments>
std::pair<Value&, bool> Map::emplace(TextArgument key, Arguments&&... arguments) {
    return try_emplace(key, std::forward<Arguments>(arguments)...);
}

inline std::pair<Value&, bool> Map::insert(std::pair<TextArgument, Value> entry) {
    return try_emplace(entry.first, std::move(entry.second));
}

inline std::pair<Value&, bool> Map::insert(TextArgument key, Value value) {
    return try_emplace(key, std::move(value));
}

template <class Key>
const Value& Map::at(const Key&) const {
    static_assert(detail::is_offered<Key>, "write map.find(key), a pointer, or map[key]");
    std::abort();
}

template <class Index>
const Value& Array::at(Index) const {
    static_assert(detail::is_offered<Index>, "write array.find(index), a pointer, or array[index]");
    std::abort();
}

template <std::input_iterator Iterator>
Array::Array(Iterator first, Iterator last) : Array() {
    for (; first != last; ++first)
        push_back(Value(*first));
}

}}  // namespace souris::v0
