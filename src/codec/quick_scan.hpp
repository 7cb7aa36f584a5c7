// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/wire.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/limits.hpp>
#include <souris/utf8.hpp>

#include "base/ascii.hpp"

// Reads the content after a tag without bounds checks: the caller guarantees that `quick_scan_room`
// bytes remain. Every function gives up on content that is not certain to be valid.

namespace souris { inline namespace v0 { namespace detail {

/// Enough for a length byte and short text, or for an integer of up to 64 bits.
inline constexpr std::ptrdiff_t quick_scan_room = 1 + std::ptrdiff_t{short_text_room};

/// The tags that the quick path reads, derived from the whole tag.
enum class QuickKind : std::uint8_t {
    none,
    null,
    boolean,
    float64,
    // In the order of `SignState`.
    unsigned_integer,
    signed_integer,
    negative_integer,
    raw_string,
    coded_string,
    array,
    map,
};

/// Tags with reserved bits are left to the slow path.
[[nodiscard]] constexpr QuickKind quick_kind_of(Tag tag) noexcept {
    if (has_reserved_bits(tag)) return QuickKind::none;
    switch (tag.type()) {
        case Type::null:
            return QuickKind::null;
        case Type::boolean:
            return QuickKind::boolean;
        case Type::float64:
            return QuickKind::float64;
        case Type::integer:
            if (!tag.has_sign_state()) return QuickKind::none;
            return static_cast<QuickKind>(static_cast<unsigned>(QuickKind::unsigned_integer) +
                                          static_cast<unsigned>(tag.sign_state()));
        case Type::string:
            return tag.flag() ? QuickKind::coded_string : QuickKind::raw_string;
        case Type::array:
            return QuickKind::array;
        case Type::map:
            return QuickKind::map;
        default:
            return QuickKind::none;
    }
}

/// The `QuickKind` of each tag.
inline constexpr auto quick_kinds = [] {
    std::array<QuickKind, 256> kinds{};
    for (unsigned byte = 0; byte < kinds.size(); ++byte)
        kinds[byte] = quick_kind_of(Tag{static_cast<std::uint8_t>(byte)});
    return kinds;
}();

/// Raw text that was found to be UTF-8.
struct CheckedText {
    std::string_view text;
    /// At most `short_text_room` bytes, and so many bytes may be read from `text`.
    bool is_short = false;
    /// In a buffer that the next text overwrites.
    bool is_temporary = false;
};

/// `scan_text` for text that is not short. Returns the text, or a null view if it gave up.
[[nodiscard]] std::string_view scan_long_text(const std::byte* from, const std::byte* end,
                                              std::uint64_t max_size, bool strict) noexcept;

/// Reads the raw text at `from`, which begins with its length, of at most `max_size` bytes, in an
/// input that ends at `end`. Returns the end of the text; nullptr if it gave up. Precondition: text
/// with a length of one byte is within the limits.
[[nodiscard]] SOURIS_ALWAYS_INLINE inline const std::byte* scan_text(const std::byte* from,
                                                                     const std::byte* end,
                                                                     const std::uint64_t& max_size,
                                                                     const bool& strict,
                                                                     CheckedText& found) noexcept {
    const auto size = std::to_integer<std::size_t>(*from);
    if (size <= short_text_room) {
        const std::byte* const text = from + 1;
        found = {as_text({text, size}), true, false};
        if (is_short_ascii(found.text.data(), size) || is_short_utf8(found.text.data(), size)) {
            return text + size;
        }
        return nullptr;
    }
    found = {scan_long_text(from, end, max_size, strict), false, false};
    if (found.text.data() == nullptr) return nullptr;
    return as_byte_span(found.text).data() + found.text.size();
}

/// Decodes coded text of few bits into its own buffer.
class CodedTextScanner {
  public:
    /// `codes` and `memory` must outlive the scanner. Always gives up if `codes` is nullptr, if
    /// `strict` (strict rules are not checked here), or if `memory` lacks the buffer, which the
    /// first coded text needs.
    CodedTextScanner(const HuffmanDecoder* codes, bool strict, Budget& memory) noexcept
        : codes_(strict ? nullptr : codes), memory_(memory) {}

    /// Like `scan_text`, for the bit string at `from`.
    [[nodiscard]] const std::byte* scan(const std::byte* from, const std::byte* end,
                                        std::uint64_t max_size, CheckedText& found) {
        std::uint64_t bits = 0;
        if (codes_ == nullptr || (room_.empty() && !make_room())) return nullptr;
        const std::byte* const coded = scan_integer(from, SignState::unsigned_number, false, bits);
        if (coded == nullptr || bits > max_bits) return nullptr;
        const auto size = static_cast<std::size_t>(bytes_for_bits(bits));
        if (size + HuffmanDecoder::slack > static_cast<std::size_t>(end - coded)) return nullptr;
        const std::byte* const text_end = codes_->decode_all(coded, bits, room_.data());
        if (text_end == nullptr) return nullptr;
        const auto text_size = static_cast<std::size_t>(text_end - room_.data());
        if (text_size > max_size) return nullptr;
        found = {as_text({room_.data(), text_size}), text_size <= short_text_room, true};
        return coded + size;
    }

  private:
    static constexpr std::uint64_t max_bits = 8192;

    [[nodiscard]] bool make_room() {
        const std::uint64_t room =
            std::max(codes_->most_bytes(max_bits), std::uint64_t{short_text_room}) +
            HuffmanDecoder::least_room;
        if (memory_.charge(allocation_size(room))) {
            room_.resize(static_cast<std::size_t>(room));
        } else {
            codes_ = nullptr;
        }
        return codes_ != nullptr;
    }

    const HuffmanDecoder* codes_;
    Budget& memory_;
    std::vector<std::byte> room_;
};

}}}  // namespace souris::v0::detail
