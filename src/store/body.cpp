// SPDX-License-Identifier: MIT
#include "store/body.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <souris/text_encoder.hpp>

#include "compress/byte_huffman.hpp"
#include "compress/choose_block.hpp"
#include "compress/columns_block.hpp"
#include "compress/unpacked_size.hpp"
#include "store/coding_plan.hpp"
#include "store/framing.hpp"
#include "store/piece_table.hpp"
#include "store/size_search.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

/// The size in bytes of symbols in the best code for them, or a little less.
/// `for_each_count(visit)` visits the number of occurrences of each symbol.
template <class ForEachCount>
double coded_size(ForEachCount for_each_count) {
    double total = 0;
    for_each_count([&](std::uint64_t count) { total += static_cast<double>(count); });
    double bits = 0;
    for_each_count([&](std::uint64_t count) {
        if (count == 0) return;
        bits += static_cast<double>(count) * std::log2(total / static_cast<double>(count));
    });
    return std::max(bits, total) / 8;
}

/// The coded size of the text, computed from characters.
double coded_text_size(std::span<const std::byte> tree) {
    TextFrequencies frequencies;
    PieceScanner scanner(tree);
    while (const auto piece = scanner.next()) {
        if (piece->type == Type::string) frequencies.add(piece->text());
    }
    return coded_size([&](auto visit) {
        frequencies.counts().for_each([&](char32_t, std::uint64_t count) { visit(count); });
    });
}

/// The same, computed from the first bytes of characters. This is exact for ASCII, and a lower
/// bound for other text, since characters with equal first bytes count as one.
double least_coded_text_size(const ByteCounts& text) {
    constexpr std::size_t first_inner = 0x80;
    constexpr std::size_t first_lead = 0xC0;
    const std::span counts(text);
    return coded_size([&](auto visit) {
        std::ranges::for_each(counts.first(first_inner), visit);
        std::ranges::for_each(counts.subspan(first_lead), visit);
    });
}

/// Whether coding text and packing binary values could make a tree smaller than `packed_size`.
/// `counts` are those of its bytes, unless the tree is not packed. If LZ4 needs less than 5/8 of
/// what the same text takes coded, the text repeats itself too much for a code to compensate.
/// Content other than text and binary values is assumed to be packed as well as the rest.
bool is_worth_coding(std::span<const std::byte> tree, std::uint64_t packed_size,
                     const ByteCounts& counts) {
    // Nothing is packed, so any coding saves bytes.
    if (packed_size >= tree.size()) {
        PieceScanner scanner(tree);
        while (const auto piece = scanner.next()) {
            if (!piece->bytes.empty()) return true;
        }
        return false;
    }
    constexpr double least_part = 0.625;
    constexpr double least_code = 0.125;
    constexpr double least_share = 1.0 / 16;
    const auto size = static_cast<double>(tree.size());
    const double packed = static_cast<double>(packed_size) / size;
    if (packed < least_part * least_code) return false;
    const PieceTotals totals = total_of_pieces(tree, counts);
    const auto share = static_cast<double>(totals.size);
    if (share < least_share * size) return false;
    const auto pays = [&](double coded) { return packed * share >= least_part * coded; };
    return pays(least_coded_text_size(totals.text)) && pays(coded_text_size(tree));
}

/// `counts` are those of the tree, if known.
Body raw_body(Bytes tree, const EncodeOptions& options, const ByteCounts* counts = nullptr) {
    Body body{false, std::move(tree), {}};
    if (options.layout == Layout::v2) {
        body.block = choose_block(body.bytes, options.layout, options.profile, options.extended,
                                  lz4_level(options.profile), counts);
    }
    return body;
}

Body planned_body(const PieceTable& table, const CodingPlan& plan, const EncodeOptions& options) {
    Sink sink;
    write_planned(sink, table, plan);
    Body body{plan.text.has_value(), sink.take(), {}};
    if (options.layout == Layout::v2) {
        body.block = choose_block(body.bytes, options.layout, options.profile);
    }
    return body;
}

/// Chooses the better of two: text coded and binary values packed where that is shorter, without
/// regard to the packing of the whole; or, as in sourisdb, all of them, with a code like
/// sourisdb's.
Body coded_body(std::span<const std::byte> tree, const EncodeOptions& options) {
    const PieceTable table(tree, options.layout, options.profile);
    constexpr float bias = 1;
    constexpr int rounds = 1;
    const CodingPlan cheapest = cheapest_plan(table, stored_prices(table), bias, rounds);
    const std::vector<bool> all(table.size(), true);
    const CodingPlan complete = plan_for(table, all, false, Ties::branches_first);
    if (options.layout == Layout::v1) {
        const bool is_complete = planned_size(table, complete) < planned_size(table, cheapest);
        return planned_body(table, is_complete ? complete : cheapest, options);
    }
    Body planned = planned_body(table, cheapest, options);
    // Packing again would take most of the time.
    if (writes_the_same(table, cheapest, complete)) return planned;
    Body other = planned_body(table, complete, options);
    return other.size(options.layout) < planned.size(options.layout) ? std::move(other)
                                                                     : std::move(planned);
}

/// The body of a tree in columns, which are `packed`.
Body columns_body(Bytes tree, Bytes packed) {
    const std::uint64_t size = packed_block_size(tree.size(), packed.size());
    return {false, std::move(tree), {Compression::columns, size, std::move(packed)}};
}

/// As short as the profile demands, without columns.
Body body_without_columns(Bytes tree, const EncodeOptions& options) {
    const bool is_searched =
        options.profile == Profile::balanced || options.profile == Profile::smallest;
    if (!is_searched || tree.size() > PieceTable::max_tree_size) {
        return raw_body(std::move(tree), options);
    }
    // Half of the memory may be reserved for growth, and the next steps need a few times its size.
    tree.shrink_to_fit();
    if (options.profile == Profile::smallest) return smallest_body(std::move(tree), options);
    const bool is_packed = options.layout == Layout::v2;
    const ByteCounts counts = is_packed ? count_bytes(tree) : ByteCounts{};
    Body raw = raw_body(std::move(tree), options, is_packed ? &counts : nullptr);
    if (!is_worth_coding(raw.bytes, raw.size(options.layout), counts)) return raw;
    Body coded = coded_body(raw.bytes, options);
    return coded.size(options.layout) < raw.size(options.layout) ? coded : raw;
}

/// Whether columns of so many bytes are taken without looking for anything shorter, which takes
/// longer than they did.
bool are_the_best(const Bytes& tree, std::size_t columns, const EncodeOptions& options) {
    constexpr std::size_t kilobyte = 1024;
    switch (options.profile) {
        case Profile::stored:
            return false;
        case Profile::fast:
            return tree.size() > 8 * kilobyte && columns <= tree.size() / 2;
        case Profile::balanced:
            return tree.size() > 16 * kilobyte && columns <= tree.size() / 2;
        case Profile::smallest:
            break;
    }
    if (tree.size() <= 64 * kilobyte) return false;
    // The longest search saves far less than a third of what the short one finds.
    EncodeOptions quick = options;
    quick.profile = Profile::balanced;
    return columns <= body_without_columns(tree, quick).size(options.layout) / 3 * 2;
}

}  // namespace

EncodeOptions tree_options(const EncodeOptions& options) noexcept {
    EncodeOptions plain = options;
    // Canonical form implies that, and refuses other profiles.
    if (!options.canonical) plain.profile = Profile::stored;
    return plain;
}

Body make_body(Bytes tree, const EncodeOptions& options) {
    if (options.canonical) {
        EncodeOptions stored = options;
        stored.profile = Profile::stored;
        return raw_body(std::move(tree), stored);
    }
    if (!options.extended || options.layout != Layout::v2 || options.profile == Profile::stored)
        return body_without_columns(std::move(tree), options);
    std::optional<Bytes> packed = pack_columns(tree, options.profile);
    if (!packed) return body_without_columns(std::move(tree), options);
    if (are_the_best(tree, packed->size(), options))
        return columns_body(std::move(tree), std::move(*packed));
    Body body = body_without_columns(tree, options);
    if (body.size(options.layout) <= packed_block_size(tree.size(), packed->size())) return body;
    return columns_body(std::move(tree), std::move(*packed));
}

Result<void> check_body_size(const Body& body, const EncodeOptions& options) {
    if (options.layout == Layout::v1 || body.bytes.size() <= options.limits.max_output) return {};
    return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::output)));
}

void write_body(Sink& sink, const Body& body, Layout layout) {
    // Reserves everything at once, the trailer too: a growing sink needs three times as much.
    constexpr std::size_t room_around = 64;
    (void)sink.reserve(static_cast<std::size_t>(body.size(layout)) + room_around);
    if (layout == Layout::v1) {
        sink.write_byte(body.has_table ? v1_text_table_flag : std::uint8_t{0});
        sink.write_bytes(body.bytes);
        return;
    }
    const auto id = static_cast<std::uint8_t>(body.block.compression);
    assert((id & v2_text_table_flag) == 0);
    sink.write_byte(body.has_table ? id | v2_text_table_flag : id);
    write_block(sink, body.block, layout, body.bytes);
}

}}}  // namespace souris::v0::detail
