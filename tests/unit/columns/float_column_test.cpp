// SPDX-License-Identifier: MIT
#include "columns/float_column.hpp"

#include <bit>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail::columns;

namespace {

std::size_t float_code_size(const std::vector<std::int64_t>& bits, unsigned size) {
    SlotMemory memory;
    RangeEncoder encoder;
    std::vector<std::int64_t> values = bits;
    CHECK(code_floats(encoder, values, size, memory));
    CHECK(values == bits);
    const Bytes code = encoder.take();
    RangeDecoder decoder(code);
    std::vector<std::int64_t> back(bits.size());
    CHECK(code_floats(decoder, back, size, memory));
    CHECK(back == bits);
    return code.size();
}

}  // namespace

TEST_CASE("the bits of floats come back, whatever they are") {
    const std::vector<std::uint64_t> all{
        0,
        0x8000000000000000,  // -0.0
        0x7FF0000000000000,
        0xFFF0000000000000,
        0x7FF8000000000000,  // NaN: quiet, with payload, signalling
        0xFFF8000000001234,
        0x7FF0000000000001,
        0x0000000000000001,
        0x000FFFFFFFFFFFFF,
        0x7FEFFFFFFFFFFFFF,
        0xFFFFFFFFFFFFFFFF,
    };
    std::vector<std::int64_t> doubles;
    std::vector<std::int64_t> floats;
    for (const std::uint64_t bits : all) {
        doubles.push_back(static_cast<std::int64_t>(bits));
        floats.push_back(static_cast<std::int64_t>(bits >> 32U));
    }
    (void)float_code_size(doubles, 8);
    (void)float_code_size(floats, 4);
    CHECK(float_code_size({}, 8) == 0);
    (void)float_code_size({0x3FB999999999999A}, 8);
}

TEST_CASE("floats that are alike take less than their bytes") {
    std::vector<std::int64_t> values;
    for (int i = 0; i < 1000; ++i)
        values.push_back(std::bit_cast<std::int64_t>(20.0 + i / 1024.0));
    CHECK(float_code_size(values, 8) < 8000 / 3);
}
