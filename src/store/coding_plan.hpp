// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <souris/sink.hpp>
#include <souris/text_encoder.hpp>

#include "store/piece_table.hpp"

namespace souris::inline v0::detail {

/// Which distinct pieces are written in their other way: text coded, binary values packed.
struct CodingPlan {
    std::vector<bool> is_coded;
    /// Nothing if no text is coded.
    std::optional<TextEncoder> text;
};

/// What pieces cost in a body, in bytes without their tags.
struct PiecePrices {
    /// All occurrences of each distinct piece as they stand. May be negative for what LZ4 finds
    /// again in other pieces.
    std::vector<float> raw;
    /// Whether all occurrences of a piece but the first cost next to nothing, since LZ4 finds them.
    bool finds_repeats = false;
};

/// The prices in a body that is not packed.
[[nodiscard]] PiecePrices stored_prices(const PieceTable& table);

/// The plan by which the pieces and the text table together cost least, or nearly so: which code
/// is best depends on what is coded, and the other way round, so this goes to and fro a few times.
/// Text is coded for less than `bias` times its price. Linear time for each of `rounds`.
[[nodiscard]] CodingPlan cheapest_plan(const PieceTable& table, const PiecePrices& prices,
                                       float bias = 1, int rounds = 6);

/// The best code for the texts among the pieces that are coded.
[[nodiscard]] std::optional<TextEncoder> code_for(const PieceTable& table,
                                                  const std::vector<bool>& is_coded,
                                                  bool finds_repeats,
                                                  Ties ties = Ties::leaves_first);

/// The plan that codes these pieces, as far as they can be, by the code that suits them best.
[[nodiscard]] CodingPlan plan_for(const PieceTable& table, std::vector<bool> is_coded,
                                  bool finds_repeats, Ties ties = Ties::leaves_first);

/// Where a piece's length and bytes stand in a body.
struct Extent {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Of each occurrence in the tree itself, where none is coded.
[[nodiscard]] std::vector<Extent> raw_extents(const PieceTable& table);

/// Bytes that `write_planned` writes.
[[nodiscard]] std::uint64_t planned_size(const PieceTable& table, const CodingPlan& plan);

/// Whether `write_planned` writes the same for both.
[[nodiscard]] bool writes_the_same(const PieceTable& table, const CodingPlan& left,
                                   const CodingPlan& right);

/// Writes the text table, if there is one, and the tree with its pieces as planned. `extents` gets
/// one for each occurrence, unless it is nullptr.
void write_planned(Sink& sink, const PieceTable& table, const CodingPlan& plan,
                   std::vector<Extent>* extents = nullptr);

}  // namespace souris::inline v0::detail
