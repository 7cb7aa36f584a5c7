// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace souris::test {

/// The digits of the bytes with which a store begins.
inline const std::string magic = "534f555249534442";

}  // namespace souris::test
