// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>

#include <souris/text_decoder.hpp>

#include "base/return_if_error.hpp"
#include "compress/decode_pieces.hpp"

namespace souris { inline namespace v0 {

Result<TextDecoder, ErrorCode> TextDecoder::read(Cursor& cursor, Budget& memory,
                                                 NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(HuffmanDecoder codes, HuffmanDecoder::read(cursor, Alphabet::characters,
                                                                       memory, non_canonical));
    return TextDecoder(std::move(codes));
}

Result<void, ErrorCode> TextDecoder::decode(Cursor& cursor, std::string& out,
                                            std::uint64_t max_size,
                                            NonCanonicalHandler* non_canonical) const {
    // Regardless of the bits.
    if (codes_.leaf_count() == 1) return failure(ErrorCode::lost_text);
    Cursor reader = cursor;
    const std::size_t old_size = out.size();
    SOURIS_ASSIGN_OR_RETURN(const BitString string, read_bit_string(reader, non_canonical));
    // All at once, since old and new memory of a growing string coexist.
    const std::uint64_t most = std::min(max_size, codes_.most_bytes(string.bit_count));
    out.reserve(static_cast<std::size_t>(old_size + most));
    const auto append = [&](std::span<const std::byte> piece) -> Result<void, ErrorCode> {
        if (piece.size() > max_size) return failure(ErrorCode::limit_exceeded);
        max_size -= piece.size();
        assert(out.capacity() - out.size() >= piece.size());
        out += as_text(piece);
        return {};
    };
    try {
        auto done = detail::decode_pieces<ErrorCode>(codes_, string, append);
        if (done) {
            cursor = reader;
        } else {
            out.resize(old_size);
        }
        return done;
    } catch (...) {
        out.resize(old_size);
        throw;
    }
}

}}  // namespace souris::v0
