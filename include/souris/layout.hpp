// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

/// The two byte layouts of the format. They differ in the blocks of binary values and in how a
/// store's body is packed (docs/format.md).
enum class Layout : std::uint8_t {
    v1 = 1,  ///< sourisdb release 0.2.1: the body is uncompressed.
    v2 = 2,  ///< sourisdb since 2024-10-30: the body is compressed as a whole.
};

}}  // namespace souris::v0
