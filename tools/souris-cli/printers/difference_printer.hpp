// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

// What two trees differ in, told. All return whether there is anything, write no more than
// `limits.max_input` bytes, and write nothing that can command a terminal, but for the colours.

namespace souris::cli {

/// For people: `- /users/3/name = "Ada"` of what was there and `+ ...` of what is.
[[nodiscard]] Result<bool> print_difference(Sink& sink, const Value& before, const Value& after,
                                            const Limits& limits, bool is_colored);

/// For programs: one object on one line, values as tagged JSON. The names are those of the files.
[[nodiscard]] Result<bool> write_difference_json(Sink& sink, const Value& before,
                                                 const std::string& before_name, const Value& after,
                                                 const std::string& after_name,
                                                 const Limits& limits);

}  // namespace souris::cli
