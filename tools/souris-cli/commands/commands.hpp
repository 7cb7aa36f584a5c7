// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "options/command.hpp"

// One function a command, each in the source of its name.

namespace souris::cli {

/// `dump`: shows what is in a store.
[[nodiscard]] Command dump_command();

/// `get`: shows one value of a store.
[[nodiscard]] Command get_command();

/// `keys`: lists the keys of a map in a store.
[[nodiscard]] Command keys_command();

/// `check`: tells whether a store is sound.
[[nodiscard]] Command check_command();

/// `stat`: tells where a store's bytes go.
[[nodiscard]] Command stat_command();

/// `annotate`: shows what each byte is.
[[nodiscard]] Command annotate_command();

/// `pack`: makes a store of JSON.
[[nodiscard]] Command pack_command();

/// `repack`: writes a store again, in another layout or size.
[[nodiscard]] Command repack_command();

/// `convert`: turns a file into another format.
[[nodiscard]] Command convert_command();

/// `set`: sets one value of a store.
[[nodiscard]] Command set_command();

/// `rm`: removes one value of a store.
[[nodiscard]] Command rm_command();

/// `merge`: merges one store or JSON into another.
[[nodiscard]] Command merge_command();

/// `edit`: opens a store in an editor.
[[nodiscard]] Command edit_command();

/// `diff`: tells in what two stores differ.
[[nodiscard]] Command diff_command();

/// `patch`: applies a JSON Patch to a store.
[[nodiscard]] Command patch_command();

/// `flat`: prints a line for each value.
[[nodiscard]] Command flat_command();

/// `unflat`: makes a store of such lines.
[[nodiscard]] Command unflat_command();

/// `completion`: prints a completion script for a shell.
[[nodiscard]] Command completion_command();

/// `manual`: prints the manual page.
[[nodiscard]] Command manual_command();

/// All of them, in the order in which they are told.
[[nodiscard]] std::vector<Command> all_commands();

/// What an exit status means, whatever the command.
[[nodiscard]] std::string meaning_of(ExitStatus status);

}  // namespace souris::cli
