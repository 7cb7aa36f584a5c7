// SPDX-License-Identifier: MIT
//
// The input is a tree of bytes and a bit string; also the same after the form byte of a block.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/compress_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    const auto input = std::as_bytes(std::span(data, size));
    SOURIS_MUST_HOLD(properties::decoders_agree(input, souris::Alphabet::bytes));
    constexpr auto id = static_cast<std::uint8_t>(souris::Compression::huffman);
    souris::Bytes block{std::byte{2}};
    block.insert(block.end(), input.begin(), input.end());
    SOURIS_MUST_HOLD(properties::block_keeps_limits(block, id, souris::Layout::v2));
    return 0;
}
