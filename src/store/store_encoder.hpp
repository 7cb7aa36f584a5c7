// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/store.hpp>

namespace souris::inline v0::detail {

/// The bytes of a store whose root, a map, was encoded with `tree_options`. Throws std::bad_alloc.
[[nodiscard]] Result<Bytes> make_store(Bytes tree, const WriteOptions& options);

/// What `encode_value` and `make_packed` are to be told.
[[nodiscard]] EncodeOptions encode_options(const PackOptions& options) noexcept;

/// The same of a packed value, of any type.
[[nodiscard]] Result<Bytes> make_packed(Bytes tree, const EncodeOptions& options);

}  // namespace souris::inline v0::detail
