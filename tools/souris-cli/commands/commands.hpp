// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "options/command.hpp"

// One function per command, each in the source of its name. A build without record logs lacks those
// of `log`.

namespace souris::cli {

/// `dump`: shows the content of a store.
[[nodiscard]] Command dump_command();

/// `get`: shows values of a store.
[[nodiscard]] Command get_command();

/// `keys`: lists the keys of a map in a store.
[[nodiscard]] Command keys_command();

/// `check`: verifies a store.
[[nodiscard]] Command check_command();

/// `stat`: shows what a store's bytes are spent on.
[[nodiscard]] Command stat_command();

/// `annotate`: shows the meaning of each byte.
[[nodiscard]] Command annotate_command();

/// `pack`: converts JSON to a store.
[[nodiscard]] Command pack_command();

/// `repack`: rewrites a store in another layout or profile.
[[nodiscard]] Command repack_command();

/// `convert`: converts a file to another format.
[[nodiscard]] Command convert_command();

/// `set`: sets one value of a store.
[[nodiscard]] Command set_command();

/// `rm`: removes one value of a store.
[[nodiscard]] Command rm_command();

/// `merge`: merges one store or JSON into another.
[[nodiscard]] Command merge_command();

/// `edit`: opens a store in an editor.
[[nodiscard]] Command edit_command();

/// `diff`: shows the differences between two stores.
[[nodiscard]] Command diff_command();

/// `patch`: applies a JSON Patch to a store.
[[nodiscard]] Command patch_command();

/// `flat`: prints a line for each value.
[[nodiscard]] Command flat_command();

/// `unflat`: converts such lines to a store.
[[nodiscard]] Command unflat_command();

/// `log append`: appends the records of NDJSON to a log.
[[nodiscard]] Command log_append_command();

/// `log cat`: prints the records of a log.
[[nodiscard]] Command log_cat_command();

/// `log stat`: counts what is in a log.
[[nodiscard]] Command log_stat_command();

/// `log check`: reads all of a log, and lists what is lost.
[[nodiscard]] Command log_check_command();

/// `log split`: prints ranges of a log for several readers.
[[nodiscard]] Command log_split_command();

/// `completion`: prints a completion script for a shell.
[[nodiscard]] Command completion_command();

/// `manual`: prints the manual page.
[[nodiscard]] Command manual_command();

/// The name of the command that shows the help of another. It has no `run`.
inline constexpr std::string_view help_name = "help";

/// All commands, in the order of the help.
[[nodiscard]] std::vector<Command> all_commands();

/// Whether all words of a command's name are among the arguments.
[[nodiscard]] bool may_be_named(std::string_view name, std::span<char* const> arguments);

/// The commands that parsing `arguments`, the program's name first, may need: those that are named
/// if the first arguments name one, otherwise all. Building all takes longer than most commands
/// run.
[[nodiscard]] std::vector<Command> commands_for(std::span<char* const> arguments);

/// The general meaning of an exit status.
[[nodiscard]] std::string meaning_of(ExitStatus status);

}  // namespace souris::cli
