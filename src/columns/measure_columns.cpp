// SPDX-License-Identifier: MIT
#include "columns/measure_columns.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/return_if_error.hpp"
#include "columns/column_block.hpp"
#include "columns/column_infos.hpp"
#include "columns/directory.hpp"

namespace souris { inline namespace v0 {

std::string_view name_of(ColumnCoding coding) noexcept {
    constexpr std::array<std::string_view, column_coding_count> names = {
        "constant",       "dictionary", "parts", "pattern", "numbers", "delta",
        "delta of delta", "decimal",    "bits",  "text",    "encoded", "predicted",
    };
    return names[static_cast<std::size_t>(coding)];
}

namespace detail { namespace columns {
namespace {

constexpr std::uint16_t coding_bit(ColumnCoding coding) noexcept {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(coding));
}

/// Of contents of a kind.
std::uint16_t codings_of(const Content& content) noexcept {
    switch (content.kind) {
        case ContentKind::integer:
        case ContentKind::signed_integer:
        case ContentKind::decimal: {
            const std::uint16_t decimal =
                content.kind == ContentKind::decimal ? coding_bit(ColumnCoding::decimal) : 0;
            constexpr std::array by_order = {ColumnCoding::numbers, ColumnCoding::delta,
                                             ColumnCoding::delta_of_delta};
            return decimal | coding_bit(by_order[content.coding.order]);
        }
        case ContentKind::float64:
        case ContentKind::float32:
            return coding_bit(ColumnCoding::bits);
        case ContentKind::text:
        case ContentKind::json:
        case ContentKind::time_zone:
            return coding_bit(ColumnCoding::text);
        case ContentKind::other:
            break;
    }
    return coding_bit(ColumnCoding::encoded);
}

std::uint16_t codings_of(const Path& path) noexcept {
    const std::uint64_t symbols = path.symbol_count();
    if (symbols == 0) return 0;
    std::uint16_t codings = 0;
    for (const Parts& parts : path.parts) {
        codings |= coding_bit(parts.kind == PartsKind::pattern ? ColumnCoding::pattern
                                                               : ColumnCoding::parts);
    }
    for (const Content& content : path.contents)
        codings |= codings_of(content);
    if (symbols == 1) return codings == 0 ? coding_bit(ColumnCoding::constant) : codings;
    if (path.word_count() != 0 || !path.literals.empty())
        codings |= coding_bit(ColumnCoding::dictionary);
    if (!path.contexts.empty()) codings |= coding_bit(ColumnCoding::predicted);
    return codings;
}

/// What is known of each path when its sequences are there.
std::vector<DirectoryEntry> whole_directory(std::span<const Path> paths) {
    std::vector<DirectoryEntry> entries;
    entries.reserve(paths.size());
    for (const Path& path : paths)
        entries.push_back(entry_of(path, static_cast<PathIndex>(entries.size())));
    return entries;
}

}  // namespace

Result<ColumnSizes> measure_columns(const RecordColumns& records) {
    if (!records.has_block()) return ColumnSizes();
    const ColumnBlock& block = records.columns();
    const std::size_t path_count = block.paths().size();
    Budget memory = records.budget();
    // A name may be kept twice, and each path in several lists, one of which grows.
    constexpr std::uint64_t size_besides =
        sizeof(DirectoryEntry) + sizeof(MeasuredColumn) + 3 * sizeof(ColumnInfo) + 160;
    const std::uint64_t names = names_size(block.paths());
    if (names > memory.left() / 2 ||
        !memory.charge(2 * names + allocation_size(path_count * size_besides)))
        return failure(error_of_block(BlockError(Limit::memory)));
    std::vector<std::uint64_t> sizes(path_count);
    const auto reader = block.measure(sizes, records.limits(), memory);
    if (!reader) return failure(error_of_block(reader.error()));
    ColumnPlaces places = column_infos(reader->paths(), whole_directory(reader->paths()), 0);
    ColumnSizes found;
    found.size = block.packed_size();
    found.other_bytes = found.size;
    found.columns.reserve(places.infos.size());
    for (ColumnInfo& info : places.infos) {
        MeasuredColumn& column = found.columns.emplace_back();
        static_cast<ColumnInfo&>(column) = std::move(info);
        column.count = 0;
    }
    for (PathIndex i = 0; i < path_count; ++i) {
        // Fields, and keys that are values, are parts of what is above them.
        const Path& path = reader->paths()[i];
        const bool has_place = places.of_path[i] != no_place;
        if (!has_place) places.of_path[i] = places.of_path[path.parent];
        MeasuredColumn& column = found.columns[places.of_path[i]];
        column.bytes += sizes[i];
        found.other_bytes -= sizes[i];
        if (!has_place) continue;
        column.count = *column.count + reader->value_count(i);
        column.codings |= codings_of(path);
    }
    return found;
}

}}  // namespace detail::columns
}}  // namespace souris::v0
