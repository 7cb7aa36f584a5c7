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
/// Values as MessagePack and back. docs/interop.md has the tables.

namespace souris::inline v0 {

/// How to read MessagePack.
using MsgpackReadOptions = InteropReadOptions;
/// How to write MessagePack.
using MsgpackWriteOptions = InteropWriteOptions;

/// The value that `bytes`, one object, say. Linear time; nothing recurses.
///
/// Where a key is repeated the last value wins and takes the place of the first. Extensions but
/// timestamps, and keys that are no strings, are refused unless `lossy` is set; such an extension
/// then becomes the map `{"extension": TYPE, "data": BINARY}`.
///
/// Errors, with offset and path: `truncated`, `length_exceeds_input`, `trailing_bytes`,
/// `malformed_item`, `no_equivalent`, `invalid_utf8`, `invalid_timestamp`, `expected_string`,
/// `duplicate_key`, `invalid_tagged_json`, `limit_exceeded`, `out_of_memory`.
///
/// @snippet reference_interop.cpp msgpack
[[nodiscard]] SOURIS_EXPORT Result<Value> value_from_msgpack(
    std::span<const std::byte> bytes, const MsgpackReadOptions& options = {});

/// Writes `value` as one object, each part in the shortest way there is; floating point numbers
/// keep their width, and maps their order. Linear time; nothing recurses.
///
/// Errors, with the path: `unrepresentable` for what MessagePack has no equivalent for, unless
/// `tagged` is set, and for text and binary values of 4 GiB and more; `invalid_utf8`;
/// `invalid_character`; `invalid_timestamp`; `limit_exceeded`; `out_of_memory`. What was written
/// until then stays. What a sink's handler says is told by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> write_msgpack(Sink& sink, const Value& value,
                                                       const MsgpackWriteOptions& options = {});

/// The same as bytes.
///
/// @snippet reference_interop.cpp msgpack
[[nodiscard]] SOURIS_EXPORT Result<Bytes> to_msgpack(const Value& value,
                                                     const MsgpackWriteOptions& options = {});

}  // namespace souris::inline v0
