// SPDX-License-Identifier: MIT
//
// The first byte of the input selects what the rest is: the content of a block of columns, after
// the length that it claims; an encoded value; JSON text; or a recipe for a tree. Values are taken
// apart and put together.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/json.hpp>

#include "../tests/property/codec_properties.hpp"
#include "../tests/property/column_reader_properties.hpp"
#include "../tests/property/generators/value_from_bytes.hpp"
#include "must_hold.hpp"

namespace {

/// The value that is given in one of three ways, if it is one.
std::optional<souris::Value> read_value(unsigned way, std::span<const std::uint8_t> input) {
    const auto bytes = std::as_bytes(input);
    if (way == 0) {
        auto value = souris::decode_value(bytes, souris::properties::careful_options());
        return value ? std::optional(*std::move(value)) : std::nullopt;
    }
    if (way == 1) {
        const std::string_view text(reinterpret_cast<const char*>(input.data()), input.size());
        auto value = souris::value_from_json(text);
        return value ? std::optional(*std::move(value)) : std::nullopt;
    }
    return souris::test::value_from_bytes(input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    if (size == 0) return 0;
    const std::span<const std::uint8_t> input(data, size);
    const auto rest = input.subspan(1);
    if ((data[0] & 1U) == 0) {
        souris::Cursor cursor(std::as_bytes(rest));
        const auto claimed = cursor.read_unsigned<std::uint64_t>();
        if (!claimed) return 0;
        SOURIS_MUST_HOLD(properties::any_columns_keep_limits(cursor.rest(), *claimed));
        SOURIS_MUST_HOLD(properties::any_columns_can_be_asked(cursor.rest(), *claimed));
        return 0;
    }
    const auto value = read_value((data[0] >> 1U) & 3U, rest);
    if (!value) return 0;
    // `smallest` adds a search over codes of text to what `balanced` does, which is slow and is the
    // subject of the target `packing`.
    constexpr souris::Profile profiles[] = {souris::Profile::fast, souris::Profile::balanced,
                                            souris::Profile::smallest, souris::Profile::balanced};
    SOURIS_MUST_HOLD(properties::tree_in_columns_round_trips(*value, profiles[data[0] >> 6U]));
    SOURIS_MUST_HOLD(properties::columns_read_as_whole(*value, profiles[data[0] >> 6U]));
    return 0;
}
