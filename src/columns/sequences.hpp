// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "columns/path.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

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
