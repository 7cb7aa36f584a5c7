// SPDX-License-Identifier: MIT
#include "store/body.hpp"

#include <utility>

#include "store/coding_plan.hpp"
#include "store/container.hpp"
#include "store/piece_table.hpp"
#include "store/size_search.hpp"

namespace souris::inline v0::detail {
namespace {

/// Whether other ways to write text and binary values could make less of `raw`: coded text rarely
/// takes less than half, and what is neither remains.
bool is_worth_coding(const Body& raw, Layout layout) {
    constexpr std::uint64_t least_part = 2;
    if (raw.size(layout) < raw.bytes.size() / least_part) return false;
    std::uint64_t rest = raw.bytes.size();
    PieceScanner scanner(raw.bytes);
    while (const auto piece = scanner.next())
        rest -= piece->bytes.size();
    return rest < raw.size(layout);
}

Body raw_body(Bytes tree, const EncodeOptions& options) {
    Body body{false, std::move(tree), {}};
    if (options.layout == Layout::v2) {
        body.block = choose_block(body.bytes, options.layout, options.profile, options.extended);
    }
    return body;
}

/// Text coded and binary values packed as far as it is shorter, not counting what packs the whole.
Body coded_body(std::span<const std::byte> tree, const EncodeOptions& options) {
    const PieceTable table(tree, options.layout, options.profile);
    constexpr float bias = 1;
    constexpr int rounds = 1;
    const CodingPlan plan = cheapest_plan(table, stored_prices(table), bias, rounds);
    Sink sink;
    write_planned(sink, table, plan);
    Body body{plan.text.has_value(), sink.take(), {}};
    if (options.layout == Layout::v2) {
        body.block = choose_block(body.bytes, options.layout, options.profile);
    }
    return body;
}

}  // namespace

EncodeOptions tree_options(const EncodeOptions& options) noexcept {
    EncodeOptions plain = options;
    plain.profile = Profile::stored;
    return plain;
}

Body make_body(Bytes tree, const EncodeOptions& options) {
    const bool is_searched =
        options.profile == Profile::balanced || options.profile == Profile::smallest;
    if (!is_searched || tree.size() > PieceTable::max_tree_size) {
        return raw_body(std::move(tree), options);
    }
    // Half of it may be room to grow, and what follows has a few more of its size.
    tree.shrink_to_fit();
    if (options.profile == Profile::smallest) return smallest_body(std::move(tree), options);
    Body raw = raw_body(std::move(tree), options);
    if (!is_worth_coding(raw, options.layout)) return raw;
    Body coded = coded_body(raw.bytes, options);
    return coded.size(options.layout) < raw.size(options.layout) ? coded : raw;
}

Result<void> check_body_size(const Body& body, const EncodeOptions& options) {
    if (options.layout == Layout::v1 || body.bytes.size() <= options.limits.max_output) return {};
    return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::output)));
}

void write_body(Sink& sink, const Body& body, Layout layout) {
    // Everything in one piece of memory, the trailer too: a sink that grows needs thrice as much.
    constexpr std::size_t room_around = 64;
    (void)sink.reserve(static_cast<std::size_t>(body.size(layout)) + room_around);
    if (layout == Layout::v1) {
        sink.write_byte(body.has_table ? v1_text_table_flag : std::uint8_t{0});
        sink.write_bytes(body.bytes);
        return;
    }
    const auto id = static_cast<std::uint8_t>(body.block.compression);
    sink.write_byte(body.has_table ? id | v2_text_table_flag : id);
    write_block(sink, body.block, layout, body.bytes);
}

}  // namespace souris::inline v0::detail
