// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// Warns on standard error if sourisdb will refuse a file with this content.
void warn_of_sourisdb(const Value& root);

}  // namespace souris::cli
