// SPDX-License-Identifier: MIT
#include "columns/plan.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <string_view>
#include <utility>

#include <souris/detail/wire.hpp>
#include <souris/keyed_hash.hpp>

#include "codec/piece_scan.hpp"
#include "columns/code_cost.hpp"
#include "columns/decimal.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// A scalar that differs from all others of its path.
struct Distinct {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t count = 0;
    std::uint32_t symbol = 0;
};

/// A scalar's kind and content.
struct Scalar {
    ContentKind kind = ContentKind::other;
    std::int64_t number = 0;
    std::string_view text;
};

Scalar read_scalar(std::span<const std::byte> source, std::size_t at, std::size_t size) {
    const Tag tag = tag_at(source.data() + at);
    const auto whole = as_text(source.subspan(at, size));
    switch (tag.type()) {
        case Type::string:
            return {ContentKind::text, 0, piece_at(source, at).text()};
        case Type::json:
            return {ContentKind::json, 0, piece_at(source, at + 1).text()};
        case Type::timezone:
            return {ContentKind::time_zone, 0, piece_at(source, at + 1).text()};
        case Type::integer: {
            const SignState state = tag.sign_state();
            const LoadedInteger loaded = load_integer(source.data() + at + 1, size - 1, state);
            const std::uint64_t fill = sign_fill(state);
            const bool fits = loaded.bits.high == fill && (loaded.bits.low >> 63U) == (fill & 1U);
            if (!fits) return {ContentKind::other, 0, whole};
            return {state == SignState::signed_non_negative ? ContentKind::signed_integer
                                                            : ContentKind::integer,
                    static_cast<std::int64_t>(loaded.bits.low),
                    {}};
        }
        case Type::float64:
            return {ContentKind::float64,
                    static_cast<std::int64_t>(
                        load_little_endian<std::uint64_t>(source.data() + at + 1)),
                    {}};
        case Type::float32:
            return {ContentKind::float32,
                    static_cast<std::int64_t>(
                        load_little_endian<std::uint32_t>(source.data() + at + 1)),
                    {}};
        default:
            return {ContentKind::other, 0, whole};
    }
}

class Planner {
  public:
    explicit Planner(SplitPath split) : split_(std::move(split)) {
        path_.parent = split_.parent;
        path_.role = split_.role;
        path_.key = split_.key;
        path_.table = split_.table;
        path_.parts = std::move(split_.parts);
        path_.counts = std::move(split_.counts);
        std::uint32_t next = 0;
        if (!std::ranges::all_of(split_.rows, [&](std::uint32_t row) { return row == next++; }))
            path_.rows = std::move(split_.rows);
    }

    Path run() {
        find_distinct();
        read_scalars();
        choose_kinds();
        choose_literals();
        number_symbols();
        write_symbols();
        choose_codings();
        return std::move(path_);
    }

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    void find_distinct() {
        const std::span<const std::byte> source = split_.source;
        std::size_t scalars = 0;
        for (const Cell cell : split_.cells)
            scalars += cell.has_parts() ? 0U : 1U;
        const std::size_t slots = std::bit_ceil(2 * scalars + 1);
        std::vector<std::uint32_t> table(slots, none);
        which_.assign(split_.cells.size(), none);
        for (std::size_t i = 0; i < split_.cells.size(); ++i) {
            const Cell cell = split_.cells[i];
            if (cell.has_parts()) continue;
            const std::size_t at = cell.offset();
            const std::size_t size = scalar_end(source, at) - at;
            const std::string_view bytes = as_text(source.subspan(at, size));
            std::size_t slot = keyed_hash(bytes) & (slots - 1);
            for (; table[slot] != none; slot = (slot + 1) & (slots - 1)) {
                const Distinct& other = distinct_[table[slot]];
                if (other.size == size && as_text(source.subspan(other.offset, size)) == bytes)
                    break;
            }
            if (table[slot] == none) {
                table[slot] = static_cast<std::uint32_t>(distinct_.size());
                distinct_.push_back(
                    {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size), 0, none});
            }
            which_[i] = table[slot];
            ++distinct_[table[slot]].count;
        }
    }

    void read_scalars() {
        scalars_.reserve(distinct_.size());
        std::vector<std::uint64_t> floats;
        for (const Distinct& distinct : distinct_) {
            scalars_.push_back(read_scalar(split_.source, distinct.offset, distinct.size));
            if (scalars_.back().kind == ContentKind::float64)
                floats.push_back(static_cast<std::uint64_t>(scalars_.back().number));
        }
        path_.decimals = static_cast<std::uint8_t>(choose_decimals(floats));
        for (Scalar& scalar : scalars_) {
            if (scalar.kind != ContentKind::float64) continue;
            const auto decimal =
                decimal_of(static_cast<std::uint64_t>(scalar.number), path_.decimals);
            if (decimal) {
                scalar.kind = ContentKind::decimal;
                scalar.number = *decimal;
            }
        }
    }

    /// Whether literals of a kind of number are cheaper than contents.
    void choose_kinds() {
        for (std::size_t k = 0; k < content_kinds; ++k) {
            const auto kind = static_cast<ContentKind>(k);
            if (!is_number(kind) && !is_float(kind)) continue;
            std::vector<std::int64_t> values;
            std::vector<std::int64_t> literals;
            std::vector<std::uint32_t> counts;
            for (std::size_t i = 0; i < which_.size(); ++i) {
                if (which_[i] != none && scalars_[which_[i]].kind == kind)
                    values.push_back(scalars_[which_[i]].number);
            }
            for (std::size_t i = 0; i < distinct_.size(); ++i) {
                if (scalars_[i].kind != kind) continue;
                literals.push_back(scalars_[i].number);
                counts.push_back(distinct_[i].count);
            }
            if (values.empty()) continue;
            // What is different in every second value is no literal; that is not worth sorting it.
            constexpr std::size_t many = 4096;
            if (literals.size() > many && values.size() < 2 * literals.size()) continue;
            std::ranges::sort(literals);
            const std::uint64_t direct = number_cost(values);
            constexpr std::uint64_t learning = 6 * cost_of_bit;
            const std::uint64_t by_literals =
                number_cost(literals) + entropy_cost(counts) + learning * literals.size();
            prefers_literals_[k] = by_literals <= direct;
        }
    }

    void choose_literals() {
        for (std::size_t i = 0; i < distinct_.size(); ++i) {
            const Type type = tag_at(split_.source.data() + distinct_[i].offset).type();
            if (type == Type::null || type == Type::boolean) continue;
            const auto kind = static_cast<std::size_t>(scalars_[i].kind);
            const bool is_literal = is_number(scalars_[i].kind) || is_float(scalars_[i].kind)
                                        ? prefers_literals_[kind]
                                        : distinct_[i].count > 1;
            if (is_literal) {
                literals_.push_back(static_cast<std::uint32_t>(i));
            } else {
                has_kind_[kind] = true;
            }
        }
        std::ranges::sort(literals_, [&](std::uint32_t a, std::uint32_t b) {
            const Scalar& left = scalars_[a];
            const Scalar& right = scalars_[b];
            if (left.kind != right.kind) return left.kind < right.kind;
            if (left.number != right.number) return left.number < right.number;
            return left.text < right.text;
        });
    }

    void number_symbols() {
        for (const Distinct& distinct : distinct_) {
            const Tag tag = tag_at(split_.source.data() + distinct.offset);
            if (tag.type() == Type::null) path_.has_word[0] = true;
            if (tag.type() == Type::boolean) path_.has_word[tag.flag() ? 2 : 1] = true;
        }
        std::uint32_t next = 0;
        std::array<std::uint32_t, 3> words{};
        for (std::size_t w = 0; w < 3; ++w) {
            words[w] = next;
            next += path_.has_word[w] ? 1U : 0U;
        }
        first_parts_ = next;
        next += static_cast<std::uint32_t>(path_.parts.size());
        for (std::size_t k = 0; k < content_kinds; ++k) {
            if (!has_kind_[k]) continue;
            content_places_[k] = path_.contents.size();
            path_.contents.emplace_back().kind = static_cast<ContentKind>(k);
            kind_symbols_[k] = next++;
        }
        for (const std::uint32_t literal : literals_) {
            distinct_[literal].symbol = next++;
            const Scalar& scalar = scalars_[literal];
            if (path_.literals.empty() || path_.literals.back().kind != scalar.kind)
                path_.literals.emplace_back().kind = scalar.kind;
            append(path_.literals.back(), scalar);
        }
        for (std::size_t i = 0; i < distinct_.size(); ++i) {
            Distinct& distinct = distinct_[i];
            if (distinct.symbol != none) continue;
            const Tag tag = tag_at(split_.source.data() + distinct.offset);
            if (tag.type() == Type::null) {
                distinct.symbol = words[0];
            } else if (tag.type() == Type::boolean) {
                distinct.symbol = words[tag.flag() ? 2 : 1];
            } else {
                distinct.symbol = kind_symbols_[static_cast<std::size_t>(scalars_[i].kind)];
                distinct.count = 0;
            }
        }
    }

    void write_symbols() {
        path_.symbols.reserve(which_.size());
        for (std::size_t i = 0; i < which_.size(); ++i) {
            if (which_[i] == none) {
                path_.symbols.push_back(first_parts_ + split_.cells[i].parts());
                continue;
            }
            const Distinct& distinct = distinct_[which_[i]];
            path_.symbols.push_back(distinct.symbol);
            const auto kind = static_cast<std::size_t>(scalars_[which_[i]].kind);
            if (has_kind_[kind] && distinct.symbol == kind_symbols_[kind])
                append(path_.contents[content_places_[kind]], scalars_[which_[i]]);
        }
    }

    void choose_codings() {
        path_.count_coding = choose_number_coding(path_.counts);
        for (std::vector<Content>* const all : {&path_.contents, &path_.literals}) {
            for (Content& content : *all) {
                if (is_number(content.kind)) {
                    content.coding = choose_number_coding(content.numbers);
                } else if (content.has_zero) {
                    const std::vector<std::int64_t> lengths(content.lengths.begin(),
                                                            content.lengths.end());
                    content.coding = choose_number_coding(lengths);
                }
            }
        }
    }

    static void append(Content& content, const Scalar& scalar) {
        ++content.count;
        if (is_number(scalar.kind) || is_float(scalar.kind)) {
            content.numbers.push_back(scalar.number);
            return;
        }
        content.lengths.push_back(static_cast<std::uint32_t>(scalar.text.size()));
        const auto bytes = as_byte_span(scalar.text);
        content.has_zero |= scalar.text.find('\0') != std::string_view::npos;
        content.bytes.insert(content.bytes.end(), bytes.begin(), bytes.end());
    }

    SplitPath split_;
    Path path_;
    std::vector<Distinct> distinct_;
    std::vector<Scalar> scalars_;
    std::vector<std::uint32_t> which_;
    std::vector<std::uint32_t> literals_;
    std::array<bool, content_kinds> prefers_literals_{};
    std::array<bool, content_kinds> has_kind_{};
    std::array<std::size_t, content_kinds> content_places_{};
    std::array<std::uint32_t, content_kinds> kind_symbols_{};
    std::uint32_t first_parts_ = 0;
};

}  // namespace

Path plan_path(SplitPath split) {
    return Planner(std::move(split)).run();
}

}}}}  // namespace souris::v0::detail::columns
