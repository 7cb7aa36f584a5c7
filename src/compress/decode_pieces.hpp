// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <span>

#include <souris/bit_stream.hpp>
#include <souris/bit_string.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/result.hpp>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Decodes all of `string` and passes the output to `take` in pieces, so that memory need not
/// exceed the output. `E` is constructible from an `ErrorCode`; `take` returns Result<void, E>; its
/// failure ends the decoding.
template <class E, class Take>
Result<void, E> decode_pieces(const HuffmanDecoder& codes, const BitString& string, Take take) {
    constexpr std::size_t piece_size = 4096;
    std::array<std::byte, piece_size> piece;
    BitReader bits(string.bytes, string.bit_count);
    do {
        SOURIS_ASSIGN_OR_RETURN(const std::size_t size, codes.decode(bits, piece));
        assert(size <= piece.size() && (size != 0 || bits.remaining() == 0));
        SOURIS_RETURN_IF_ERROR(take(std::span<const std::byte>(piece).first(size)));
    } while (bits.remaining() != 0);
    return {};
}

}}}  // namespace souris::v0::detail
