// SPDX-License-Identifier: MIT
#include "columns/symbol_column.hpp"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail::columns;

namespace {

using Symbols = std::vector<std::uint32_t>;

std::size_t symbol_code_size(const Symbols& symbols, std::uint64_t size,
                             const std::vector<ContextSet>& sets = {},
                             const std::vector<RowSymbols>& others = {}, const Symbols& rows = {},
                             TableBits bits = 8) {
    SlotMemory memory;
    RangeEncoder encoder;
    Symbols values = symbols;
    CHECK(code_symbols(encoder, values, size, sets, others, rows, bits, memory));
    CHECK(values == symbols);
    const Bytes code = encoder.take();
    RangeDecoder decoder(code);
    Symbols back(symbols.size(), 0);
    CHECK(code_symbols(decoder, back, size, sets, others, rows, bits, memory));
    CHECK(back == symbols);
    return code.size();
}

}  // namespace

TEST_CASE("a symbol's width is that of the greatest") {
    CHECK(symbol_width(0) == 0);
    CHECK(symbol_width(1) == 0);
    CHECK(symbol_width(2) == 1);
    CHECK(symbol_width(3) == 2);
    CHECK(symbol_width(256) == 8);
    CHECK(symbol_width(257) == 9);
    CHECK(symbol_width(std::uint64_t{1} << 32U) == 32);
}

TEST_CASE("symbols come back in every number of contexts") {
    Symbols symbols;
    Symbols other;
    for (std::uint32_t i = 0; i < 300; ++i) {
        symbols.push_back(i * i % 7);
        other.push_back(i * i % 7 + 1);
    }
    const std::vector<ContextSet> all{{1, {}}, {2, {0}}, {0, {0, 0}}, {0, {}}};
    for (std::size_t count = 0; count <= all.size(); ++count) {
        CAPTURE(count);
        const std::vector<ContextSet> sets(all.begin(),
                                           all.begin() + static_cast<std::ptrdiff_t>(count));
        std::vector<RowSymbols> others;
        for (const ContextSet& set : sets)
            others.insert(others.end(), set.others.size(), RowSymbols(other));
        (void)symbol_code_size(symbols, 7, sets, others);
        CHECK(symbol_code_size({}, 7, sets, others) == 0);
    }
    // Another sequence that has the same symbols tells all.
    CHECK(symbol_code_size(symbols, 7, {{0, {0}}}, {RowSymbols(other)}) < 60);
}

TEST_CASE("rows tell which symbols of other sequences are beside") {
    const Symbols other{9, 1, 9, 2, 9, 3, 9, 4};
    const Symbols rows{1, 3, 5, 7};
    (void)symbol_code_size({0, 1, 2, 3}, 4, {{0, {0}}}, {RowSymbols(other)}, rows);
}

TEST_CASE("a single symbol is not coded") {
    CHECK(symbol_code_size(Symbols(1000, 0), 1) == 0);
    CHECK(symbol_code_size(Symbols(), 0) == 0);
}

TEST_CASE("symbols of 32 bits come back") {
    (void)symbol_code_size({0, 0xFFFFFFFE, 1, 0x80000000}, 0xFFFFFFFF);
    (void)symbol_code_size({0, 0xFFFFFFFF}, std::uint64_t{1} << 32U, {{2, {}}});
}

TEST_CASE("a symbol that is not below the size is refused") {
    const Bytes code(16, std::byte{0});
    RangeDecoder decoder(code);
    Symbols back(64, 0);
    SlotMemory memory;
    // Zeros decode to bits 1, and two bits are 3.
    CHECK_FALSE(code_symbols(decoder, back, 3, {}, {}, {}, 4, memory));
}

TEST_CASE("places are counted once each, and no more than contexts and groups of bits can have") {
    CHECK(count_places({}, 5, {}, {}, {}) == 0);
    const Symbols same(100, 3);
    CHECK(count_places(same, 8, {}, {}, {}) == 1);
    CHECK(count_places(same, 8, std::vector<ContextSet>{{1, {}}}, {}, {}) == 3);
    Symbols many;
    for (std::uint32_t i = 0; i < 1000; ++i)
        many.push_back(i * 997 % 60000);
    const std::vector<ContextSet> sets{{1, {}}, {2, {}}};
    const std::uint64_t places = count_places(many, 60000, sets, {}, {});
    CHECK(places > 3000);
    CHECK(places <= many.size() * 3 * 4);
}
