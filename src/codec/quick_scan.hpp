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
#include <souris/endian.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/integer_wire.hpp>
#include <souris/limits.hpp>
#include <souris/tag.hpp>
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
    unsigned_integer,
    signed_integer,
    negative_integer,
    raw_string,
    coded_string,
    array,
    map,
};

/// The `QuickKind` of each tag.
inline constexpr auto quick_kinds = [] {
    std::array<QuickKind, 256> kinds{};
    const auto set = [&](QuickKind kind, Type type, unsigned low) {
        kinds[make_tag(type, low).byte] = kind;
    };
    set(QuickKind::null, Type::null, 0);
    set(QuickKind::boolean, Type::boolean, 0);
    set(QuickKind::boolean, Type::boolean, 1);
    set(QuickKind::float64, Type::float64, 0);
    set(QuickKind::unsigned_integer, Type::integer, 0);
    set(QuickKind::signed_integer, Type::integer, 1);
    set(QuickKind::negative_integer, Type::integer, 2);
    set(QuickKind::raw_string, Type::string, 0);
    set(QuickKind::coded_string, Type::string, 1);
    // A count in the tag, or a count that follows.
    for (const unsigned low : {0x0U, 0x2U, 0x4U, 0x6U, 0x8U, 0xAU, 0xCU, 0xEU, 0x1U}) {
        set(QuickKind::array, Type::array, low);
        set(QuickKind::map, Type::map, low);
    }
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

/// The `size` lowest bytes, 1 to 8, of a number.
[[nodiscard]] constexpr std::uint64_t low_bytes(std::size_t size) noexcept {
    return ~std::uint64_t{0} >> (8 * (sizeof(std::uint64_t) - size));
}

/// The low half of an integer encoded in one byte.
[[nodiscard]] inline std::uint64_t small_integer(std::byte content, SignState state) noexcept {
    const std::uint64_t fill = sign_fill(state);
    return (fill << 8U) | std::to_integer<std::uint64_t>(content);
}

/// The low half of the integer at `from`, if the high half is only the sign. Returns the bytes
/// read; 0 if it gave up. If `strict`, gives up whenever there might be a shorter form.
[[nodiscard]] SOURIS_ALWAYS_INLINE inline std::size_t scan_integer(const std::byte* from,
                                                                   SignState state, bool strict,
                                                                   std::uint64_t& low) noexcept {
    const auto first = std::to_integer<std::uint8_t>(*from);
    if (first <= max_small_content) {
        low = small_integer(*from, state);
        return 1;
    }
    const std::size_t length = first - std::size_t{max_small_content};
    if (length > sizeof low || strict) return 0;
    const std::uint64_t fill = sign_fill(state);
    const std::uint64_t content = low_bytes(length);
    low = (load_little_endian<std::uint64_t>(from + 1) & content) | (fill & ~content);
    return 1 + length;
}

/// Whether four one-byte integers with the tag `tag` are at `from`.
[[nodiscard]] inline bool are_small_integers(const std::byte* from, Tag tag) noexcept {
    constexpr std::uint64_t each = 0x0001000100010001;
    const auto word = load_little_endian<std::uint64_t>(from);
    const std::uint64_t tags = word & (each * 0xFF);
    const std::uint64_t contents = (word >> 8U) & (each * 0xFF);
    const std::uint64_t too_great = (contents + each * (0xFF - max_small_content)) & (each << 8U);
    return tags == each * tag.byte && too_great == 0;
}

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
    /// `codes` must outlive the scanner. Always gives up if `codes` is nullptr, if `strict` (strict
    /// rules are not checked here), or if `memory` lacks the buffer.
    CodedTextScanner(const HuffmanDecoder* codes, bool strict, Budget& memory) {
        if (codes == nullptr || strict) return;
        const std::uint64_t room =
            std::max(codes->most_bytes(max_bits), std::uint64_t{short_text_room}) +
            HuffmanDecoder::least_room;
        if (!memory.charge(allocation_size(room))) return;
        codes_ = codes;
        room_.resize(static_cast<std::size_t>(room));
    }

    /// Like `scan_text`, for the bit string at `from`.
    [[nodiscard]] const std::byte* scan(const std::byte* from, const std::byte* end,
                                        std::uint64_t max_size, CheckedText& found) noexcept {
        std::uint64_t bits = 0;
        if (codes_ == nullptr) return nullptr;
        const std::size_t length = scan_integer(from, SignState::unsigned_number, false, bits);
        if (length == 0 || bits > max_bits) return nullptr;
        const std::byte* const coded = from + length;
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

    const HuffmanDecoder* codes_ = nullptr;
    std::vector<std::byte> room_;
};

}}}  // namespace souris::v0::detail
