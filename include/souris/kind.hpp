// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

#include <souris/config.hpp>
#include <souris/integer_traits.hpp>

/// @file
/// What the library reads and writes without a `Codec`.

namespace souris::inline v0 {

class Decoder;
class Encoder;

namespace detail {

/// How the parts of an object are read and written: those that nearly all are by the library, so
/// that no program has to compile it, the others by functions that their types provide.
enum class Kind : std::uint8_t {
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
    /// A `std::vector` of numbers of one of those types.
    vector,
};

/// What takes at most as many bytes as an integer does, whatever its value.
template <class T>
concept SmallScalar =
    std::same_as<T, bool> || std::same_as<T, float> || std::same_as<T, double> || ShortInteger<T>;

template <class T, class... Types>
concept IsOneOf = (std::same_as<T, Types> || ...);

template <class T>
inline constexpr Kind part_kind = Kind::other;
template <>
inline constexpr Kind part_kind<bool> = Kind::boolean;
template <>
inline constexpr Kind part_kind<float> = Kind::float32;
template <>
inline constexpr Kind part_kind<double> = Kind::float64;
template <>
inline constexpr Kind part_kind<std::string> = Kind::string;
template <ShortInteger T>
inline constexpr Kind part_kind<T> =
    static_cast<Kind>(static_cast<unsigned>(T(-1) < T(0) ? Kind::int8 : Kind::uint8) +
                      (sizeof(T) == 8   ? 3
                       : sizeof(T) == 4 ? 2
                                        : sizeof(T) / 2));

template <class T>
inline constexpr Kind element_kind = Kind::other;
template <class T>
requires IsOneOf<T, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                 std::uint16_t, std::uint32_t, std::uint64_t, float, double>
inline constexpr Kind element_kind<std::vector<T>> = part_kind<T>;

template <class T>
requires(element_kind<T> != Kind::other) inline constexpr Kind part_kind<T> = Kind::vector;

/// Reads into `object`.
using ReadObject = bool (*)(Decoder& decoder, void* object);
/// How a whole object is read.
struct ObjectReader {
    // NOLINTNEXTLINE(google-explicit-constructor): to read is all that it needs.
    constexpr ObjectReader(ReadObject reads, void (*renews)(void* object) = nullptr) noexcept
        : read(reads), renew(renews) {}

    ReadObject read;
    /// Makes the object a new one, where it may be read once more; else nullptr.
    void (*renew)(void* object);
};
/// Writes `object`.
using WriteObject = bool (*)(Encoder& encoder, const void* object);

/// How a part is read: `read` is only asked if the kind is `other`, and else may be nullptr.
struct PartReader {
    Kind kind = Kind::other;
    /// Of a vector.
    Kind element = Kind::other;
    ReadObject read = nullptr;
};
/// How a part is written.
struct PartWriter {
    Kind kind = Kind::other;
    Kind element = Kind::other;
    WriteObject write = nullptr;
};

}  // namespace detail

}  // namespace souris::inline v0
