// SPDX-License-Identifier: MIT
#include <cassert>

#include <souris/bit_stream.hpp>
#include <souris/bit_string.hpp>

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"

namespace souris { inline namespace v0 {
namespace {

bool has_set_padding(const BitString& string) noexcept {
    assert(string.bytes.size() == bytes_for_bits(string.bit_count));
    const unsigned used = string.bit_count % 8;
    return used != 0 && std::to_integer<unsigned>(string.bytes.back()) >> used != 0;
}

Result<BitString, ErrorCode> read(Cursor& cursor, NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    const auto bit_count = cursor.read_unsigned<std::uint64_t>();
    if (!bit_count) {
        return failure(bit_count.error() == ErrorCode::integer_out_of_range
                           ? ErrorCode::length_exceeds_input
                           : bit_count.error());
    }
    const std::uint64_t size = bytes_for_bits(*bit_count);
    if (size > cursor.remaining()) {
        return failure(*bit_count > max_plausible_length ? ErrorCode::length_exceeds_input
                                                         : ErrorCode::truncated);
    }
    SOURIS_RETURN_IF_ERROR(
        detail::check_minimal(cursor, start, Integer(*bit_count), non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const auto bytes, cursor.read_bytes(static_cast<std::size_t>(size)));
    const BitString string{bytes, *bit_count};
    if (non_canonical != nullptr && has_set_padding(string) &&
        !non_canonical->tolerates(ErrorCode::nonzero_padding, cursor.offset() - 1)) {
        return failure(ErrorCode::nonzero_padding);
    }
    return string;
}

}  // namespace

Result<BitString, ErrorCode> read_bit_string(Cursor& cursor, NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    auto string = read(cursor, non_canonical);
    if (!string) cursor.seek(start);
    return string;
}

}}  // namespace souris::v0
