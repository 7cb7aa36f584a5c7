// SPDX-License-Identifier: MIT
#include "compress/huffman_code.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using detail::HuffmanLeaf;
using detail::optimal_code;
using detail::SymbolCount;
using test::from_hex;

namespace {

/// "symbol:code" for each leaf, first bit first.
std::string spell(const std::vector<HuffmanLeaf>& leaves) {
    std::string text;
    for (const HuffmanLeaf& leaf : leaves) {
        text += static_cast<char>(leaf.symbol);
        text += ':';
        for (unsigned i = 0; i < leaf.code.length(); ++i) {
            text += static_cast<char>('0' + (leaf.code.bits() >> i & 1U));
        }
        text += ' ';
    }
    return text;
}

Bytes tree_of(const std::vector<HuffmanLeaf>& leaves) {
    Sink sink;
    detail::write_tree(sink, leaves, [](Sink& to, std::uint32_t symbol) {
        to.write_byte(static_cast<std::uint8_t>(symbol));
    });
    return sink.take();
}

}  // namespace

TEST_CASE("codes and trees of known counts") {
    struct Row {
        std::vector<SymbolCount> counts;
        std::string codes;
        std::string tree;
    };
    for (const Row& row : {
             Row{{}, "", ""},
             Row{{{'a', 9}}, "a: ", "61"},
             Row{{{'a', 1}, {'b', 9}}, "a:1 b:0 ", "00 61 62"},
             Row{{{'a', 1}, {'b', 1}, {'c', 2}}, "c:1 a:01 b:00 ", "00 63 00 61 62"},
             Row{{{'a', 1}, {'b', 1}, {'c', 1}, {'d', 1}},
                 "a:11 b:10 c:01 d:00 ",
                 "00 00 61 62 00 63 64"},
             Row{{{'a', 5}, {'b', 2}, {'c', 2}, {'d', 2}, {'e', 2}},
                 "a:1 b:011 c:010 d:001 e:000 ",
                 "00 61 00 00 62 63 00 64 65"},
             Row{{{'a', 8}, {'b', 4}, {'c', 2}, {'d', 1}, {'e', 1}},
                 "a:1 b:01 c:001 d:0001 e:0000 ",
                 "00 61 00 62 00 63 00 64 65"},
         }) {
        CAPTURE(row.codes);
        const auto leaves = optimal_code(row.counts);
        CHECK(spell(leaves) == row.codes);
        CHECK(tree_of(leaves) == from_hex(row.tree));
    }
}

TEST_CASE("the mean length is within one bit of the entropy, and all codes are used up") {
    std::vector<SymbolCount> counts;
    double total = 0;
    for (std::uint32_t i = 0; i < 500; ++i) {
        counts.push_back({i, 1 + i * i * 7919 % 1009});
        total += static_cast<double>(counts.back().count);
    }
    double entropy = 0;
    for (const SymbolCount& each : counts) {
        const double share = static_cast<double>(each.count) / total;
        entropy -= share * std::log2(share);
    }
    double mean = 0;
    double used = 0;
    for (const HuffmanLeaf& leaf : optimal_code(counts)) {
        const double share = static_cast<double>(counts[leaf.symbol].count) / total;
        mean += share * leaf.code.length();
        used += std::ldexp(1.0, -static_cast<int>(leaf.code.length()));
    }
    CHECK(mean >= entropy);
    CHECK(mean < entropy + 1);
    CHECK(used == 1.0);
}

TEST_CASE("counts that would make a code too long are rounded until they do not") {
    struct Row {
        std::uint32_t symbol_count;
        unsigned least;
        unsigned most;
    };
    for (const Row& row : {Row{50, 49, 49}, Row{90, 20, detail::HuffmanCode::max_length}}) {
        // Fibonacci frequencies give the deepest tree for their sum.
        std::vector<SymbolCount> counts;
        std::uint64_t count = 1;
        std::uint64_t next = 1;
        for (std::uint32_t symbol = 0; symbol < row.symbol_count; ++symbol) {
            counts.push_back({symbol, count});
            next += count;
            count = next - count;
        }
        unsigned longest = 0;
        double used = 0;
        for (const HuffmanLeaf& leaf : optimal_code(counts)) {
            longest = std::max(longest, leaf.code.length());
            used += std::ldexp(1.0, -static_cast<int>(leaf.code.length()));
        }
        CHECK(longest >= row.least);
        CHECK(longest <= row.most);
        CHECK(used == 1.0);
    }
}

TEST_CASE("a code of given lengths has the shorter ones first") {
    const auto leaves = detail::canonical_code({{'e', 3}, {'b', 2}, {'d', 3}, {'a', 1}});
    CHECK(spell(leaves) == "a:1 b:01 d:001 e:000 ");
    CHECK(tree_of(leaves) == from_hex("00 61 00 62 00 64 65"));
}
