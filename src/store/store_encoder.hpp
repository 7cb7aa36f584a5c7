// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/store.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The bytes of a store. Its root, a map, was encoded with `tree_options`. Throws std::bad_alloc.
[[nodiscard]] Result<Bytes> make_store(Bytes tree, const WriteOptions& options);

/// The options for `encode_value` and `make_packed`.
[[nodiscard]] EncodeOptions encode_options(const PackOptions& options) noexcept;

/// Like `make_store` for a packed value, whose root has any type.
[[nodiscard]] Result<Bytes> make_packed(Bytes tree, const EncodeOptions& options);

}}}  // namespace souris::v0::detail
