// SPDX-License-Identifier: MIT
#include "store/lz4_prices.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>

#include "compress/lz4_sequences.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

constexpr std::uint32_t nobody = ~std::uint32_t{0};

/// Maps positions in a body to the pieces whose bytes are there.
class Owners {
  public:
    Owners(const PieceTable& table, std::span<const Extent> extents) noexcept
        : occurrences_(table.occurrences()), extents_(extents) {}

    /// A distinct piece or `nobody`, and the number of bytes from the position that belong to it.
    struct Stretch {
        std::uint32_t owner;
        std::size_t size;
    };

    /// Moves to any position.
    void seek(std::size_t position) noexcept {
        const auto found = std::ranges::upper_bound(extents_, position, {}, &Extent::end);
        next_ = static_cast<std::size_t>(found - extents_.begin());
    }

    /// The stretch at `position`, which must not be before the last one.
    [[nodiscard]] Stretch at(std::size_t position) noexcept {
        assert(next_ == 0 || extents_[next_ - 1].end <= position);
        while (next_ < extents_.size() && extents_[next_].end <= position)
            ++next_;
        if (next_ == extents_.size()) return {nobody, std::numeric_limits<std::size_t>::max()};
        const Extent& extent = extents_[next_];
        if (position < extent.begin) return {nobody, extent.begin - position};
        return {occurrences_[next_], extent.end - position};
    }

  private:
    std::span<const std::uint32_t> occurrences_;
    std::span<const Extent> extents_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<float> lz4_prices(const PieceTable& table, std::span<const Extent> extents,
                              std::span<const std::byte> block) {
    assert(extents.size() == table.occurrences().size());
    std::vector<float> prices(table.size());
    Owners owners(table, extents);
    Owners sources(table, extents);
    std::size_t position = 0;
    Lz4SequenceReader reader(block);
    while (const auto sequence = reader.next()) {
        for (std::size_t left = sequence->literals.size(); left != 0;) {
            const Owners::Stretch literals = owners.at(position);
            const std::size_t size = std::min(left, literals.size);
            assert(size != 0);
            if (literals.owner != nobody) prices[literals.owner] += static_cast<float>(size);
            position += size;
            left -= size;
        }
        if (sequence->match_length == 0) break;
        const auto overhead = static_cast<float>(sequence->overhead);
        const float cost = overhead / static_cast<float>(sequence->match_length);
        const float spared = std::max(0.0F, 1 - cost);
        assert(sequence->offset != 0 && sequence->offset <= position);
        sources.seek(position - sequence->offset);
        for (auto left = static_cast<std::size_t>(sequence->match_length); left != 0;) {
            const Owners::Stretch match = owners.at(position);
            const Owners::Stretch source = sources.at(position - sequence->offset);
            const std::size_t size = std::min({left, match.size, source.size});
            assert(size != 0);
            const auto bytes = static_cast<float>(size);
            if (match.owner != nobody) prices[match.owner] += bytes * cost;
            // Matches within repeats of a piece do not count: they would be found in coded form,
            // too.
            if (source.owner != nobody && source.owner != match.owner) {
                prices[source.owner] -= bytes * spared;
            }
            position += size;
            left -= size;
        }
    }
    assert(extents.empty() || extents.back().end <= position);
    return prices;
}

}}}  // namespace souris::v0::detail
