// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <cstdio>

#include <fmt/core.h>

#include <souris/escape.hpp>

namespace souris::cli {

namespace {

void print_line(std::string_view safe_text) {
    // All at once, so that lines of several processes do not mix. Where it cannot be written there
    // is nobody to tell.
    const std::string line = fmt::format("souris-cli: {}\n", safe_text);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string escaped;
    append_escaped(escaped, text);
    return escaped;
}

void shorten_path(std::string& path) {
    constexpr std::size_t kept = 200;  // at either end
    constexpr std::string_view gap = " ... ";
    if (path.size() > 2 * kept + gap.size()) path.replace(kept, path.size() - 2 * kept, gap);
}

ExitStatus status_of(const Error& error) noexcept {
    const ErrorKind kind = kind_of(error.code);
    return kind == ErrorKind::system || kind == ErrorKind::internal ? exit_usage : exit_bad_data;
}

ExitStatus report(std::string_view name, Error error) {
    shorten_path(error.path);
    print_line(printable(name) + ": " + error.message());
    return status_of(error);
}

ExitStatus wrong_usage(const std::string& message) {
    report(message + " (--help tells more)");
    return exit_usage;
}

void report(std::string_view message) {
    print_line(printable(message));
}

}  // namespace souris::cli
