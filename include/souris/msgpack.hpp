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

namespace souris { inline namespace v0 {

/// How to read MessagePack.
using MsgpackReadOptions = InteropReadOptions;
/// How to write MessagePack.
using MsgpackWriteOptions = InteropWriteOptions;

/// Reads `bytes`, one object, as a value. Linear time; nothing recurses.
///
/// For a repeated key, the last value wins and takes the place of the first. Extensions other than
/// timestamps, and keys that are not strings, are refused unless `lossy` is set; such an extension
/// then becomes the map `{"extension": TYPE, "data": BINARY}`.
///
/// Errors, with offset and path: `truncated`, `length_exceeds_input`, `trailing_bytes`,
/// `malformed_item`, `no_equivalent`, `invalid_utf8`, `invalid_timestamp`, `expected_string`,
/// `duplicate_key`, `invalid_tagged_json`, `limit_exceeded`, `out_of_memory`.
///
/// @snippet reference_interop.cpp msgpack
[[nodiscard]] SOURIS_EXPORT Result<Value> value_from_msgpack(
    std::span<const std::byte> bytes, const MsgpackReadOptions& options = {});

/// Writes `value` as one object, each part in its shortest form; floating point numbers keep their
/// width and maps their order. Linear time; nothing recurses.
///
/// Errors, with the path: `unrepresentable` for a value without an equivalent in MessagePack,
/// unless `tagged` is set, and for text and binary values of 4 GiB and more; `invalid_utf8`;
/// `invalid_character`; `invalid_timestamp`; `limit_exceeded`; `out_of_memory`. Output written
/// before the error stays. Errors of a sink's handler are returned by `Sink::finish`.
[[nodiscard]] SOURIS_EXPORT Result<void> write_msgpack(Sink& sink, const Value& value,
                                                       const MsgpackWriteOptions& options = {});

/// `write_msgpack` into a new buffer.
///
/// @snippet reference_interop.cpp msgpack
[[nodiscard]] SOURIS_EXPORT Result<Bytes> to_msgpack(const Value& value,
                                                     const MsgpackWriteOptions& options = {});

}}  // namespace souris::v0
