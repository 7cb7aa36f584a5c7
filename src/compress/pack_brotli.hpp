// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/bytes.hpp>
#include <souris/profile.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// `bytes` as a Brotli stream. `smallest` tries as many of the encoder's settings as fit in a
/// second or two: one for a few megabytes, all of them for a few kilobytes.
[[nodiscard]] Bytes pack_brotli(std::span<const std::byte> bytes, Profile profile);

}}}  // namespace souris::v0::detail
