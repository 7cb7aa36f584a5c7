// SPDX-License-Identifier: MIT
#include "columns/directory.hpp"

#include <algorithm>
#include <optional>

#include <souris/cursor.hpp>

#include "base/charged_memory.hpp"
#include "columns/fold_sign.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// An entry is a few bytes for each kind of number; of fewer values it would be a part of them.
constexpr std::size_t least_values = 512;

bool is_listed(const Path& path) {
    // Of a field of a text nobody asks.
    if (path.role == PathRole::field || path.symbols.size() < least_values) return false;
    for (std::size_t k = 0; k < ranged_kinds; ++k) {
        if (has_kind(path, ContentKind{static_cast<std::uint8_t>(k)})) return true;
    }
    return false;
}

/// Widens `bounds` to what `place` makes of the numbers; sets them if there are none yet.
template <class Place>
void widen(std::optional<NumberRange>& bounds, std::span<const std::int64_t> numbers, Place place) {
    if (numbers.empty()) return;
    const std::int64_t first = place(numbers[0]);
    NumberRange range = bounds.value_or(NumberRange{first, first});
    for (const std::int64_t number : numbers) {
        range.least = std::min(range.least, place(number));
        range.greatest = std::max(range.greatest, place(number));
    }
    bounds = range;
}

NumberRange range_of(const Path& path, ContentKind kind) {
    std::optional<NumberRange> bounds;
    for (const std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (const Content& content : *all) {
            if (content.kind != kind) continue;
            if (is_float(kind)) {
                widen(bounds, content.numbers,
                      [kind](std::int64_t n) { return order_of(kind, n); });
            } else {
                widen(bounds, content.numbers, [](std::int64_t n) { return n; });
            }
        }
    }
    return bounds.value_or(NumberRange());
}

/// Reads an entry; `entry.path` is one more than that of the entry before it, 0 for the first.
bool read_entry(Cursor& cursor, std::span<const Path> paths, DirectoryEntry& entry) {
    const auto distance = cursor.read_unsigned<std::uint64_t>();
    if (!distance || *distance == 0 || *distance > paths.size() - entry.path) return false;
    entry.path += static_cast<PathIndex>(*distance - 1);
    const auto count = cursor.read_unsigned<std::uint64_t>();
    if (!count) return false;
    entry.count = *count;
    bool has_range = false;
    for (std::size_t k = 0; k < ranged_kinds; ++k) {
        if (!has_kind(paths[entry.path], ContentKind{static_cast<std::uint8_t>(k)})) continue;
        has_range = true;
        const auto least = cursor.read_unsigned<std::uint64_t>();
        if (!least) return false;
        const auto width = cursor.read_unsigned<std::uint64_t>();
        if (!width) return false;
        NumberRange& range = entry.ranges[k];
        range.least = static_cast<std::int64_t>(unfold_sign(*least));
        range.greatest = static_cast<std::int64_t>(unfold_sign(*least) + *width);
        if (range.greatest < range.least) return false;
    }
    return has_range;
}

}  // namespace

bool has_kind(const Path& path, ContentKind kind) noexcept {
    const auto is_kind = [kind](const Content& content) { return content.kind == kind; };
    return std::ranges::any_of(path.contents, is_kind) ||
           std::ranges::any_of(path.literals, is_kind);
}

DirectoryEntry entry_of(const Path& path, PathIndex index) {
    DirectoryEntry entry;
    entry.path = index;
    entry.count = path.symbols.size();
    for (std::size_t k = 0; k < ranged_kinds; ++k)
        entry.ranges[k] = range_of(path, ContentKind{static_cast<std::uint8_t>(k)});
    return entry;
}

bool write_directory(Sink& sink, std::span<const Path> paths) {
    Sink entries;
    std::size_t next = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (!is_listed(paths[i])) continue;
        const DirectoryEntry entry = entry_of(paths[i], static_cast<PathIndex>(i));
        entries.write_unsigned(i + 1 - next);
        next = i + 1;
        entries.write_unsigned(entry.count);
        for (std::size_t k = 0; k < ranged_kinds; ++k) {
            if (!has_kind(paths[i], ContentKind{static_cast<std::uint8_t>(k)})) continue;
            const auto least = static_cast<std::uint64_t>(entry.ranges[k].least);
            entries.write_unsigned(fold_sign(least));
            entries.write_unsigned(static_cast<std::uint64_t>(entry.ranges[k].greatest) - least);
        }
    }
    if (next == 0) return false;
    sink.write_unsigned(entries.size());
    sink.write_bytes(entries.view());
    return true;
}

Result<std::vector<DirectoryEntry>, BlockError> read_directory(std::span<const std::byte> bytes,
                                                               std::span<const Path> paths,
                                                               Budget& memory) {
    std::vector<DirectoryEntry> entries;
    Cursor cursor(bytes);
    DirectoryEntry next;
    while (!cursor.at_end()) {
        DirectoryEntry entry;
        entry.path = next.path;
        if (!read_entry(cursor, paths, entry)) return failure(ErrorCode::bad_block);
        if (!make_room(entries, 1, memory)) return tl::unexpected(BlockError(Limit::memory));
        entries.push_back(entry);
        next.path = entry.path + 1;
    }
    return entries;
}

}}}}  // namespace souris::v0::detail::columns
