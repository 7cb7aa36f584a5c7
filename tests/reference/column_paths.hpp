// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "reference/reader.hpp"

// docs/format.md, appendix B.1 and B.3: what paths there are.

namespace souris::reference {

enum class Role : std::uint8_t { root, member, key, value, element, item, field };

struct Coding {
    unsigned order = 0;
    unsigned classes = 1;
};

/// How a field that is an integer stands in a string.
struct Form {
    unsigned kind = 0;
    unsigned width = 0;
    char date = 0;
    char between = 0;
    char time = 0;
};

enum class PartKind : std::uint8_t { map, dictionary, array, tuple, pattern };

struct Part {
    PartKind kind = PartKind::map;
    /// The paths that it mentions, or names again.
    std::vector<std::size_t> paths;
    // Of a pattern.
    std::vector<Form> forms;
    std::vector<std::uint64_t> offsets;
    std::string text;

    [[nodiscard]] bool has_count() const {
        return kind == PartKind::dictionary || kind == PartKind::array;
    }
};

/// Literals or contents of a kind.
struct Contents {
    unsigned kind = 0;
    bool has_zero = false;
    Coding coding;
    std::uint64_t count = 0;
    /// Kinds 0 to 4, in two's complement or as bits.
    std::vector<std::uint64_t> numbers;
    /// Kinds 5 to 8.
    std::vector<std::string> texts;
    /// The next one to be put.
    std::size_t next = 0;

    [[nodiscard]] bool is_number() const { return kind <= 2; }
    [[nodiscard]] bool is_float() const { return kind == 3 || kind == 4; }
    [[nodiscard]] bool is_text() const { return kind >= 5; }
};

struct ContextSet {
    unsigned before = 0;
    std::vector<std::size_t> others;
};

struct Path {
    Role role = Role::root;
    std::size_t above = 0;
    std::size_t table = 0;
    std::string key;

    /// The tags of null, false and true, as far as there are.
    std::string words;
    std::vector<Part> parts;
    std::vector<Contents> contents;
    std::vector<Contents> literals;
    Coding count_coding;
    unsigned decimals = 0;
    unsigned table_bits = 0;
    std::vector<ContextSet> sets;
    bool has_texts_apart = false;

    /// How many values there are; what each is, in what row.
    std::uint64_t value_count = 0;
    std::vector<std::uint32_t> symbols;
    std::vector<std::size_t> rows;
    std::vector<std::uint64_t> counts;
    /// The next ones to be put.
    std::size_t next = 0;
    std::size_t next_count = 0;

    [[nodiscard]] std::uint64_t symbol_count() const;
    [[nodiscard]] bool has_counts() const;
    /// The part or content of a symbol, or nullptr if it is none.
    [[nodiscard]] const Part* part_of(std::uint32_t symbol) const;
    [[nodiscard]] Contents* content_of(std::uint32_t symbol);
};

/// The heads, all but sequences. Any error is one.
std::vector<Path> read_heads(Reader& reader);

}  // namespace souris::reference
