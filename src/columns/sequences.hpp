// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/decimal.hpp"
#include "columns/path.hpp"
#include "columns/row_symbols.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Counts the contents of each kind by the symbols; returns how many counts there are.
[[nodiscard]] inline std::uint64_t count_contents(Path& path) {
    std::uint64_t counted = 0;
    if (path.symbol_count() == 1) {
        if (!path.contents.empty()) path.contents[0].count += path.symbols.size();
        return path.has_counts() ? path.symbols.size() : 0;
    }
    const std::uint32_t first_content = path.first_content();
    const std::uint32_t first_literal = path.first_literal();
    for (const std::uint32_t symbol : path.symbols) {
        if (symbol >= first_literal) continue;
        if (symbol >= first_content) {
            ++path.contents[symbol - first_content].count;
        } else if (const Parts* const parts = path.parts_of(symbol)) {
            counted += has_rows(parts->kind) ? 0U : 1U;
        }
    }
    return counted;
}

/// Whether the integers of decimals are some that a writer may choose.
[[nodiscard]] inline bool has_possible_decimals(const Path& path) {
    for (const std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (const Content& content : *all) {
            if (content.kind == ContentKind::decimal &&
                !std::ranges::all_of(content.numbers, is_decimal))
                return false;
        }
    }
    return true;
}

/// Writes or reads the contents of a kind.
template <class Coder>
[[nodiscard]] bool code_content(Coder& coder, Content& content, std::uint32_t column) {
    if (is_number(content.kind)) return coder.numbers(content.numbers, content.coding);
    if (is_float(content.kind)) return coder.floats(content.numbers, content.kind);
    if (content.has_zero) {
        std::vector<std::int64_t> lengths(content.lengths.begin(), content.lengths.end());
        if (!coder.numbers(lengths, content.coding)) return false;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            content.lengths[i] = static_cast<std::uint32_t>(lengths[i]);
            if (content.lengths[i] != lengths[i]) return false;
        }
    }
    return coder.texts(content, column);
}

/// Writes or reads the sequences of a path in the order in which they stand, but for texts that
/// stand apart. When the symbols are known, calls `prepare`, which returns false to stop: a reader
/// makes room for the rest. Returns whether all could be.
template <class Coder, class Prepare>
[[nodiscard]] bool code_sequences(Coder& coder, Path& path, PathIndex index,
                                  std::span<const RowSymbols> others, Prepare prepare) {
    if (!coder.symbols(path, others) || !prepare(path)) return false;
    if (path.has_counts() && !coder.numbers(path.counts, path.count_coding)) return false;
    const auto is_here = [&](const Content& content) {
        return !path.has_texts_apart || !is_text(content.kind);
    };
    for (Content& content : path.literals) {
        if (is_here(content) && !code_content(coder, content, 2 * index)) return false;
    }
    for (Content& content : path.contents) {
        if (is_here(content) && !code_content(coder, content, 2 * index + 1)) return false;
    }
    return true;
}

/// The same for what stands apart.
template <class Coder>
[[nodiscard]] bool code_texts_apart(Coder& coder, Path& path, PathIndex index) {
    for (std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (Content& content : *all) {
            if (is_text(content.kind) && !code_content(coder, content, 2 * index)) return false;
        }
    }
    return true;
}

}}}}  // namespace souris::v0::detail::columns
