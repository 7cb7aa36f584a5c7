// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <souris/error.hpp>

namespace souris::cli {

/// Exit status of the process.
enum ExitStatus : int {
    exit_done = 0,
    exit_bad_data = 1,  ///< The data is damaged, or the requested format cannot express it.
    exit_usage = 2,     ///< Wrong options, or the system failed to read or write.
};

/// `text` with everything escaped that could command a terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Shortens a long path to its beginning and its end.
void shorten_path(std::string& path);

/// The exit status for an error.
[[nodiscard]] ExitStatus status_of(const Error& error) noexcept;

/// A hint for the user, or an empty string.
[[nodiscard]] std::string hint_for(const Error& error);

/// Prints `souris-cli: NAME: MESSAGE` to standard error and returns the exit status. Adds a hint on
/// a terminal. Prints JSON if reports are JSON. `status` replaces the usual exit status of the
/// error.
ExitStatus report(std::string_view name, Error error,
                  std::optional<ExitStatus> status = std::nullopt);

/// `report` for an error at an offset in `text`: also tells the line and the column, and shows the
/// line with a mark below the place. Without an offset, as `report`.
ExitStatus report_in_text(std::string_view name, Error error, std::string_view text,
                          std::optional<ExitStatus> status = std::nullopt);

/// Prints a warning about a place in `text`: `souris-cli: warning: NAME: line 3, column 5: MESSAGE,
/// in PATH`. `code` identifies it in JSON.
void warn_in_text(std::string_view name, std::string_view code, const std::string& message,
                  std::string path, std::string_view text, std::uint64_t offset);

/// Prints `souris-cli: NAME: MESSAGE, in PATH` for data that the command refuses, although the
/// library reports no error. `code` identifies the refusal in JSON.
ExitStatus report_refusal(std::string_view name, std::string_view code, const std::string& message,
                          std::string path);

/// Prints a usage error with a reference to the help, and returns its exit status.
ExitStatus wrong_usage(const std::string& message);

/// Prints `souris-cli: MESSAGE` to standard error, escaped for a terminal.
void report(std::string_view message);

}  // namespace souris::cli
