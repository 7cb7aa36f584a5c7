// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <souris/error.hpp>

namespace souris::cli {

/// What the process returns to its caller.
enum ExitStatus : int {
    exit_done = 0,
    exit_bad_data = 1,  ///< The data is damaged, or cannot be said in the form asked for.
    exit_usage = 2,     ///< Wrong options, or the system refused to read or write.
};

/// `text` with nothing in it that can command a terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Cuts the middle out of a path that nobody reads to its end.
void shorten_path(std::string& path);

/// The exit status for an error.
[[nodiscard]] ExitStatus status_of(const Error& error) noexcept;

/// What may help against an error, or nothing.
[[nodiscard]] std::string hint_for(const Error& error);

/// Says `souris-cli: NAME: what went wrong` on standard error and returns the exit status for it;
/// a hint besides if a terminal is there. As JSON, if reports are. `status`: what the command
/// returns instead, if it is not what errors return everywhere.
ExitStatus report(std::string_view name, Error error,
                  std::optional<ExitStatus> status = std::nullopt);

/// Says `souris-cli: NAME: MESSAGE, in PATH` of what is no error of the library's, but of the
/// data's. `code` is what programs know it by.
ExitStatus report_refusal(std::string_view name, std::string_view code, const std::string& message,
                          std::string path);

/// Says what is wrong with the command line, and where help is, and returns the exit status for it.
ExitStatus wrong_usage(const std::string& message);

/// Says `souris-cli: MESSAGE` on standard error. Nothing in it can command a terminal.
void report(std::string_view message);

}  // namespace souris::cli
