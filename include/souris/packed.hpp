// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

/// @file
/// Packed values: one value of any type, coded and compressed as in a store, for messages and
/// caches. Only one byte of overhead and no type information: the reader has to know the form.
/// `Document::unpack` reads them too.

namespace souris { inline namespace v0 {

/// How to pack a value.
struct PackOptions {
    /// Effort spent on size.
    Profile profile = Profile::balanced;
    /// Also pack with Brotli, zstd or columns where that is shorter.
    bool extended = false;
    /// As `EncodeOptions::limits`.
    Limits limits{};
    /// As `EncodeOptions::canonical`.
    bool canonical = false;
};

/// Encodes a packed value. Errors: those of `encode_value`.
///
/// @snippet reference_store.cpp packed
[[nodiscard]] SOURIS_EXPORT Result<Bytes> pack(const Value& value, const PackOptions& options = {});
/// @copydoc pack(const Value&,const PackOptions&)
[[nodiscard]] SOURIS_EXPORT Result<Bytes> pack(ValueView value, const PackOptions& options = {});

/// Reads the value in `bytes`; bytes after it are refused if `options` are strict. Errors: those of
/// `decode_value`, `read_block` and `invalid_text_table`. Offsets count from the beginning of
/// `bytes`, or of the unpacked body if the error says so.
///
/// @snippet reference_store.cpp packed
[[nodiscard]] SOURIS_EXPORT Result<Value> unpack(std::span<const std::byte> bytes,
                                                 const DecodeOptions& options = {});

/// Whether the first byte marks `bytes` as a packed value. No store begins with such a byte.
[[nodiscard]] SOURIS_EXPORT bool is_packed(std::span<const std::byte> bytes) noexcept;

}}  // namespace souris::v0
