// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/check.hpp>
#include <souris/layout.hpp>

// What a store's bytes begin and end with:
//
//     store   = "SOURISDB" header rest [trailer]
//     v1 rest = [text table] map        header bit 0: there is a text table
//     v2 rest = block of the body       header bit 7: there is a text table; bits 0 to 6: the
//        body = [text table] map                      block's compression id
//     trailer = "SDBC" checksum         8 bytes, XXH3-64 of all that stands before the trailer

namespace souris::inline v0::detail {

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

/// Whether the last bytes are a trailer, and for what stands before them: one of which only the
/// magic or only the checksum is right, is wrong.
[[nodiscard]] ChecksumVerdict find_trailer(std::span<const std::byte> bytes) noexcept;

/// What stands after a store's end.
enum class Ending : std::uint8_t {
    clean,     ///< Nothing, or a trailer that is right.
    foreign,   ///< Bytes that are no trailer, perhaps with a trailer for all of it behind them.
    mismatch,  ///< A trailer, but not for these bytes: something was damaged.
};

/// Whether a store in layout v1 whose bytes are `bytes` must have a trailer: its content ends like
/// one, and who reads it could not tell.
[[nodiscard]] bool needs_trailer(std::span<const std::byte> bytes, Layout layout) noexcept;

/// Looks at the end of `bytes`, a store that takes the first `end` of them.
///
/// Damage may also make a store end early, or hit the trailer's own magic or swallow a part of it.
/// So the last bytes count as a trailer if either half of them is right, wherever the store ends.
/// If it ends with them, they may be its content: but in v1 one flipped bit makes an address of 4
/// bytes one of 16, all of the trailer, so there the magic is believed.
[[nodiscard]] Ending check_ending(std::span<const std::byte> bytes, std::size_t end,
                                  Layout layout) noexcept;

}  // namespace souris::inline v0::detail
