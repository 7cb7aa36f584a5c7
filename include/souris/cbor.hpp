// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/config.hpp>
#include <souris/interop.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

/// @file
/// Values as CBOR (RFC 8949) and back. docs/interop.md has the tables.

namespace souris::inline v0 {

/// How to read CBOR.
using CborReadOptions = InteropReadOptions;
/// How to write CBOR.
using CborWriteOptions = InteropWriteOptions;

/// The value that `bytes`, one data item, say. Linear time; nothing recurses.
///
/// Where a key is repeated the last value wins and takes the place of the first. A time with an
/// offset from UTC, `undefined` and other simple values, tags that are not in the table, and keys
/// that are no text are refused unless `lossy` is set.
///
/// Errors, with offset and path: `truncated`, `length_exceeds_input`, `trailing_bytes`,
/// `malformed_item`, `no_equivalent`, `invalid_utf8`, `invalid_timestamp`, `invalid_json`,
/// `integer_out_of_range` (of `Integer`), `expected_string`, `duplicate_key`,
/// `invalid_tagged_json`, `limit_exceeded`, `out_of_memory`.
///
/// @snippet reference_interop.cpp cbor
[[nodiscard]] SOURIS_EXPORT Result<Value> value_from_cbor(std::span<const std::byte> bytes,
                                                          const CborReadOptions& options = {});

/// Writes `value` as one data item. Lengths are definite and as short as they can be; floating
/// point numbers keep their width, and maps their order. Linear time; nothing recurses.
///
/// Errors, with the path: `unrepresentable` for what CBOR has no equivalent for, unless `tagged`
/// is set; `invalid_utf8`; `invalid_character`; `invalid_timestamp`; `limit_exceeded`;
/// `out_of_memory`. What was written until then stays. What a sink's handler says is told by
/// `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> write_cbor(Sink& sink, const Value& value,
                                                    const CborWriteOptions& options = {});

/// The same as bytes.
///
/// @snippet reference_interop.cpp cbor
[[nodiscard]] SOURIS_EXPORT Result<Bytes> to_cbor(const Value& value,
                                                  const CborWriteOptions& options = {});

}  // namespace souris::inline v0
