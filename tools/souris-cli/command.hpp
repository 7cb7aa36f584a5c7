// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "report.hpp"

// One function a command: each declares its options on a subcommand and what to do with them, which
// sets `status`.

namespace souris::cli {

/// `dump`: shows what is in a store.
void add_dump(CLI::App& app, ExitStatus& status);

/// `get`: shows one value of a store.
void add_get(CLI::App& app, ExitStatus& status);

/// `keys`: lists the keys of a map in a store.
void add_keys(CLI::App& app, ExitStatus& status);

/// `check`: tells whether a store is sound.
void add_check(CLI::App& app, ExitStatus& status);

/// `pack`: makes a store of JSON.
void add_pack(CLI::App& app, ExitStatus& status);

/// `repack`: writes a store again, in another layout or size.
void add_repack(CLI::App& app, ExitStatus& status);

/// `convert`: turns a file into another format.
void add_convert(CLI::App& app, ExitStatus& status);

}  // namespace souris::cli
