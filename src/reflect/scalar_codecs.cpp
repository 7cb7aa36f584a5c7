// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>

#include <souris/detail/scalar_codecs.hpp>
#include <souris/json_text.hpp>

#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

bool Codec<Bytes>::encode(Encoder& encoder, const Bytes& value) {
    return encoder.write_binary(value);
}

bool Codec<Bytes>::decode(Decoder& decoder, Bytes& value) {
    return decoder.read_binary(value);
}

bool Codec<JsonText>::encode(Encoder& encoder, const JsonText& value) {
    return encoder.write_text(value.text(), Type::json);
}

bool Codec<JsonText>::decode(Decoder& decoder, JsonText& value) {
    std::string_view text;
    if (!decoder.read_text(text, Type::json) || !decoder.charge_text(text.size())) return false;
    value = detail::TreeAccess::trusted_json(text);
    return true;
}

namespace detail {

bool read_text_array(Decoder& decoder, std::span<char> text) {
    std::string_view found;
    if (!decoder.read_text(found)) return false;
    if (found.size() > text.size()) {
        return decoder.fail(ErrorCode::unrepresentable, "found " + std::to_string(found.size()) +
                                                            " bytes of text, room for " +
                                                            std::to_string(text.size()));
    }
    if (found.find('\0') != std::string_view::npos) {
        return decoder.fail(ErrorCode::unrepresentable, "text that ends at a null has one");
    }
    std::ranges::fill(std::ranges::copy(found, text.begin()).out, text.end(), '\0');
    return true;
}

bool charge_path(Decoder& decoder, std::string_view text) {
    // Each part is itself a path. The parts are in one block, which grows by half its size; parsing
    // holds the text twice.
    constexpr std::uint64_t part_size = 64;
    const auto slashes = static_cast<std::uint64_t>(std::ranges::count(text, '/'));
    const std::uint64_t parts = 2 * (slashes + 1);
    constexpr std::uint64_t each = 3 * part_size + allocation_size(31);
    return decoder.charge(4, allocation_size(text.size() + 1)) &&
           (slashes == 0 || decoder.charge(parts, each));
}

bool read_byte_array(Decoder& decoder, std::span<std::byte> bytes) {
    Bytes found;
    if (!decoder.read_binary(found)) return false;
    if (found.size() != bytes.size()) {
        return decoder.fail(ErrorCode::wrong_type, "found " + std::to_string(found.size()) +
                                                       " bytes, wanted " +
                                                       std::to_string(bytes.size()));
    }
    std::ranges::copy(found, bytes.begin());
    return true;
}

}  // namespace detail

}}  // namespace souris::v0
