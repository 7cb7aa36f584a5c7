// SPDX-License-Identifier: MIT
#include "compress/columns_block.hpp"

#include "base/return_if_error.hpp"
#include "columns/read_columns.hpp"
#include "columns/write_columns.hpp"
#include "compress/unpacked_size.hpp"
#include "value/default_rounding.hpp"

// The library as one source file has this also where a program leaves columns out.
#if !defined(SOURIS_NO_COLUMNS)

namespace souris { inline namespace v0 { namespace detail {

Result<void, BlockError> read_columns(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                      Budget& memory, NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_unpacked_size(cursor, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t packed_size, read_length(cursor, 1, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const auto packed, cursor.read_bytes(packed_size));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked_size, check_unpacked_size(size, limits));
    if (allocation_size(size) > memory.left()) return tl::unexpected(BlockError(Limit::memory));
    const DefaultRounding rounding;
    return columns::unpack_columns(target, packed, unpacked_size, limits, memory);
}

std::optional<Bytes> pack_columns(std::span<const std::byte> values, Profile profile) {
    const DefaultRounding rounding;
    return columns::pack_columns(values, profile);
}

}}}  // namespace souris::v0::detail

#endif
