// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include <souris/cursor.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/non_canonical.hpp>
#include <souris/result.hpp>

// Checks for non-canonical encodings by a `NonCanonicalHandler`; for nullptr, nothing is checked.

namespace souris { inline namespace v0 { namespace detail {

/// Fails with `non_minimal_integer` if `integer`, which was read from `start` up to the cursor, has
/// a shorter encoding.
[[nodiscard]] inline Result<void, ErrorCode> check_minimal(const Cursor& cursor, std::size_t start,
                                                           const Integer& integer,
                                                           NonCanonicalHandler* non_canonical) {
    assert(start <= cursor.offset());
    if (non_canonical != nullptr && cursor.offset() - start != integer_size(integer) &&
        !non_canonical->tolerates(ErrorCode::non_minimal_integer, start)) {
        return failure(ErrorCode::non_minimal_integer);
    }
    return {};
}

/// `check_minimal` for a number at `cursor` that did not fit its type: the encoding is checked
/// before the value.
[[nodiscard]] inline Result<void, ErrorCode> check_minimal_beyond(
    Cursor cursor, NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    const auto integer = cursor.read_integer(SignState::unsigned_number);
    if (!integer) return failure(integer.error());
    return check_minimal(cursor, start, *integer, non_canonical);
}

/// `Cursor::read_length`, with a check for the shortest encoding.
[[nodiscard]] inline Result<std::size_t, ErrorCode> read_length(
    Cursor& cursor, std::size_t unit_size, NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    const auto length = cursor.read_length(unit_size);
    if (!length) return length;
    const auto checked = check_minimal(cursor, start, Integer(*length), non_canonical);
    if (!checked) return failure(checked.error());
    return length;
}

/// `read_length` of bytes that may not have come yet, so that it is not compared with what is left.
[[nodiscard]] inline Result<std::uint64_t, ErrorCode> read_length_ahead(
    Cursor& cursor, NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    const auto length = cursor.read_integer(SignState::unsigned_number);
    if (!length) return failure(length.error());
    const auto checked = check_minimal(cursor, start, *length, non_canonical);
    if (!checked) return failure(checked.error());
    const auto size = length->to<std::uint64_t>();
    if (!size || *size > max_plausible_length) return failure(ErrorCode::length_exceeds_input);
    return *size;
}

}}}  // namespace souris::v0::detail
