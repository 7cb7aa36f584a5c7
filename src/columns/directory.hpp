// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/block.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "columns/path.hpp"

// What a block says of its numbers before any segment, so that who looks for some need not unpack a
// block that has none:
//
//     directory := size:Integer entry*
//     entry     := distance:Integer count:Integer range*
//     range     := least:Integer width:Integer
//
// An entry is that of a path so far behind the one before it, the first one from 1 on. There is a
// range for each kind of number that the path has.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The kinds that have ranges: integers, decimals, floats.
inline constexpr std::size_t ranged_kinds = 5;
static_assert(is_float(ContentKind{ranged_kinds - 1}) && is_text(ContentKind{ranged_kinds}));

/// The order of a kind's numbers, as integers: that of the integers, of decimals of one path, and
/// of floats, among which a NaN is beyond infinity on the side of its sign.
[[nodiscard]] constexpr std::int64_t order_of(ContentKind kind, std::int64_t number) noexcept {
    constexpr std::int64_t all_but_sign64 = ~std::uint64_t{0} >> 1U;
    constexpr std::int64_t all_but_sign32 = ~std::uint32_t{0} >> 1U;
    if (!is_float(kind)) return number;
    if (kind == ContentKind::float64) return number < 0 ? number ^ all_but_sign64 : number;
    const std::int64_t bits = static_cast<std::int32_t>(static_cast<std::uint32_t>(number));
    return bits < 0 ? bits ^ all_but_sign32 : bits;
}

/// The inverse: a number, as contents have it.
[[nodiscard]] constexpr std::int64_t number_in_order(ContentKind kind,
                                                     std::int64_t place) noexcept {
    // Floats below zero are mirrored, which undoes itself.
    const std::int64_t number =
        kind == ContentKind::float32
            ? order_of(kind, static_cast<std::uint32_t>(static_cast<std::uint64_t>(place)))
            : order_of(kind, place);
    return kind == ContentKind::float32 ? static_cast<std::uint32_t>(number) : number;
}

/// The bounds of the numbers of a kind, by `order_of`; of none, zeros.
struct NumberRange {
    std::int64_t least = 0;
    std::int64_t greatest = 0;

    friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

struct DirectoryEntry {
    PathIndex path = 0;
    /// How many values the path has, of whatever kind.
    std::uint64_t count = 0;
    std::array<NumberRange, ranged_kinds> ranges{};

    friend bool operator==(const DirectoryEntry&, const DirectoryEntry&) = default;
};

/// Whether the path has a kind of number, among contents or literals.
[[nodiscard]] bool has_kind(const Path& path, ContentKind kind) noexcept;

/// What is so of a path whose sequences are there. Linear time.
[[nodiscard]] DirectoryEntry entry_of(const Path& path, PathIndex index);

/// Writes the directory of the paths with many numbers; nothing if there are none. Returns whether
/// there are.
[[nodiscard]] bool write_directory(Sink& sink, std::span<const Path> paths);

/// Reads the entries, of paths of which only the heads are there. Errors: `bad_block`,
/// `limit_exceeded` (memory).
[[nodiscard]] Result<std::vector<DirectoryEntry>, BlockError> read_directory(
    std::span<const std::byte> bytes, std::span<const Path> paths, Budget& memory);

}}}}  // namespace souris::v0::detail::columns
