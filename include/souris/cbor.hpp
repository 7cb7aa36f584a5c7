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

namespace souris { inline namespace v0 {

/// How to read CBOR.
using CborReadOptions = InteropReadOptions;
/// How to write CBOR.
using CborWriteOptions = InteropWriteOptions;

/// Reads `bytes`, one data item, as a value. Linear time; nothing recurses.
///
/// For a repeated key, the last value wins and takes the place of the first. Refused unless `lossy`
/// is set: a time with an offset from UTC, `undefined` and other simple values, tags that are not
/// in the table, and keys that are not text.
///
/// Errors, with offset and path: `truncated`, `length_exceeds_input`, `trailing_bytes`,
/// `malformed_item`, `no_equivalent`, `invalid_utf8`, `invalid_timestamp`, `invalid_json`,
/// `integer_out_of_range` (of `Integer`), `expected_string`, `duplicate_key`,
/// `invalid_tagged_json`, `limit_exceeded`, `out_of_memory`; `not_canonical` with an offset alone.
///
/// @snippet reference_interop.cpp cbor
[[nodiscard]] SOURIS_EXPORT Result<Value> value_from_cbor(std::span<const std::byte> bytes,
                                                          const CborReadOptions& options = {});

/// Writes `value` as one data item. Lengths are definite and of minimal size; floating point
/// numbers keep their width and maps their order, unless `canonical` is set. Linear time, besides
/// sorting; nothing recurses.
///
/// Errors, with the path: `unrepresentable` for a value without an equivalent in CBOR, unless
/// `tagged` is set; `invalid_utf8`; `invalid_character`; `invalid_timestamp`; `limit_exceeded`;
/// `out_of_memory`. Output written before the error stays. Errors of a sink's handler are returned
/// by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> write_cbor(Sink& sink, const Value& value,
                                                    const CborWriteOptions& options = {});

/// `write_cbor` into a new buffer.
///
/// @snippet reference_interop.cpp cbor
[[nodiscard]] SOURIS_EXPORT Result<Bytes> to_cbor(const Value& value,
                                                  const CborWriteOptions& options = {});

}}  // namespace souris::v0
