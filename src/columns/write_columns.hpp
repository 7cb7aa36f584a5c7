// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/bytes.hpp>
#include <souris/profile.hpp>

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A sequence of encoded values, as for `split_values`, taken apart into columns: what follows the
/// lengths in a block of columns. Nothing if they do not suit. Linear time; memory of some ten
/// times the values.
[[nodiscard]] std::optional<Bytes> pack_columns(std::span<const std::byte> values, Profile profile);

}}}}  // namespace souris::v0::detail::columns
