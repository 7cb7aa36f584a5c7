// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/check.hpp>
#include <souris/layout.hpp>

// The framing of a store, which is the beginning and the end of its bytes:
//
//     store   = "SOURISDB" header rest [trailer]
//     v1 rest = [text table] map        header bit 0: there is a text table
//     v2 rest = block of the body       header bit 7: there is a text table; bits 0 to 6: the
//        body = [text table] map                      block's compression id
//     trailer = "SDBC" checksum         8 bytes, XXH3-64 of all bytes before the trailer

namespace souris { inline namespace v0 { namespace detail {

inline constexpr std::string_view store_magic = "SOURISDB";
inline constexpr std::size_t store_header_offset = store_magic.size();

/// Bits of the header byte.
inline constexpr std::uint8_t v1_text_table_flag = 0x01;
inline constexpr std::uint8_t v2_text_table_flag = 0x80;

inline constexpr std::string_view trailer_magic = "SDBC";
inline constexpr std::size_t trailer_size = 12;

/// The trailer for a store whose bytes are `bytes`.
[[nodiscard]] std::array<std::byte, trailer_size> make_trailer(
    std::span<const std::byte> bytes) noexcept;

/// Whether the last bytes are a trailer, and whether it fits the bytes before it. A trailer with
/// only a right magic or only a right checksum is wrong.
[[nodiscard]] ChecksumVerdict find_trailer(std::span<const std::byte> bytes) noexcept;

/// What follows a store's end.
enum class Ending : std::uint8_t {
    clean,     ///< Nothing, or a trailer that is right.
    foreign,   ///< Bytes that are not a trailer, perhaps with a trailer for all of it after them.
    mismatch,  ///< A trailer, but not for these bytes: there is damage.
};

/// Whether a store of the bytes `bytes` in `layout` must have a trailer: in layout v1, if its
/// content ends like a trailer, since a reader could not tell the difference.
[[nodiscard]] bool needs_trailer(std::span<const std::byte> bytes, Layout layout) noexcept;

/// Checks the end of `bytes`, in which a store takes the first `end` bytes.
///
/// Damage may also make a store end early, change the trailer's magic or swallow a part of the
/// trailer. So the last bytes count as a trailer if either half of them is right, wherever the
/// store ends. If the store ends at the end of `bytes`, the last bytes may be its content. But in
/// v1 one flipped bit turns an address of 4 bytes into one of 16 that includes the whole trailer,
/// so in v1 the magic is trusted there.
[[nodiscard]] Ending check_ending(std::span<const std::byte> bytes, std::size_t end,
                                  Layout layout) noexcept;

}}}  // namespace souris::v0::detail
