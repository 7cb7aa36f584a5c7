// SPDX-License-Identifier: MIT
#pragma once

#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Writes a value for people: a line for each value, children below their parents and two spaces
/// further in, each with its name, type and content; beyond 40 levels, with the level's number
/// instead of spaces. Nothing of it can command a terminal.
void print_tree(Sink& sink, const Value& root);

}  // namespace souris::cli
