// SPDX-License-Identifier: MIT
#include "columns/plan.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <string_view>
#include <utility>

#include <souris/detail/wire.hpp>

#include "codec/piece_scan.hpp"
#include "columns/code_cost.hpp"
#include "columns/decimal.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

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
    Planner(SplitPath split, Repeats repeats) : split_(std::move(split)) {
        path_.parent = split_.parent;
        path_.role = split_.role;
        path_.key = split_.key;
        path_.table = split_.table;
        path_.parts = std::move(split_.parts);
        path_.counts = std::move(split_.counts);
        path_.rows = std::move(split_.rows);
        DistinctScalars found = split_.distinct
                                    ? *std::move(split_.distinct)
                                    : find_distinct(split_.source, split_.cells, repeats);
        distinct_ = std::move(found.scalars);
        which_ = std::move(found.which);
    }

    Path run() {
        read_scalars();
        choose_kinds();
        choose_literals();
        number_symbols();
        write_symbols();
        choose_codings();
        return std::move(path_);
    }

  private:
    static constexpr std::uint32_t none = DistinctScalars::none;

    void read_scalars() {
        scalars_.reserve(distinct_.size());
        std::vector<std::uint64_t> floats;
        for (const DistinctScalar& distinct : distinct_) {
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
            if (literals.size() > many && values.size() < 2 * literals.size()) {
                codings_[k] = choose_number_coding(values).coding;
                continue;
            }
            std::ranges::sort(literals);
            const PricedCoding direct = choose_number_coding(values);
            const PricedCoding sorted = choose_number_coding(literals);
            constexpr std::uint64_t learning = 6 * cost_of_bit;
            const std::uint64_t by_literals =
                sorted.cost + entropy_cost(counts) + learning * literals.size();
            prefers_literals_[k] = by_literals <= direct.cost;
            codings_[k] = prefers_literals_[k] ? sorted.coding : direct.coding;
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
        for (const DistinctScalar& distinct : distinct_) {
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
        symbols_.assign(distinct_.size(), none);
        for (const std::uint32_t literal : literals_) {
            symbols_[literal] = next++;
            const Scalar& scalar = scalars_[literal];
            if (path_.literals.empty() || path_.literals.back().kind != scalar.kind)
                path_.literals.emplace_back().kind = scalar.kind;
            append(path_.literals.back(), scalar);
        }
        for (std::size_t i = 0; i < distinct_.size(); ++i) {
            if (symbols_[i] != none) continue;
            const Tag tag = tag_at(split_.source.data() + distinct_[i].offset);
            if (tag.type() == Type::null) {
                symbols_[i] = words[0];
            } else if (tag.type() == Type::boolean) {
                symbols_[i] = words[tag.flag() ? 2 : 1];
            } else {
                symbols_[i] = kind_symbols_[static_cast<std::size_t>(scalars_[i].kind)];
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
            const std::uint32_t symbol = symbols_[which_[i]];
            path_.symbols.push_back(symbol);
            const auto kind = static_cast<std::size_t>(scalars_[which_[i]].kind);
            if (has_kind_[kind] && symbol == kind_symbols_[kind])
                append(path_.contents[content_places_[kind]], scalars_[which_[i]]);
        }
    }

    void choose_codings() {
        path_.count_coding = choose_number_coding(path_.counts).coding;
        for (std::vector<Content>* const all : {&path_.contents, &path_.literals}) {
            for (Content& content : *all) {
                if (is_number(content.kind)) {
                    content.coding = codings_[static_cast<std::size_t>(content.kind)];
                } else if (content.has_zero) {
                    const std::vector<std::int64_t> lengths(content.lengths.begin(),
                                                            content.lengths.end());
                    content.coding = choose_number_coding(lengths).coding;
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
    std::vector<DistinctScalar> distinct_;
    std::vector<std::uint32_t> which_;
    /// Of each distinct scalar, what it is, and its symbol.
    std::vector<Scalar> scalars_;
    std::vector<std::uint32_t> symbols_;
    std::vector<std::uint32_t> literals_;
    std::array<bool, content_kinds> prefers_literals_{};
    /// Of kinds that are numbers.
    std::array<NumberCoding, content_kinds> codings_{};
    std::array<bool, content_kinds> has_kind_{};
    std::array<std::size_t, content_kinds> content_places_{};
    std::array<std::uint32_t, content_kinds> kind_symbols_{};
    std::uint32_t first_parts_ = 0;
};

}  // namespace

Path plan_path(SplitPath split, Repeats repeats) {
    return Planner(std::move(split), repeats).run();
}

}}}}  // namespace souris::v0::detail::columns
