// SPDX-License-Identifier: MIT
#include "columns/range_coder.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"

using namespace souris;
using detail::columns::probability_one;
using detail::columns::RangeDecoder;
using detail::columns::RangeEncoder;

TEST_CASE("bits come back from a range code, whatever their probabilities") {
    test::Random random;
    for (const std::size_t count : {0U, 1U, 2U, 7U, 31U, 1000U, 20000U}) {
        CAPTURE(count);
        std::vector<unsigned> bits;
        std::vector<std::uint32_t> probabilities;
        RangeEncoder encoder;
        for (std::size_t i = 0; i < count; ++i) {
            bits.push_back(static_cast<unsigned>(random.below(2)));
            const std::size_t way = random.below(4);
            probabilities.push_back(
                way == 0   ? 1
                : way == 1 ? probability_one - 1
                           : 1 + static_cast<std::uint32_t>(random.below(probability_one - 1)));
            CHECK(encoder.code(bits.back(), probabilities.back()) == bits.back());
        }
        const Bytes code = encoder.take();
        RangeDecoder decoder(code);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < count; ++i)
            wrong += decoder.code(0, probabilities[i]) == bits[i] ? 0U : 1U;
        CHECK(wrong == 0);
        CHECK(decoder.at_end());
    }
}

TEST_CASE("raw bits of every width come back from a range code") {
    for (unsigned width = 0; width <= 64; ++width) {
        CAPTURE(width);
        const std::uint64_t mask = width == 0 ? 0 : ~std::uint64_t{0} >> (64 - width);
        RangeEncoder encoder;
        for (const std::uint64_t bits : {std::uint64_t{0}, ~std::uint64_t{0},
                                         std::uint64_t{0x9E3779B97F4A7C15}, std::uint64_t{1}})
            CHECK(encoder.code_raw(bits & mask, width) == (bits & mask));
        const Bytes code = encoder.take();
        RangeDecoder decoder(code);
        for (const std::uint64_t bits : {std::uint64_t{0}, ~std::uint64_t{0},
                                         std::uint64_t{0x9E3779B97F4A7C15}, std::uint64_t{1}})
            CHECK(decoder.code_raw(0, width) == (bits & mask));
    }
}

TEST_CASE("a carry runs through bytes FF that wait for it") {
    // Bits of least probability make `low` come close below a carry, again and again.
    for (const unsigned ones : {1U, 3U, 50U}) {
        RangeEncoder encoder;
        for (unsigned i = 0; i < 200; ++i)
            (void)encoder.code(i % ones == 0 ? 0 : 1, i % 2 == 0 ? probability_one - 1 : 1);
        const Bytes code = encoder.take();
        RangeDecoder decoder(code);
        for (unsigned i = 0; i < 200; ++i)
            REQUIRE(decoder.code(0, i % 2 == 0 ? probability_one - 1 : 1) ==
                    (i % ones == 0 ? 0U : 1U));
    }
}

TEST_CASE("certain bits take next to nothing, and no zero byte ends a code") {
    RangeEncoder encoder;
    for (int i = 0; i < 1000; ++i)
        (void)encoder.code(1, probability_one - 1);
    CHECK(encoder.take().size() <= 1);
    // Taking leaves the encoder as new.
    CHECK(encoder.size() == 0);
    CHECK(encoder.take().empty());
    (void)encoder.code_raw(0, 64);
    CHECK(encoder.take().empty());
    (void)encoder.code_raw(0xFF, 8);
    const Bytes code = encoder.take();
    REQUIRE_FALSE(code.empty());
    CHECK(code.back() != std::byte{0});
}

TEST_CASE("any bytes are a range code, with zeros behind the end") {
    const Bytes bytes(3, std::byte{0xFF});
    RangeDecoder decoder(bytes);
    for (int i = 0; i < 100; ++i) {
        CHECK(decoder.code(0, 1 + static_cast<std::uint32_t>(i)) <= 1);
        CHECK(decoder.code_raw(0, 5) < 32);
    }
    CHECK(decoder.at_end());
    CHECK(decoder.missing() > 4);
    CHECK(RangeDecoder({}).missing() == 4);
}
