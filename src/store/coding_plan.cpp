// SPDX-License-Identifier: MIT
#include "store/coding_plan.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include <souris/bit_stream.hpp>
#include <souris/bit_string.hpp>

#include "base/code_points.hpp"
#include "codec/content_writer.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

std::uint64_t raw_size(const Piece& piece) {
    return unsigned_size(piece.bytes.size()) + piece.bytes.size();
}

/// The bits of a text, if it can be coded and becomes shorter.
std::optional<std::uint64_t> coded_bits(const TextEncoder& text, const Piece& piece) {
    const auto bits = text.size_in_bits(piece.text());
    if (!bits || !is_portable_bit_count(*bits)) return std::nullopt;
    if (unsigned_size(*bits) + bytes_for_bits(*bits) >= raw_size(piece)) return std::nullopt;
    return bits;
}

/// Size in bytes of a piece in compressed form; nothing if it has no such form.
std::optional<std::uint64_t> compressed_size(const PieceTable& table, std::size_t index,
                                             const TextEncoder* text) {
    if (const BlockChoice* const packed = table.packed(index)) return packed->size;
    const Piece piece = table.piece(index);
    if (text == nullptr || piece.type == Type::binary) return std::nullopt;
    const auto bits = coded_bits(*text, piece);
    if (!bits) return std::nullopt;
    return unsigned_size(*bits) + bytes_for_bits(*bits);
}

/// Writes a piece in compressed form with its tag; false, with nothing written, if it has none.
bool write_compressed(Sink& sink, const PieceTable& table, std::size_t index,
                      const CodingPlan& plan) {
    const Piece piece = table.piece(index);
    if (const BlockChoice* const packed = table.packed(index)) {
        const auto id = static_cast<unsigned>(packed->compression);
        write_tag(sink, Type::binary, id);
        // Run length blocks differ between the layouts; the table has the form of its layout.
        write_block(sink, *packed, table.layout(), piece.bytes);
        return true;
    }
    if (!plan.text || piece.type == Type::binary) return false;
    const auto bits = coded_bits(*plan.text, piece);
    if (!bits) return false;
    write_tag(sink, Type::string, 1);
    plan.text->write(sink, piece.text(), *bits);
    return true;
}

/// Alternates between finding a code and choosing the texts for it.
class Planner {
  public:
    Planner(const PieceTable& table, const PiecePrices& prices, float bias)
        : table_(table),
          prices_(prices),
          bias_(bias),
          gains_(table.size()),
          is_barred_(table.size()) {}

    CodingPlan plan(int rounds) {
        assert(prices_.raw.size() == table_.size());
        plan_.is_compressed.assign(table_.size(), true);
        make_code();
        choose();
        for (int round = 0; round < rounds && plan_.text; ++round) {
            // A character is in the table for the texts that need it to be coded.
            const bool is_barring = round % 2 == 0 && bar_expensive_characters();
            const std::vector<bool> before = plan_.is_compressed;
            make_code();
            choose();
            if (plan_.is_compressed == before && !is_barring) break;
        }
        // Since the code was made, some of its texts may have been barred or rejected.
        make_code();
        if (plan_.text && text_gain() <= static_cast<double>(plan_.text->table_size())) drop_text();
        return std::move(plan_);
    }

  private:
    /// Makes the best code for the compressed texts, and computes what each piece gains by it.
    void make_code() {
        plan_.text = code_for(table_, plan_.is_compressed, prices_.finds_repeats);
        for (std::size_t index = 0; index < table_.size(); ++index)
            gains_[index] = static_cast<float>(gain(index));
    }

    /// Bytes saved by the compressed form; at most 0 if there is none.
    [[nodiscard]] double gain(std::size_t index) const {
        const auto size = compressed_size(table_, index, plan_.text ? &*plan_.text : nullptr);
        if (!size) return 0;
        constexpr double found_again = 1;
        const auto once = static_cast<double>(*size);
        const double again = prices_.finds_repeats ? std::min(once, found_again) : once;
        return bias_ * prices_.raw[index] - once - (table_.count(index) - 1) * again;
    }

    [[nodiscard]] bool is_text(std::size_t index) const {
        return table_.packed(index) == nullptr && table_.piece(index).type == Type::string;
    }

    void choose() {
        for (std::size_t index = 0; index < table_.size(); ++index)
            plan_.is_compressed[index] = !is_barred_[index] && gains_[index] > 0;
    }

    [[nodiscard]] double text_gain() const {
        double sum = 0;
        for_each_coded_text([&](std::size_t, double spared) { sum += spared; });
        return sum;
    }

    /// Calls `visit(index, gain)` for each coded text.
    template <class Visit>
    void for_each_coded_text(Visit visit) const {
        for (std::size_t index = 0; index < table_.size(); ++index) {
            if (plan_.is_compressed[index] && is_text(index)) visit(index, double{gains_[index]});
        }
    }

    /// Leaves out texts that save less than their share of the table's cost for their characters. A
    /// character's cost is divided among texts in proportion to their savings.
    bool bar_expensive_characters() {
        CodePointMap<double> gains;
        CodePointMap<std::uint32_t> last_seen;
        const auto for_each_distinct = [&](std::size_t index, std::uint32_t mark, auto visit) {
            for_each_code_point(table_.piece(index).text(), [&](char32_t code_point) {
                if (std::exchange(last_seen.at(code_point), mark) != mark) visit(code_point);
            });
        };
        std::uint32_t mark = 0;
        for_each_coded_text([&](std::size_t index, double spared) {
            for_each_distinct(index, ++mark,
                              [&](char32_t code_point) { gains.at(code_point) += spared; });
        });
        bool is_any = false;
        for_each_coded_text([&](std::size_t index, double) {
            double share = 0;
            for_each_distinct(index, ++mark, [&](char32_t code_point) {
                constexpr std::size_t branch_size = 1;
                const std::size_t cost = unsigned_size(std::uint64_t{code_point} + 1) + branch_size;
                assert(gains[code_point] > 0);
                share += static_cast<double>(cost) / gains[code_point];
            });
            if (share <= 1) return;
            is_barred_[index] = true;
            plan_.is_compressed[index] = false;
            is_any = true;
        });
        return is_any;
    }

    void drop_text() {
        plan_.text.reset();
        for (std::size_t index = 0; index < table_.size(); ++index) {
            if (is_text(index)) plan_.is_compressed[index] = false;
        }
    }

    const PieceTable& table_;
    const PiecePrices& prices_;
    double bias_;
    std::vector<float> gains_;
    std::vector<bool> is_barred_;
    CodingPlan plan_;
};

}  // namespace

PiecePrices stored_prices(const PieceTable& table) {
    PiecePrices prices;
    prices.raw.reserve(table.size());
    for (std::size_t index = 0; index < table.size(); ++index) {
        prices.raw.push_back(static_cast<float>(raw_size(table.piece(index)) * table.count(index)));
    }
    return prices;
}

std::optional<TextEncoder> code_for(const PieceTable& table, const std::vector<bool>& is_compressed,
                                    bool finds_repeats, Ties ties) {
    assert(is_compressed.size() == table.size());
    TextFrequencies frequencies;
    for (std::size_t index = 0; index < table.size(); ++index) {
        if (!is_compressed[index]) continue;
        const Piece piece = table.piece(index);
        if (piece.type != Type::string) continue;
        frequencies.add(piece.text(), finds_repeats ? 1 : table.count(index));
    }
    return TextEncoder::build(frequencies, ties);
}

CodingPlan cheapest_plan(const PieceTable& table, const PiecePrices& prices, float bias,
                         int rounds) {
    return Planner(table, prices, bias).plan(rounds);
}

CodingPlan plan_for(const PieceTable& table, std::vector<bool> is_compressed, bool finds_repeats,
                    Ties ties) {
    CodingPlan plan{std::move(is_compressed), {}};
    plan.text = code_for(table, plan.is_compressed, finds_repeats, ties);
    return plan;
}

std::vector<Extent> raw_extents(const PieceTable& table) {
    std::vector<Extent> extents;
    extents.reserve(table.occurrences().size());
    PieceScanner scanner(table.tree());
    while (const auto piece = scanner.next()) {
        if (!PieceTable::has(*piece)) continue;
        extents.push_back(
            {static_cast<std::uint32_t>(piece->tag + 1), static_cast<std::uint32_t>(piece->end)});
    }
    assert(extents.size() == table.occurrences().size());
    return extents;
}

std::uint64_t planned_size(const PieceTable& table, const CodingPlan& plan) {
    assert(plan.is_compressed.size() == table.size());
    const TextEncoder* const text = plan.text ? &*plan.text : nullptr;
    std::uint64_t size = table.tree().size() + (text != nullptr ? text->table_size() : 0);
    for (std::size_t index = 0; index < table.size(); ++index) {
        if (!plan.is_compressed[index]) continue;
        const auto other = compressed_size(table, index, text);
        assert(!other || *other < raw_size(table.piece(index)));
        if (other) size -= (raw_size(table.piece(index)) - *other) * table.count(index);
    }
    return size;
}

bool writes_the_same(const PieceTable& table, const CodingPlan& left, const CodingPlan& right) {
    assert(left.is_compressed.size() == table.size() && right.is_compressed.size() == table.size());
    Sink tables[2];
    if (left.text) left.text->write_table(tables[0]);
    if (right.text) right.text->write_table(tables[1]);
    // The table determines the code.
    if (!std::ranges::equal(tables[0].view(), tables[1].view())) return false;
    const TextEncoder* const text = left.text ? &*left.text : nullptr;
    for (std::size_t index = 0; index < table.size(); ++index) {
        if (left.is_compressed[index] != right.is_compressed[index] &&
            compressed_size(table, index, text)) {
            return false;
        }
    }
    return true;
}

void write_planned(Sink& sink, const PieceTable& table, const CodingPlan& plan,
                   std::vector<Extent>* extents) {
    assert(plan.is_compressed.size() == table.size());
    // Room for everything except a large table, so that the sink need not double.
    (void)sink.reserve(table.tree().size());
    if (extents != nullptr) extents->reserve(table.occurrences().size());
    if (plan.text) plan.text->write_table(sink);
    std::size_t copied = 0;
    const auto copy_to = [&](std::size_t end) {
        assert(copied <= end);
        sink.write_bytes(table.tree().first(end).subspan(copied));
        copied = end;
    };
    // The extent of each distinct piece that was compressed: its repeats are copied from there.
    std::vector<Extent> written(table.size());
    std::vector<bool> is_compressed = plan.is_compressed;
    auto occurrence = table.occurrences().begin();
    PieceScanner scanner(table.tree());
    while (const auto piece = scanner.next()) {
        if (!PieceTable::has(*piece)) continue;
        assert(occurrence != table.occurrences().end());
        const std::size_t index = *occurrence++;
        copy_to(piece->tag);
        const std::uint64_t tag = sink.size();
        Extent& first = written[index];
        if (first.end != 0) {
            assert(first.begin < first.end);
            const std::size_t size = first.end - first.begin;
            std::byte* const out = sink.reserve(size);
            sink.commit(std::ranges::copy(sink.view().subspan(first.begin, size), out).out);
            copied = piece->end;
        } else if (is_compressed[index] && write_compressed(sink, table, index, plan)) {
            first = {static_cast<std::uint32_t>(tag), static_cast<std::uint32_t>(sink.size())};
            copied = piece->end;
        } else {
            is_compressed[index] = false;
            copy_to(piece->end);
        }
        if (extents != nullptr) {
            extents->push_back(
                {static_cast<std::uint32_t>(tag + 1), static_cast<std::uint32_t>(sink.size())});
        }
    }
    assert(occurrence == table.occurrences().end());
    copy_to(table.tree().size());
}

}}}  // namespace souris::v0::detail
