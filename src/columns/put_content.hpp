// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/detail/wire.hpp>

#include "columns/decimal.hpp"
#include "columns/path.hpp"

// A scalar of a sequence of contents as an encoded value.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// How far a content is read.
struct ContentPlace {
    std::size_t next = 0;
    std::size_t byte = 0;
};

/// Room for a scalar besides its text.
inline constexpr std::size_t literal_room = 24;

/// Writes the scalar at `at`; of text, all that comes before it. `out` must have `literal_room`.
inline std::byte* put_content_head(std::byte* out, const Path& path, const Content& content,
                                   std::size_t at) {
    switch (content.kind) {
        case ContentKind::integer:
        case ContentKind::signed_integer: {
            const std::int64_t number = content.numbers[at];
            const SignState state = number < 0 ? SignState::negative
                                    : content.kind == ContentKind::integer
                                        ? SignState::unsigned_number
                                        : SignState::signed_non_negative;
            return put_low_half(out, state, static_cast<std::uint64_t>(number));
        }
        case ContentKind::decimal:
            return put_float_bits<double>(out, decimal_bits(content.numbers[at], path.decimals));
        case ContentKind::float64:
            return put_float_bits<double>(out, static_cast<std::uint64_t>(content.numbers[at]));
        case ContentKind::float32:
            return put_float_bits<float>(out, static_cast<std::uint32_t>(content.numbers[at]));
        case ContentKind::text:
            break;
        case ContentKind::json:
            out = put_tag(out, Type::json);
            break;
        case ContentKind::time_zone:
            out = put_tag(out, Type::timezone);
            break;
        case ContentKind::other:
            return out;
    }
    return put_text_head(out, content.lengths[at]);
}

/// The next text of a sequence.
inline std::span<const std::byte> next_text(const Content& content, ContentPlace& place) {
    const std::size_t size = content.lengths[place.next++];
    assert(size <= content.bytes.size() - place.byte);
    const std::size_t begin = place.byte;
    place.byte += size;
    return std::span(content.bytes).subspan(begin, size);
}

/// Writes the next content but for its head.
inline std::byte* put_content_text(std::byte* out, const Content& content, ContentPlace& place) {
    if (is_text(content.kind)) return std::ranges::copy(next_text(content, place), out).out;
    ++place.next;
    return out;
}

/// Writes the next content. `out` must have room for its text and `literal_room`.
inline std::byte* put_content(std::byte* out, const Path& path, const Content& content,
                              ContentPlace& place) {
    out = put_content_head(out, path, content, place.next);
    return put_content_text(out, content, place);
}

}}}}  // namespace souris::v0::detail::columns
