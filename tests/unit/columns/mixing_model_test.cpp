// SPDX-License-Identifier: MIT
#include "columns/mixing_model.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// Bytes of the code of these symbols, in a context that is theirs and in one that says nothing.
std::size_t code_size_of(const std::vector<std::uint32_t>& symbols, unsigned width,
                         TableBits bits) {
    SlotMemory memory;
    RangeEncoder encoder;
    MixingModel<2> writer(width, bits, memory);
    for (const std::uint32_t symbol : symbols)
        CHECK(writer.code(encoder, symbol, {symbol % 3, 0}) == symbol);
    const Bytes code = encoder.take();
    SlotMemory other;
    RangeDecoder decoder(code);
    MixingModel<2> reader(width, bits, other);
    for (const std::uint32_t symbol : symbols)
        REQUIRE(reader.code(decoder, 0, {symbol % 3, 0}) == symbol);
    return code.size();
}

}  // namespace

TEST_CASE("symbols of every width come back from a model of every size") {
    for (unsigned width = 1; width <= 32; ++width) {
        CAPTURE(width);
        const std::uint32_t most = ~std::uint32_t{0} >> (32 - width);
        std::vector<std::uint32_t> symbols{0, most, 0, most};
        for (std::uint32_t i = 0; i < 40; ++i)
            symbols.push_back((i * 0x9E3779B1U) & most);
        for (const int bits : {0, 1, 3, 10})
            (void)code_size_of(symbols, width, static_cast<TableBits>(bits));
    }
    (void)code_size_of({1, 2, 3}, 2, max_table_bits);
    CHECK(code_size_of({}, 5, 0) == 0);
}

TEST_CASE("a model learns what repeats") {
    CHECK(code_size_of(std::vector<std::uint32_t>(4000, 7), 4, 6) < 16);
    test::Random random;
    std::vector<std::uint32_t> noise;
    for (int i = 0; i < 4000; ++i)
        noise.push_back(static_cast<std::uint32_t>(random.below(16)));
    const std::size_t size = code_size_of(noise, 4, 10);
    // Its symbols have four bits, of which a context tells one and a half.
    CHECK(size < 2000);
    CHECK(size > 1000);
}

TEST_CASE("a probability moves to what is seen, fast at first, and never becomes certain") {
    BitSlot slot;
    CHECK(slot.probability() == 32768);
    CHECK(slot.count() == 0);
    slot.learn(1, 4);
    CHECK(slot.probability() > 50000);
    slot.learn(0, 4);
    CHECK(slot.probability() < 50000);
    for (int i = 0; i < 10000; ++i)
        slot.learn(1, 255);
    CHECK(slot.count() == 255);
    CHECK(slot.probability() <= 65535);
    for (int i = 0; i < 10000; ++i)
        slot.learn(0, 255);
    CHECK(slot.probability() < 100);
    // What is coded has been through `squash_of`.
    CHECK(squash_of(-2048) > 0);
    CHECK(squash_of(max_stretch) < 65536);
    for (std::int32_t x = -2048; x < max_stretch; ++x)
        CHECK(squash_of(x) <= squash_of(x + 1));
}

TEST_CASE("the tables of the logistic domain are inverse to each other") {
    for (std::size_t p = 1; p < 4096; ++p) {
        const std::int32_t x = logistic.stretch[p];
        CHECK(x >= -max_stretch);
        CHECK(x <= max_stretch);
        CHECK(logistic.stretch[p - 1] <= x);
        if (x < max_stretch) CHECK(squash_of(x) / 16 >= static_cast<std::int32_t>(p));
    }
    CHECK(logistic.stretch[2048] == 0);
    CHECK(logistic.rate[0] > logistic.rate[1]);
}

TEST_CASE("a table has room for its places, within limits") {
    CHECK(table_bits_for(0) == 0);
    CHECK(table_bits_for(1) == 1);
    CHECK(table_bits_for(255) == 8);
    CHECK(table_bits_for(~std::uint64_t{0}) == max_table_bits);
    CHECK(slot_count(1, 0) == 4);
    CHECK(slot_count(1, 1) == 4);
    CHECK(slot_count(4, 3) == 128);
    CHECK(slot_count(32, 3) == 128);
}
