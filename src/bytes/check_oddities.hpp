// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>

#include <souris/cursor.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/oddity.hpp>
#include <souris/result.hpp>

// Checks for oddities by an `OddityHandler`; for nullptr, nothing is checked.

namespace souris { inline namespace v0 { namespace detail {

/// Fails with `non_minimal_integer` if `integer`, which was read from `start` up to the cursor, has
/// a shorter encoding.
[[nodiscard]] inline Result<void, ErrorCode> check_minimal(const Cursor& cursor, std::size_t start,
                                                           const Integer& integer,
                                                           OddityHandler* oddities) {
    assert(start <= cursor.offset());
    if (oddities != nullptr && cursor.offset() - start != integer_size(integer) &&
        !oddities->tolerates(ErrorCode::non_minimal_integer, start)) {
        return failure(ErrorCode::non_minimal_integer);
    }
    return {};
}

/// `check_minimal` for a number at `cursor` that did not fit its type: the encoding is checked
/// before the value.
[[nodiscard]] inline Result<void, ErrorCode> check_minimal_beyond(Cursor cursor,
                                                                  OddityHandler* oddities) {
    const std::size_t start = cursor.offset();
    const auto integer = cursor.read_integer(SignState::unsigned_number);
    if (!integer) return failure(integer.error());
    return check_minimal(cursor, start, *integer, oddities);
}

/// `Cursor::read_length`, with a check for the shortest encoding.
[[nodiscard]] inline Result<std::size_t, ErrorCode> read_length(Cursor& cursor,
                                                                std::size_t unit_size,
                                                                OddityHandler* oddities) {
    const std::size_t start = cursor.offset();
    const auto length = cursor.read_length(unit_size);
    if (!length) return length;
    const auto checked = check_minimal(cursor, start, Integer(*length), oddities);
    if (!checked) return failure(checked.error());
    return length;
}

}}}  // namespace souris::v0::detail
