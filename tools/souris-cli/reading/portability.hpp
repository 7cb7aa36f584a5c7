// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// Says on standard error if sourisdb will refuse a file that is about to be written.
void warn_of_sourisdb(const Value& root);

}  // namespace souris::cli
