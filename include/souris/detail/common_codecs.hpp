// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <souris/config.hpp>
#include <souris/object_codec.hpp>

/// @file
/// Codecs of frequent member types, compiled into the library to save compile time in programs.

namespace souris { inline namespace v0 {

template <>
struct SOURIS_EXPORT Codec<std::vector<std::string>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::vector<std::string>& value);
    static bool decode(Decoder& decoder, std::vector<std::string>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<std::string>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<std::string>& value);
    static bool decode(Decoder& decoder, std::optional<std::string>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<double>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<double>& value);
    static bool decode(Decoder& decoder, std::optional<double>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<bool>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<bool>& value);
    static bool decode(Decoder& decoder, std::optional<bool>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<std::int32_t>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<std::int32_t>& value);
    static bool decode(Decoder& decoder, std::optional<std::int32_t>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<std::uint32_t>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<std::uint32_t>& value);
    static bool decode(Decoder& decoder, std::optional<std::uint32_t>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<std::int64_t>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<std::int64_t>& value);
    static bool decode(Decoder& decoder, std::optional<std::int64_t>& value);
};
template <>
struct SOURIS_EXPORT Codec<std::optional<std::uint64_t>> : detail::WholeCodec {
    static bool encode(Encoder& encoder, const std::optional<std::uint64_t>& value);
    static bool decode(Decoder& decoder, std::optional<std::uint64_t>& value);
};

}}  // namespace souris::v0
