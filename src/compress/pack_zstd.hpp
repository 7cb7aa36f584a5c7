// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/bytes.hpp>
#include <souris/profile.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// `bytes` as a zstd frame that states neither their size, which the block states, nor a checksum.
[[nodiscard]] Bytes pack_zstd(std::span<const std::byte> bytes, Profile profile);

}}}  // namespace souris::v0::detail
