// SPDX-License-Identifier: MIT
#include "columns/path_reader.hpp"

#include <algorithm>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/column_layout.hpp"
#include "columns/path_head.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

PathReader::PathReader(std::size_t size, Budget& memory) noexcept
    : memory_(memory),
      values_left_(size),
      context_rows_left_(max_context_rows_per_byte * std::uint64_t{size}) {}

Result<void, BlockError> PathReader::begin(std::span<const std::byte> heads,
                                           std::uint64_t value_count,
                                           std::span<const std::byte> directory) {
    Cursor cursor(heads);
    SOURIS_ASSIGN_OR_RETURN(paths_, read_heads(cursor, memory_));
    if (!cursor.at_end()) return failure(ErrorCode::bad_block);
    if (!charge_for<std::uint64_t>(paths_.size()) ||
        !charge_for<std::vector<std::uint32_t>>(paths_.size()) ||
        !charge_for<std::uint8_t>(paths_.size()) || !count_values(value_count))
        return tl::unexpected(error());
    counts_.resize(paths_.size());
    row_symbols_.resize(paths_.size());
    is_context_.resize(paths_.size());
    SOURIS_ASSIGN_OR_RETURN(directory_, read_directory(directory, paths_, memory_));
    counts_[0] = value_count;
    for (const Path& path : paths_) {
        for (const ContextSet& set : path.contexts) {
            for (const std::uint32_t other : set.others)
                is_context_[other] = true;
        }
    }
    return {};
}

bool PathReader::needs_symbols(const Path& path) noexcept {
    const auto is_here = [&path](const Content& content) {
        return !path.has_texts_apart || !is_text(content.kind);
    };
    return path.has_counts() || std::ranges::any_of(path.contents, is_here);
}

bool PathReader::read(PlainReader& coder, PathIndex index, Interest interest) {
    if (interest == Interest::all) return read(coder, index);
    Path& path = paths_[index];
    if (path.symbol_count() == 0) return counts_[index] == 0 && be_context(index);
    const bool has_parts = interest == Interest::parts;
    std::uint64_t counted = 0;
    if (interest == Interest::none && !needs_symbols(path)) {
        if (!coder.skip_symbols(path, counts_[index])) return false;
    } else {
        if (!make_symbols(index) || !coder.symbols(path, others_of(path, row_symbols_)))
            return false;
        counted = count_contents(path);
        if (!(has_parts ? give_rows(index) : be_context(index))) return false;
    }
    if (has_parts) {
        if (!charge_for<std::int64_t>(counted)) return false;
        path.counts.resize(static_cast<std::size_t>(counted));
        if (path.has_counts() && !coder.numbers(path.counts, path.count_coding)) return false;
        if (!add_counts(path)) return false;
    } else if (path.has_counts() && !coder.skip_numbers(counted, path.count_coding)) {
        return false;
    }
    for (const std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (const Content& content : *all) {
            const bool is_here = !path.has_texts_apart || !is_text(content.kind);
            if (is_here && !coder.skip(content)) return false;
        }
    }
    forget(index);
    return true;
}

void PathReader::forget(PathIndex index) noexcept {
    Path& path = paths_[index];
    detail::give_back(path.symbols, memory_);
    detail::give_back(path.rows, memory_);
    detail::give_back(path.counts, memory_);
    for (std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (Content& content : *all) {
            detail::give_back(content.numbers, memory_);
            detail::give_back(content.lengths, memory_);
            detail::give_back(content.bytes, memory_);
        }
    }
}

bool PathReader::read_texts_apart(PlainReader& coder, PathIndex index, Interest interest) {
    Path& path = paths_[index];
    if (!path.has_texts_apart) return true;
    if (interest == Interest::all) {
        const bool is_read = code_texts_apart(coder, path, index);
        is_out_of_memory_ |= !is_read && coder.is_out_of_memory();
        return is_read;
    }
    for (const std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (const Content& content : *all) {
            if (is_text(content.kind) && !coder.skip(content)) return false;
        }
    }
    return true;
}

/// Counts what a range code stands for.
bool PathReader::count_items(std::uint64_t count) noexcept {
    if (count > items_left_) return false;
    items_left_ -= count;
    return true;
}

/// Counts values, each of which takes a byte of the output at least.
bool PathReader::count_values(std::uint64_t count) noexcept {
    if (count > values_left_) return false;
    values_left_ -= count;
    return true;
}

/// Makes room for the symbols.
bool PathReader::make_symbols(PathIndex index) {
    Path& path = paths_[index];
    const std::uint64_t count = counts_[index];
    const std::uint64_t symbols = path.symbol_count();
    // Each literal occurs.
    if (symbols > count + path.first_literal() || !path.can_need_table(count)) return false;
    if (!charge_for<std::uint32_t>(count)) return false;
    path.symbols.resize(static_cast<std::size_t>(count));
    return symbols < 2 || count_items(count);
}

/// Makes room for what the symbols say that follows.
bool PathReader::size_sequences(Path& path) {
    const std::uint64_t counted = count_contents(path);
    if (!charge_for<std::int64_t>(counted) || !count_items(counted)) return false;
    path.counts.resize(static_cast<std::size_t>(counted));
    for (std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (Content& content : *all) {
            if (!count_items(content.count)) return false;
            if (is_text(content.kind)) {
                // The second for the numbers that lengths are read as.
                if (!charge_for<std::uint32_t>(content.count) ||
                    (content.has_zero && !charge_for<std::int64_t>(content.count)))
                    return false;
                content.lengths.resize(static_cast<std::size_t>(content.count));
            } else {
                if (!charge_for<std::int64_t>(content.count)) return false;
                content.numbers.resize(static_cast<std::size_t>(content.count));
            }
        }
    }
    return true;
}

/// Keeps the symbols by row, if they are a context of others.
bool PathReader::be_context(PathIndex index) {
    if (!is_context_[index]) return true;
    const auto rows = static_cast<std::size_t>(counts_[first_of_table(paths_, index)]);
    if (rows > context_rows_left_) return false;
    context_rows_left_ -= rows;
    if (!charge_for<std::uint32_t>(rows)) return false;
    row_symbols_[index] = symbols_by_row(paths_[index], rows);
    return true;
}

/// Counts the values of the path's parts in maps, tuples and patterns. False if there are too many.
bool PathReader::count_parts(const Path& path) noexcept {
    const auto count = [&](const Parts& parts, std::uint64_t times) {
        if (!has_rows(parts.kind) || parts.paths.empty()) return true;
        if (times > values_left_ / parts.paths.size()) return false;
        values_left_ -= times * parts.paths.size();
        for (const PathIndex part : parts.paths)
            counts_[part] += times;
        return true;
    };
    if (path.symbol_count() == 1)
        return path.parts.empty() || count(path.parts[0], path.symbols.size());
    return std::ranges::all_of(path.symbols, [&](std::uint32_t symbol) {
        const Parts* const parts = path.parts_of(symbol);
        return parts == nullptr || count(*parts, 1);
    });
}

/// Tells the path's parts in maps, tuples and patterns how many values and which rows they
/// have, and those that it is a context of its symbols.
bool PathReader::give_rows(PathIndex index) {
    const Path& path = paths_[index];
    if (!be_context(index) || !count_parts(path)) return false;
    bool is_given = false;
    for (const Parts& parts : path.parts) {
        if (!has_rows(parts.kind)) continue;
        for (const PathIndex part : parts.paths) {
            Path& child = paths_[part];
            if (!child.rows.empty() || counts_[part] == 0 || needs_no_rows(path, part)) continue;
            is_given = true;
            if (child.rows.capacity() != 0) continue;
            if (!charge_for<std::uint32_t>(counts_[part])) return false;
            child.rows.reserve(static_cast<std::size_t>(counts_[part]));
        }
    }
    if (!is_given) return true;
    for (std::size_t i = 0; i < path.symbols.size(); ++i) {
        const Parts* const parts = path.parts_of(path.symbols[i]);
        if (parts == nullptr || !has_rows(parts->kind)) continue;
        for (const PathIndex part : parts->paths) {
            if (paths_[part].rows.capacity() != 0)
                paths_[part].rows.push_back(path.rows.empty() ? static_cast<std::uint32_t>(i)
                                                              : path.rows[i]);
        }
    }
    return true;
}

/// With one symbol, and no part that stands twice, the parts have the same rows: in the order of
/// `symbols`, each once, so they are counted as often as there are values. A part that stands twice
/// in one shape and never in another is an unlikely waste.
bool PathReader::needs_no_rows(const Path& path, PathIndex part) const noexcept {
    return path.rows.empty() && path.symbol_count() == 1 && counts_[part] == path.symbols.size();
}

/// Compares a path with its entry, if it has one: numbers that a reader of all finds, one of a part
/// must not miss.
bool PathReader::is_as_directory_says(PathIndex index) const {
    const auto entry = std::ranges::lower_bound(directory_, index, {}, &DirectoryEntry::path);
    return entry == directory_.end() || entry->path != index ||
           *entry == entry_of(paths_[index], index);
}

/// Adds up the values of the parts that are counted. False if there are too many.
bool PathReader::add_counts(const Path& path) {
    if (path.counts.empty()) return true;
    std::size_t next = 0;
    for (const std::uint32_t symbol : path.symbols) {
        const Parts* const parts = path.parts_of(symbol);
        if (parts == nullptr || has_rows(parts->kind)) continue;
        const std::int64_t count = path.counts[next++];
        for (const PathIndex part : parts->paths) {
            if (count < 0 || !count_values(static_cast<std::uint64_t>(count))) return false;
            counts_[part] += static_cast<std::uint64_t>(count);
        }
    }
    return true;
}

}}}}  // namespace souris::v0::detail::columns
