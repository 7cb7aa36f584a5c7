// SPDX-License-Identifier: MIT
// Internal: serves <souris/decoder.hpp> and <souris/encoder.hpp>.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

#include <souris/config.hpp>
#include <souris/detail/integer_traits.hpp>

/// @file
/// Types that the library reads and writes without a `Codec`.

namespace souris { inline namespace v0 {

class Decoder;
class Encoder;

namespace detail {

/// How to read and write the parts of an object: the most frequent kinds in the library, so that
/// programs need not compile them; the others by functions of their types.
enum class BuiltinKind : std::uint8_t {
    other,
    boolean,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    float64,
    string,
    /// A `std::vector` of one of those number types.
    vector,
};

/// Types whose encoding is never longer than the longest integer's.
template <class T>
concept SmallScalar =
    std::same_as<T, bool> || std::same_as<T, float> || std::same_as<T, double> || ShortInteger<T>;

template <class T, class... Types>
concept IsOneOf = (std::same_as<T, Types> || ...);

template <class T>
inline constexpr BuiltinKind builtin_kind = BuiltinKind::other;
template <>
inline constexpr BuiltinKind builtin_kind<bool> = BuiltinKind::boolean;
template <>
inline constexpr BuiltinKind builtin_kind<float> = BuiltinKind::float32;
template <>
inline constexpr BuiltinKind builtin_kind<double> = BuiltinKind::float64;
template <>
inline constexpr BuiltinKind builtin_kind<std::string> = BuiltinKind::string;
template <ShortInteger T>
inline constexpr BuiltinKind builtin_kind<T> = static_cast<BuiltinKind>(
    static_cast<unsigned>(T(-1) < T(0) ? BuiltinKind::int8 : BuiltinKind::uint8) +
    (sizeof(T) == 8   ? 3
     : sizeof(T) == 4 ? 2
                      : sizeof(T) / 2));

template <class T>
inline constexpr BuiltinKind builtin_element_kind = BuiltinKind::other;
template <class T>
requires IsOneOf<T, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                 std::uint16_t, std::uint32_t, std::uint64_t, float, double>
inline constexpr BuiltinKind builtin_element_kind<std::vector<T>> = builtin_kind<T>;

template <class T>
requires(builtin_element_kind<T> !=
         BuiltinKind::other) inline constexpr BuiltinKind builtin_kind<T> = BuiltinKind::vector;

/// Reads into `object`.
using ReadObject = bool (*)(Decoder& decoder, void* object);
/// How to read a whole object.
struct ObjectReader {
    // NOLINTNEXTLINE(google-explicit-constructor): to read is all that it needs.
    constexpr ObjectReader(ReadObject reads, void (*renews)(void* object) = nullptr) noexcept
        : read(reads), renew(renews) {}

    ReadObject read;
    /// Resets the object, if it may have to be read twice; else nullptr.
    void (*renew)(void* object);
};
/// Writes `object`.
using WriteObject = bool (*)(Encoder& encoder, const void* object);

/// How to read a part; `read` is used only if the kind is `other`, and may be nullptr otherwise.
struct ValueReader {
    BuiltinKind kind = BuiltinKind::other;
    /// Element kind of a vector.
    BuiltinKind element = BuiltinKind::other;
    ReadObject read = nullptr;
};
/// How to write a part.
struct ValueWriter {
    BuiltinKind kind = BuiltinKind::other;
    BuiltinKind element = BuiltinKind::other;
    WriteObject write = nullptr;
};

}  // namespace detail

}}  // namespace souris::v0
