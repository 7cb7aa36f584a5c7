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
/// caches. A byte more than that, and nothing that tells what it is: the reader has to know.
/// `Document::unpack` reads them too.

namespace souris::inline v0 {

/// How to pack a value.
struct PackOptions {
    /// How much work to spend on size.
    Profile profile = Profile::balanced;
    /// Pack with Brotli too, where that is shorter.
    bool extended = false;
    /// As `EncodeOptions::limits`.
    Limits limits{};
};

/// The bytes of a packed value. Errors: those of `encode_value`.
///
/// @snippet reference_store.cpp packed
[[nodiscard]] SOURIS_EXPORT Result<Bytes> pack(const Value& value, const PackOptions& options = {});
/// @copydoc pack(const Value&,const PackOptions&)
[[nodiscard]] SOURIS_EXPORT Result<Bytes> pack(ValueView value, const PackOptions& options = {});

/// The value in `bytes`; what stands behind it is refused if `options` are strict.
/// Errors: those of `decode_value`, `read_block` and `invalid_text_table`. Offsets count from the
/// beginning of `bytes`, or of the unpacked body where the error says so.
///
/// @snippet reference_store.cpp packed
[[nodiscard]] SOURIS_EXPORT Result<Value> unpack(std::span<const std::byte> bytes,
                                                 const DecodeOptions& options = {});

/// Whether `bytes` may be a packed value: their first byte says so. No store begins like that.
[[nodiscard]] SOURIS_EXPORT bool is_packed(std::span<const std::byte> bytes) noexcept;

}  // namespace souris::inline v0
