// SPDX-License-Identifier: MIT
#include "columns/distinct.hpp"

#include <array>
#include <bit>
#include <string_view>

#include <souris/bytes.hpp>
#include <souris/keyed_hash.hpp>

#include "codec/piece_scan.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

class DistinctFinder {
  public:
    DistinctFinder(std::span<const std::byte> source, std::span<const Cell> cells)
        : source_(source), cells_(cells) {}

    DistinctScalars run(Repeats repeats) {
        distinct_.which.resize(cells_.size());
        if (repeats == Repeats::frequent && mostly_differ()) {
            take_all();
        } else {
            take_different();
        }
        return std::move(distinct_);
    }

  private:
    static constexpr std::uint32_t none = DistinctScalars::none;

    [[nodiscard]] std::string_view bytes_at(std::size_t at) const {
        return as_text(source_.subspan(at, scalar_end(source_, at) - at));
    }

    /// Whether a scalar occurs twice or less on average, as far as a sample tells: of k scalars of
    /// n that occur r times each, k^2 * r / 2n are repeats of others.
    [[nodiscard]] bool mostly_differ() const {
        constexpr std::size_t sample = 512;
        constexpr std::size_t slots = 4 * sample;
        if (cells_.size() < 2 * sample) return false;
        std::array<std::uint64_t, slots> table{};
        std::uint64_t seen = 0;
        std::uint64_t repeats = 0;
        for (std::size_t i = 0; i < sample; ++i) {
            // The last one of each part, so that no period is met.
            const std::size_t at = (i + 1) * cells_.size() / sample - 1 - i % 3;
            if (cells_[at].has_parts()) continue;
            const std::uint64_t hash = keyed_hash(bytes_at(cells_[at].offset())) | 1U;
            std::size_t slot = (hash >> 32U) % slots;
            while (table[slot] != 0 && table[slot] != hash)
                slot = (slot + 1) % slots;
            ++seen;
            repeats += table[slot] == hash ? 1U : 0U;
            table[slot] = hash;
        }
        return repeats * cells_.size() <= seen * seen;
    }

    void add(std::size_t cell, std::size_t offset, std::size_t size) {
        distinct_.which[cell] = static_cast<std::uint32_t>(distinct_.scalars.size());
        distinct_.scalars.push_back(
            {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(size), 1});
    }

    void take_all() {
        distinct_.scalars.reserve(cells_.size());
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const Cell cell = cells_[i];
            if (cell.has_parts()) {
                distinct_.which[i] = none;
            } else {
                add(i, cell.offset(), scalar_end(source_, cell.offset()) - cell.offset());
            }
        }
    }

    void take_different() {
        std::size_t count = 0;
        for (const Cell cell : cells_)
            count += cell.has_parts() ? 0U : 1U;
        const std::size_t slots = std::bit_ceil(2 * count + 1);
        std::vector<std::uint32_t> table(slots, none);
        // What repeats itself is often next to itself.
        std::string_view last;
        std::uint32_t last_number = none;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const Cell cell = cells_[i];
            if (cell.has_parts()) {
                distinct_.which[i] = none;
                continue;
            }
            const std::string_view bytes = bytes_at(cell.offset());
            if (last_number == none || bytes != last) {
                last = bytes;
                std::size_t slot = KeyedHash()(bytes) & (slots - 1);
                while (table[slot] != none && !is_at(table[slot], bytes))
                    slot = (slot + 1) & (slots - 1);
                last_number = table[slot];
                if (last_number == none) {
                    add(i, cell.offset(), bytes.size());
                    last_number = table[slot] = distinct_.which[i];
                    continue;
                }
            }
            distinct_.which[i] = last_number;
            ++distinct_.scalars[last_number].count;
        }
    }

    [[nodiscard]] bool is_at(std::uint32_t number, std::string_view bytes) const {
        const DistinctScalar& scalar = distinct_.scalars[number];
        return scalar.size == bytes.size() &&
               as_text(source_.subspan(scalar.offset, scalar.size)) == bytes;
    }

    std::span<const std::byte> source_;
    std::span<const Cell> cells_;
    DistinctScalars distinct_;
};

}  // namespace

DistinctScalars find_distinct(std::span<const std::byte> source, std::span<const Cell> cells,
                              Repeats repeats) {
    return DistinctFinder(source, cells).run(repeats);
}

}}}}  // namespace souris::v0::detail::columns
