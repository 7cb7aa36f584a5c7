// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/bytes.hpp>

#include "columns/number_column.hpp"
#include "columns/symbol_column.hpp"
#include "columns/text_pattern.hpp"

// What a sequence of values is taken apart into.
//
// A path is a place in the values' tree: the root, a member of a given name, the elements of an
// array. All values at a place form a sequence, of which the path has the symbols: what each value
// is. A symbol stands for null, false or true; for a literal, which is a scalar that occurs
// often; for a map of a given shape, an array and so on, whose parts are at other paths; or for a
// scalar of a given kind, whose content is the next one in the path's sequence of that kind.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

using PathIndex = std::uint32_t;

/// The place of a path in its parent's values.
enum class PathRole : std::uint8_t {
    root,
    member,   ///< The value of a key in a map that has a shape.
    key,      ///< The keys of a map that has none, as strings.
    value,    ///< The values of a map that has none.
    element,  ///< The elements of arrays.
    item,     ///< The element at a certain place in arrays of one size.
    field,    ///< A part of a string, which is an integer or a string.
};

/// How a value that has parts is made of them.
enum class PartsKind : std::uint8_t {
    map,         ///< One part for each key of its shape.
    dictionary,  ///< A count of keys and values.
    array,       ///< A count of elements.
    tuple,       ///< An array of so many elements as there are parts.
    pattern,     ///< A string, of which the parts are fields.
};

/// Whether the parts have the rows of the value.
[[nodiscard]] constexpr bool has_rows(PartsKind kind) noexcept {
    return kind == PartsKind::map || kind == PartsKind::tuple || kind == PartsKind::pattern;
}

struct Parts {
    PartsKind kind = PartsKind::map;
    /// The paths of the parts, in order; of a dictionary, keys and values.
    std::vector<PathIndex> paths{};
    /// Of a pattern: how each field stands in the text, and the text without the fields, with the
    /// offsets at which they stand in it.
    std::vector<FieldForm> forms{};
    std::string text{};
    std::vector<std::uint32_t> offsets{};
};

/// How a scalar's content is kept.
enum class ContentKind : std::uint8_t {
    integer,         ///< An integer of 64 bits in sign state 0 or 2.
    signed_integer,  ///< In sign state 1 or 2.
    decimal,         ///< An f64 that is an integer divided by a power of ten.
    float64,         ///< Its bits.
    float32,
    text,
    json,
    time_zone,
    other,  ///< The encoded value.
};
inline constexpr std::size_t content_kinds = 9;

[[nodiscard]] constexpr bool is_number(ContentKind kind) noexcept {
    return kind <= ContentKind::decimal;
}
[[nodiscard]] constexpr bool is_text(ContentKind kind) noexcept {
    return kind >= ContentKind::text;
}
[[nodiscard]] constexpr bool is_float(ContentKind kind) noexcept {
    return kind == ContentKind::float64 || kind == ContentKind::float32;
}

/// Bytes of a float.
[[nodiscard]] constexpr unsigned float_size(ContentKind kind) noexcept {
    return kind == ContentKind::float64 ? 8 : 4;
}

/// A sequence of contents of one kind.
struct Content {
    ContentKind kind = ContentKind::other;
    /// Integers, the integers of decimals, the bits of floats; how integers are coded.
    std::vector<std::int64_t> numbers{};
    NumberCoding coding{};
    /// Of everything else, each one's length in bytes, and the bytes. Texts without a zero byte are
    /// coded with one after each, others with their lengths before them.
    std::vector<std::uint32_t> lengths{};
    Bytes bytes{};
    bool has_zero = false;
    /// How many there are.
    std::uint64_t count = 0;
};

struct Path {
    PathIndex parent = 0;
    PathRole role = PathRole::root;
    /// Of a member.
    std::string_view key;
    /// Paths with the same number have rows in common: the parts of maps, tuples and patterns have
    /// those of the path that they are parts of.
    std::uint32_t table = 0;

    /// The symbols, in this order: null, false, true, each if it occurs; values with parts;
    /// `contents`, a symbol for each kind; `literals`, a symbol for each of a kind, ascending.
    std::array<bool, 3> has_word{};
    std::vector<Parts> parts;
    std::vector<Content> contents;
    std::vector<Content> literals;
    /// The power of ten of decimals.
    std::uint8_t decimals = 0;

    /// What each value is, and its row; no rows where they are 0, 1, 2 and so on.
    std::vector<std::uint32_t> symbols;
    std::vector<std::uint32_t> rows;
    std::vector<ContextSet> contexts;
    /// The table of the symbols' model.
    TableBits table_bits = 0;
    /// Whether literals and contents that are texts stand apart from all else.
    bool has_texts_apart = false;
    /// The counts of arrays and dictionaries, in their order.
    std::vector<std::int64_t> counts;
    NumberCoding count_coding;

    [[nodiscard]] std::uint32_t word_count() const noexcept {
        return std::uint32_t{has_word[0]} + has_word[1] + has_word[2];
    }
    /// Whether there are counts.
    [[nodiscard]] bool has_counts() const noexcept {
        for (const Parts& some : parts) {
            if (!has_rows(some.kind)) return true;
        }
        return false;
    }
    [[nodiscard]] std::uint32_t first_content() const noexcept {
        return word_count() + static_cast<std::uint32_t>(parts.size());
    }
    [[nodiscard]] std::uint32_t first_literal() const noexcept {
        return first_content() + static_cast<std::uint32_t>(contents.size());
    }
    /// The parts that a symbol stands for, or nullptr.
    [[nodiscard]] const Parts* parts_of(std::uint32_t symbol) const noexcept {
        const std::uint32_t words = word_count();
        return symbol >= words && symbol < first_content() ? &parts[symbol - words] : nullptr;
    }
    /// The number of different symbols.
    [[nodiscard]] std::uint64_t symbol_count() const noexcept {
        std::uint64_t count = first_literal();
        for (const Content& content : literals)
            count += content.count;
        return count;
    }
    /// Whether so many symbols can need such a table (`count_places`). To clear a larger one would
    /// take a reader longer than the symbols do.
    [[nodiscard]] bool can_need_table(std::uint64_t count) const noexcept {
        const unsigned groups = (symbol_width(symbol_count()) + group_levels - 1) / group_levels;
        return table_bits <= table_bits_for(2 * count * (contexts.size() + 1) * groups);
    }
};

}}}}  // namespace souris::v0::detail::columns
