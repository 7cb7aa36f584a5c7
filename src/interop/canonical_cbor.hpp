// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/interop.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The most memory that `check_canonical_cbor` takes for `size` bytes.
[[nodiscard]] std::uint64_t memory_to_check_cbor(std::size_t size, const Limits& limits) noexcept;

/// Checks that `bytes`, which were read as `value` with `options`, are its canonical CBOR: writes
/// that again, piece by piece. Throws std::bad_alloc.
/// Errors: `not_canonical`, at the first byte that differs.
[[nodiscard]] Result<void> check_canonical_cbor(std::span<const std::byte> bytes,
                                                const Value& value,
                                                const InteropReadOptions& options);

}}}  // namespace souris::v0::detail
