// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <souris/config.hpp>
#include <souris/detail/common_codecs.hpp>

#include "codec/quick_decoder.hpp"
#include "codec/quick_encoder.hpp"

namespace souris { inline namespace v0 {

namespace detail { namespace {

template <class T>
SOURIS_ALWAYS_INLINE inline bool read_vector(Decoder& decoder, std::vector<T>& target) {
    QuickDecoder quick(decoder);
    std::size_t count = 0;
    if (!quick.begin_array(count) || !decoder.charge_allocation(std::uint64_t{count} * sizeof(T))) {
        return false;
    }
    // Elements that are there keep their memory. A growing vector would take room for twice as
    // many.
    if (count > target.capacity()) target.clear();
    target.resize(count);
    if (!quick.read_all(target.data(), 0, count, sizeof(T), {.kind = builtin_kind<T>}))
        return false;
    decoder.end();
    return true;
}

template <class T>
SOURIS_ALWAYS_INLINE inline bool write_vector(Encoder& encoder, const std::vector<T>& source) {
    QuickEncoder quick(encoder);
    if (!quick.begin(Type::array, source.size()) ||
        !quick.write_all(source.data(), source.size(), sizeof(T), {.kind = builtin_kind<T>})) {
        return false;
    }
    quick.end();
    return true;
}

template <class T>
SOURIS_ALWAYS_INLINE inline bool read_optional(Decoder& decoder, std::optional<T>& target) {
    if (decoder.next_is(Type::null)) {
        target.reset();
        return decoder.read_null();
    }
    QuickDecoder quick(decoder);
    if (!quick.read({.kind = builtin_kind<T>}, &target.emplace())) return false;
    quick.leave();
    return true;
}

template <class T>
SOURIS_ALWAYS_INLINE inline bool write_optional(Encoder& encoder, const std::optional<T>& source) {
    if (!source) return encoder.write_null();
    QuickEncoder quick(encoder);
    quick.ensure(scalar_room);
    if (!quick.write({.kind = builtin_kind<T>}, &*source)) return false;
    quick.leave();
    return true;
}

}}  // namespace detail

bool Codec<std::vector<std::string>>::encode(Encoder& encoder,
                                             const std::vector<std::string>& value) {
    return detail::write_vector(encoder, value);
}
bool Codec<std::vector<std::string>>::decode(Decoder& decoder, std::vector<std::string>& value) {
    return detail::read_vector(decoder, value);
}

bool Codec<std::optional<std::string>>::encode(Encoder& encoder,
                                               const std::optional<std::string>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<std::string>>::decode(Decoder& decoder,
                                               std::optional<std::string>& value) {
    return detail::read_optional(decoder, value);
}

bool Codec<std::optional<double>>::encode(Encoder& encoder, const std::optional<double>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<double>>::decode(Decoder& decoder, std::optional<double>& value) {
    return detail::read_optional(decoder, value);
}

bool Codec<std::optional<bool>>::encode(Encoder& encoder, const std::optional<bool>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<bool>>::decode(Decoder& decoder, std::optional<bool>& value) {
    return detail::read_optional(decoder, value);
}

bool Codec<std::optional<std::int32_t>>::encode(Encoder& encoder,
                                                const std::optional<std::int32_t>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<std::int32_t>>::decode(Decoder& decoder,
                                                std::optional<std::int32_t>& value) {
    return detail::read_optional(decoder, value);
}

bool Codec<std::optional<std::uint32_t>>::encode(Encoder& encoder,
                                                 const std::optional<std::uint32_t>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<std::uint32_t>>::decode(Decoder& decoder,
                                                 std::optional<std::uint32_t>& value) {
    return detail::read_optional(decoder, value);
}

bool Codec<std::optional<std::int64_t>>::encode(Encoder& encoder,
                                                const std::optional<std::int64_t>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<std::int64_t>>::decode(Decoder& decoder,
                                                std::optional<std::int64_t>& value) {
    return detail::read_optional(decoder, value);
}

bool Codec<std::optional<std::uint64_t>>::encode(Encoder& encoder,
                                                 const std::optional<std::uint64_t>& value) {
    return detail::write_optional(encoder, value);
}
bool Codec<std::optional<std::uint64_t>>::decode(Decoder& decoder,
                                                 std::optional<std::uint64_t>& value) {
    return detail::read_optional(decoder, value);
}

}}  // namespace souris::v0
