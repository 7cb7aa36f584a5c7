// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "edits/equality.hpp"

// Differences between two trees as text. All functions return whether there are any, write at most
// `limits.max_input` bytes, and write nothing that commands a terminal except colours.

namespace souris::cli {

/// For people: lines such as `- /users/3/name = "Ada"` for the old value and `+ ...` for the new
/// one.
[[nodiscard]] Result<bool> print_difference(Sink& sink, const Value& before, const Value& after,
                                            const Limits& limits, bool is_colored,
                                            const Equality& equality = {});

/// For programs: one line with a JSON object, with values as tagged JSON. The names are those of
/// the files.
[[nodiscard]] Result<bool> write_difference_json(Sink& sink, const Value& before,
                                                 const std::string& before_name, const Value& after,
                                                 const std::string& after_name,
                                                 const Limits& limits,
                                                 const Equality& equality = {});

}  // namespace souris::cli
