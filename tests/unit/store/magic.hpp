// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace souris::test {

/// The magic of stores as hexadecimal digits.
inline const std::string magic = "534f555249534442";

}  // namespace souris::test
