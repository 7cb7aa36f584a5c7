// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/limits.hpp>

#include "columns/range_coder.hpp"

// Predicts symbols bit by bit from several contexts at once, by integer arithmetic alone, so that
// reader and writer agree on every machine.
//
// Each context has a probability for each node of the binary tree of symbols, learned from what
// came before. They are mixed in the logistic domain with weights that are learned too: M. Mahoney,
// "Adaptive Weighing of Context Models for Lossless Data Compression", 2005.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The logistic domain: ln(p / (1 - p)) in units of 1/256, from -2047 to 2047.
inline constexpr std::int32_t max_stretch = 2047;

/// 65536 / (1 + e^-x) at the multiples of 128, rounded, within what a probability may be.
inline constexpr std::array<std::int32_t, 33> squash_points = {
    22,    36,    60,    98,    162,   267,   439,   720,   1179,  1921,  3108,
    4971,  7812,  11955, 17625, 24743, 32768, 40793, 47911, 53581, 57724, 60565,
    62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476, 65500, 65514};

/// The probability in units of 1/65536 for a logistic `x`, by linear interpolation.
[[nodiscard]] constexpr std::int32_t squash_of(std::int32_t x) noexcept {
    assert(x >= -2048 && x <= max_stretch);
    const auto shifted = static_cast<std::uint32_t>(x + 2048);
    const std::size_t point = shifted >> 7U;
    const auto weight = static_cast<std::int32_t>(shifted & 127U);
    return (squash_points[point] * (128 - weight) + squash_points[point + 1] * weight) >> 7U;
}

struct LogisticTables {
    /// `squash_of` x, at x + 2048.
    std::array<std::uint16_t, 4096> squash;
    /// The least x whose probability in units of 1/4096 is at least the index.
    std::array<std::int16_t, 4096> stretch;
    /// How far a probability moves towards a bit seen after so many others: 65536 / (n + 1.4).
    std::array<std::uint32_t, 256> rate;
};

[[nodiscard]] constexpr LogisticTables make_logistic_tables() noexcept {
    LogisticTables tables{};
    std::int32_t next = 0;
    for (std::int32_t x = -2048; x <= max_stretch; ++x) {
        const std::int32_t p = squash_of(x);
        tables.squash[static_cast<std::size_t>(x + 2048)] = static_cast<std::uint16_t>(p);
        for (; next <= p >> 4U && next < 4096; ++next)
            tables.stretch[static_cast<std::size_t>(next)] =
                static_cast<std::int16_t>(x < -max_stretch ? -max_stretch : x);
    }
    for (; next < 4096; ++next)
        tables.stretch[static_cast<std::size_t>(next)] = static_cast<std::int16_t>(max_stretch);
    for (std::uint32_t n = 0; n < tables.rate.size(); ++n)
        tables.rate[n] = 655360 / (10 * n + 14);
    return tables;
}

inline constexpr LogisticTables logistic = make_logistic_tables();

/// A learned probability: 22 bits of it, above how often it was met, up to a limit.
class BitSlot {
  public:
    [[nodiscard]] std::uint32_t probability() const noexcept { return (state_ ^ half) >> 16U; }
    [[nodiscard]] unsigned count() const noexcept { return state_ & count_mask; }

    void learn(unsigned bit, unsigned limit) noexcept {
        const unsigned n = count();
        const std::uint32_t p = (state_ ^ half) >> 10U;
        const std::uint32_t rate = logistic.rate[n];
        const std::uint32_t target = bit != 0 ? most : 0;
        const std::uint32_t moved =
            bit != 0 ? p + static_cast<std::uint32_t>((std::uint64_t{target - p} * rate) >> 16U)
                     : p - static_cast<std::uint32_t>((std::uint64_t{p} * rate) >> 16U);
        state_ = ((moved << 10U) ^ half) | (n < limit ? n + 1 : n);
    }

    /// What place a group belongs to: its first slot, which is of no node.
    [[nodiscard]] std::uint32_t mark() const noexcept { return state_; }
    void set_mark(std::uint32_t mark) noexcept { state_ = mark; }

  private:
    static constexpr std::uint32_t count_mask = 0x3FF;
    static constexpr std::uint32_t half = std::uint32_t{1} << 31U;
    static constexpr std::uint32_t most = (1U << 22U) - 1;

    // Zero stands for one half, so that a new table is all zeros.
    std::uint32_t state_ = 0;
};

/// The size of a model's table: a power of two, as an exponent.
using TableBits = std::uint8_t;
inline constexpr TableBits max_table_bits = 18;

/// The table for so many places, apart from a few that share one.
[[nodiscard]] constexpr TableBits table_bits_for(std::uint64_t places) noexcept {
    const auto bits = static_cast<TableBits>(std::bit_width(places));
    return bits < max_table_bits ? bits : max_table_bits;
}

/// Slots for one model after another.
using SlotMemory = std::vector<BitSlot>;

/// The most contexts of a model, apart from the one that is always there: none.
inline constexpr std::size_t max_contexts = 7;

inline constexpr unsigned group_levels = 4;

/// The number of slots of a group: one for each node, and a mark.
[[nodiscard]] constexpr std::size_t group_size_for(unsigned width) noexcept {
    return std::size_t{1} << (width < group_levels ? width : group_levels);
}

/// The number of slots of a model. Groups have neighbours, so there are two at least.
[[nodiscard]] constexpr std::size_t slot_count(unsigned width, TableBits bits) noexcept {
    return group_size_for(width) << (bits == 0 ? 1U : bits);
}

/// The model of one sequence of symbols, in `Contexts` contexts and in none.
///
/// A symbol's bits are taken four at a time: the nodes of four levels of the tree are a group of
/// slots, one cache line, which is found by a hash of the context and the bits above.
template <std::size_t Contexts>
class MixingModel {
  public:
    /// For symbols of `width` bits. Uses `memory` until it is destroyed.
    MixingModel(unsigned width, TableBits bits, SlotMemory& memory)
        : width_(width), group_size_(group_size_for(width)), shift_(32U - (bits == 0 ? 1U : bits)) {
        assert(width != 0 && width <= 32 && bits <= max_table_bits);
        memory.assign(slot_count(width, bits), BitSlot());
        slots_ = memory.data();
        weights_.fill(first_weight);
    }

    /// Encodes or decodes one symbol. `contexts` are the hashes of its contexts.
    template <class Coder>
    std::uint32_t code(Coder& coder, std::uint32_t symbol,
                       const std::array<std::uint32_t, Contexts>& contexts) {
        std::uint32_t coded = 0;
        unsigned left = width_;
        while (left != 0) {
            const unsigned step = (left - 1) % group_levels + 1;
            std::array<BitSlot*, inputs> groups;
            groups[0] = group_of(0, left, coded);
            for (std::size_t i = 1; i < inputs; ++i)
                groups[i] = group_of(contexts[i - 1], left, coded);
            unsigned node = 1;
            for (unsigned i = 0; i < step; ++i) {
                --left;
                const unsigned bit = code_bit(coder, (symbol >> left) & 1U, groups, node);
                node = node * 2 + bit;
            }
            coded = (coded << step) | (node - (1U << step));
        }
        return coded;
    }

  private:
    static constexpr std::size_t inputs = Contexts + 1;
    static constexpr std::int32_t first_weight = (1 << 16) / 3;
    static constexpr unsigned slot_limit = 160;
    static constexpr int weight_shift = 10;
    /// So many contexts choose the weights by how often they were met.
    static constexpr std::size_t choosing_contexts = 4;

    static constexpr std::size_t weight_sets =
        std::size_t{1} << (2 * (Contexts < choosing_contexts ? Contexts : choosing_contexts));

    /// The group of a place, emptied if another place had it. Of two that may serve, it is the one
    /// that has the place, or else the one that was met less often.
    [[nodiscard]] BitSlot* group_of(std::uint32_t context, unsigned left,
                                    std::uint32_t prefix) noexcept {
        std::uint32_t hash = (context ^ ((prefix * 32 + left) * 0x9E3779B1U)) * 0x2C1B3C6DU;
        hash ^= hash >> 15U;
        hash *= 0x297A2D39U;
        const std::uint64_t index = std::uint64_t{hash} >> shift_;
        const std::uint32_t mark = (hash << 1U) | 1U;
        BitSlot* const first = slots_ + group_size_ * index;
        if (first->mark() == mark) return first;
        BitSlot* const second = slots_ + group_size_ * (index ^ 1U);
        if (second->mark() == mark) return second;
        BitSlot* const group = first[1].count() <= second[1].count() ? first : second;
        std::fill_n(group, group_size_, BitSlot());
        group->set_mark(mark);
        return group;
    }

    template <class Coder>
    unsigned code_bit(Coder& coder, unsigned bit, const std::array<BitSlot*, inputs>& groups,
                      unsigned node) {
        std::array<std::int32_t, inputs> stretched;
        std::size_t set = 0;
        for (std::size_t i = 0; i < inputs; ++i) {
            const BitSlot& slot = groups[i][node];
            stretched[i] = logistic.stretch[slot.probability() >> 4U];
            if (i != 0 && i <= choosing_contexts) {
                const unsigned n = slot.count();
                set = set * 4 + (n < 2 ? n : n < 4 ? 2 : 3);
            }
        }
        std::int32_t* const weights = weights_.data() + set * inputs;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < inputs; ++i)
            sum += std::int64_t{weights[i]} * stretched[i];
        std::int64_t x = sum >> 16U;
        x = x > max_stretch ? max_stretch : x < -max_stretch ? -max_stretch : x;
        const std::uint32_t p = logistic.squash[static_cast<std::size_t>(x + 2048)];
        const unsigned coded = coder.code(bit, p);
        const std::int32_t error = (coded != 0 ? 65536 : 0) - static_cast<std::int32_t>(p);
        for (std::size_t i = 0; i < inputs; ++i) {
            weights[i] += (stretched[i] * (error >> 4) + (1 << (weight_shift - 1))) >> weight_shift;
            groups[i][node].learn(coded, slot_limit);
        }
        return coded;
    }

    unsigned width_;
    std::size_t group_size_;
    unsigned shift_;
    BitSlot* slots_ = nullptr;
    std::array<std::int32_t, weight_sets * inputs> weights_;
};

}}}}  // namespace souris::v0::detail::columns
