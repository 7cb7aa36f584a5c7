// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <souris/sink.hpp>
#include <souris/text_encoder.hpp>

#include "store/piece_table.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The distinct pieces that are not written raw.
struct CodingPlan {
    /// For each piece. Compressed text is coded, a compressed binary value is packed.
    std::vector<bool> is_compressed;
    /// Empty if no text is coded.
    std::optional<TextEncoder> text;
};

/// The cost of pieces in a body, in bytes without their tags.
struct PiecePrices {
    /// The cost of all raw occurrences of each distinct piece. May be negative for pieces that LZ4
    /// matches in other pieces.
    std::vector<float> raw;
    /// Whether all occurrences of a piece but the first are nearly free, since LZ4 finds them.
    bool finds_repeats = false;
};

/// The prices in a body that is not packed.
[[nodiscard]] PiecePrices stored_prices(const PieceTable& table);

/// The plan that minimises the cost of pieces and text table together, or nearly so. The best code
/// depends on which texts are coded, and that on the code, so this alternates between the two a few
/// times. Text is coded if that costs less than `bias` times its price. Linear time for each of
/// `rounds`.
[[nodiscard]] CodingPlan cheapest_plan(const PieceTable& table, const PiecePrices& prices,
                                       float bias = 1, int rounds = 6);

/// The best code for the texts among the pieces that are compressed.
[[nodiscard]] std::optional<TextEncoder> code_for(const PieceTable& table,
                                                  const std::vector<bool>& is_compressed,
                                                  bool finds_repeats,
                                                  Ties ties = Ties::leaves_first);

/// The plan that compresses these pieces, where possible, with the best code for them.
[[nodiscard]] CodingPlan plan_for(const PieceTable& table, std::vector<bool> is_compressed,
                                  bool finds_repeats, Ties ties = Ties::leaves_first);

/// The range of a piece's length and bytes in a body.
struct Extent {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// The extent of each occurrence in the tree itself, where none is compressed.
[[nodiscard]] std::vector<Extent> raw_extents(const PieceTable& table);

/// Number of bytes that `write_planned` writes.
[[nodiscard]] std::uint64_t planned_size(const PieceTable& table, const CodingPlan& plan);

/// Whether `write_planned` writes the same for both.
[[nodiscard]] bool writes_the_same(const PieceTable& table, const CodingPlan& left,
                                   const CodingPlan& right);

/// Writes the text table, if there is one, and the tree with its pieces as planned. Appends to
/// `extents`, unless it is nullptr, one extent for each occurrence.
void write_planned(Sink& sink, const PieceTable& table, const CodingPlan& plan,
                   std::vector<Extent>* extents = nullptr);

}}}  // namespace souris::v0::detail
