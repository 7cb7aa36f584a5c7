// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Size in bytes of an unsigned number encoded as an Integer.
[[nodiscard]] inline std::size_t unsigned_size(std::uint64_t value) noexcept {
    return integer_size(Integer(value));
}

/// Reads the claimed unpacked size of a block. A number beyond 64 bits becomes the greatest 64-bit
/// number, which is unaffordable as well. Errors: `truncated`, `non_minimal_integer`.
[[nodiscard]] inline Result<std::uint64_t, ErrorCode> read_unpacked_size(
    Cursor& cursor, NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    SOURIS_ASSIGN_OR_RETURN(const Integer size, cursor.read_integer(SignState::unsigned_number));
    SOURIS_RETURN_IF_ERROR(check_minimal(cursor, start, size, non_canonical));
    return size.bits().high == 0 ? size.bits().low : std::numeric_limits<std::uint64_t>::max();
}

/// Converts an unpacked size after checking the limits. Errors: `limit_exceeded`.
[[nodiscard]] inline Result<std::size_t, BlockError> check_unpacked_size(std::uint64_t size,
                                                                         const Limits& limits) {
    if (size > limits.max_output || size > Bytes().max_size()) {
        return tl::unexpected(BlockError(Limit::output));
    }
    return static_cast<std::size_t>(size);
}

/// Size of the output of `write_packed` in bytes.
[[nodiscard]] inline std::uint64_t packed_block_size(std::uint64_t unpacked_size,
                                                     std::uint64_t packed_size) noexcept {
    return unsigned_size(unpacked_size) + unsigned_size(packed_size) + packed_size;
}

/// Writes a block of unpacked length, packed length, packed bytes.
inline void write_packed(Sink& sink, std::uint64_t unpacked_size,
                         std::span<const std::byte> packed) {
    sink.write_unsigned(unpacked_size);
    sink.write_unsigned(packed.size());
    sink.write_bytes(packed);
}

}}}  // namespace souris::v0::detail
