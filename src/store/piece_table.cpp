// SPDX-License-Identifier: MIT
#include "store/piece_table.hpp"

#include <algorithm>
#include <cassert>

#include <souris/keyed_hash.hpp>

namespace souris { inline namespace v0 { namespace detail {
namespace {

/// An open-addressed hash set of the indexes of distinct pieces, compared by their content.
class ContentSet {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    /// The slot of the piece for which `is_equal(index)`, or the free slot where it belongs.
    template <class IsEqual>
    [[nodiscard]] std::uint32_t& find(std::uint64_t hash, IsEqual is_equal) {
        assert((slots_.size() & (slots_.size() - 1)) == 0);
        std::size_t slot = static_cast<std::size_t>(hash) & (slots_.size() - 1);
        while (slots_[slot] != none && !is_equal(slots_[slot]))
            slot = (slot + 1) & (slots_.size() - 1);
        return slots_[slot];
    }

    /// Doubles the table if `count` pieces fill more than half of it.
    template <class Hash>
    void grow(std::size_t count, Hash hash_of) {
        if (2 * count <= slots_.size()) return;
        std::vector<std::uint32_t> old(2 * slots_.size(), none);
        old.swap(slots_);
        for (const std::uint32_t index : old) {
            if (index == none) continue;
            find(hash_of(index), [](std::uint32_t) { return false; }) = index;
        }
    }

  private:
    std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64, none);
};

std::uint64_t piece_hash(const Piece& piece) {
    return combine_hashes(keyed_hash(piece.text()), static_cast<std::uint64_t>(piece.type));
}

}  // namespace

PieceTable::PieceTable(std::span<const std::byte> tree, Layout layout, Profile profile)
    : tree_(tree), layout_(layout) {
    assert(tree.size() <= max_tree_size);
    collect();
    assert(distinct_.size() <= occurrences_.size());
    distinct_.shrink_to_fit();
    occurrences_.shrink_to_fit();
    for (std::uint32_t index = 0; index < size(); ++index) {
        const Piece each = piece(index);
        if (each.type != Type::binary) continue;
        BlockChoice choice = choose_block(each.bytes, layout, profile);
        if (choice.compression != Compression::stored) packed_.emplace(index, std::move(choice));
    }
}

void PieceTable::collect() {
    ContentSet set;
    PieceScanner scanner(tree_);
    while (const auto found = scanner.next()) {
        if (!has(*found)) continue;
        const auto is_equal = [&](std::uint32_t index) {
            const Piece other = piece(index);
            return other.type == found->type && std::ranges::equal(other.bytes, found->bytes);
        };
        std::uint32_t& slot = set.find(piece_hash(*found), is_equal);
        if (slot != ContentSet::none) {
            assert(slot < distinct_.size());
            ++distinct_[slot].count;
            occurrences_.push_back(slot);
            continue;
        }
        slot = static_cast<std::uint32_t>(distinct_.size());
        occurrences_.push_back(slot);
        distinct_.push_back({static_cast<std::uint32_t>(found->tag), 1});
        set.grow(distinct_.size(), [&](std::uint32_t index) { return piece_hash(piece(index)); });
    }
}

Piece PieceTable::piece(std::size_t index) const {
    assert(index < size());
    return piece_at(tree_, distinct_[index].tag);
}

const BlockChoice* PieceTable::packed(std::size_t index) const noexcept {
    assert(index < size());
    const auto found = packed_.find(static_cast<std::uint32_t>(index));
    return found == packed_.end() ? nullptr : &found->second;
}

}}}  // namespace souris::v0::detail
