// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include <souris/bytes.hpp>

// Bytes written as text. White space is skipped, as what other programs write has line breaks.

namespace souris::cli {

/// Decodes base64 (RFC 4648), in the usual alphabet or that for URLs, with padding or without.
/// Empty if it is malformed or not what an encoder writes.
[[nodiscard]] std::optional<Bytes> decode_base64(std::string_view text);

/// Decodes hexadecimal digits, two for each byte. Empty if it is malformed.
[[nodiscard]] std::optional<Bytes> decode_hex(std::string_view text);

}  // namespace souris::cli
