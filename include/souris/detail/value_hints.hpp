// SPDX-License-Identifier: MIT
// Internal: serves <souris/value.hpp>.
#pragma once

#include <concepts>
#include <cstdlib>
#include <string>

#include <souris/config.hpp>
#include <souris/error.hpp>

/// @file
/// Names that other libraries have for what this one calls otherwise. Calls of them do not compile,
/// and the error says what to write.

namespace souris { inline namespace v0 {

class Array;
class Map;
class Value;
struct Timestamp;

namespace detail {

/// False, but known to be only when a template is used.
template <class...>
inline constexpr bool is_offered = false;

/// `as_array` or `as_map` of a `Value`.
template <class T, class Source>
[[nodiscard]] auto* container_in(Source& value) noexcept {
    static_assert(std::same_as<T, Array> || std::same_as<T, Map>,
                  "only an Array or a Map is pointed to: write value.get<T>()");
    if constexpr (std::same_as<T, Map>) {
        return value.as_map();
    } else {
        return value.as_array();
    }
}

/// Base of `Value` and `ValueView`.
struct ValueHints {
    template <class T>
    [[nodiscard]] T as() const {
        static_assert(is_offered<T>,
                      "write value.get<T>(), a Result: .value() or .value_or(default)");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] bool is_object(T...) const {
        static_assert(is_offered<T...>, "write value.is_map()");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] bool is_bool(T...) const {
        static_assert(is_offered<T...>, "write value.is_boolean()");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] bool is_float(T...) const {
        static_assert(is_offered<T...>,
                      "write value.is_float32(), value.is_float64() or value.is_number()");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] bool is_double(T...) const {
        static_assert(is_offered<T...>, "write value.is_float64()");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] std::string dump(T...) const {
        static_assert(is_offered<T...>, "write souris::to_json(value), of <souris/json.hpp>");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] std::string to_json(T...) const {
        static_assert(is_offered<T...>, "write souris::to_json(value), of <souris/json.hpp>");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] static std::string parse(const T&...) {
        static_assert(is_offered<T...>,
                      "write souris::value_from_json(text), of <souris/json.hpp>");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] std::string to_string(T...) const {
        static_assert(
            is_offered<T...>,
            "write value.text() for a string, or souris::to_json(value), of <souris/json.hpp>");
        std::abort();
    }
    template <class... T>
    [[nodiscard]] std::string as_string(T...) const {
        static_assert(is_offered<T...>, "write value.text()");
        std::abort();
    }
    template <class Key, class T>
    [[nodiscard]] T value(const Key&, T) const {
        static_assert(is_offered<T>, "write value.at(\"/key\").get<T>().value_or(default)");
        std::abort();
    }

    void items() const = delete;  // Write value.entries().
    void begin() const = delete;  // Write value.elements() or value.entries().
    void end() const = delete;    // Write value.elements() or value.entries().

    /// <souris/format.hpp> has a better match.
    template <StandardStream Stream>
    friend Stream& operator<<(Stream&, const ValueHints&) = delete;  // Include <souris/format.hpp>.
};

}  // namespace detail

}}  // namespace souris::v0

// Where fmt is included first, a missing header is named.
#if defined(FMT_VERSION)
template <class T>
requires(std::same_as<T, souris::Value> || std::same_as<T, souris::Timestamp> ||
         std::same_as<T, souris::Error>) struct fmt::formatter<T, char> {
    template <class Context>
    constexpr auto parse(Context& context) {
        return context.begin();
    }
    template <class Context>
    auto format(const T&, Context& context) const {
        static_assert(souris::detail::is_offered<T>, "include <souris/format.hpp>");
        return context.out();
    }
};
#endif
