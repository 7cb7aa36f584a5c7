// SPDX-License-Identifier: MIT
#include <exception>
#include <new>
#include <sstream>
#include <string>

#include <fmt/core.h>

#include <souris/config.hpp>
#include <souris/cursor.hpp>

#include "command.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

constexpr const char* description = R"(Examples:
  souris-cli dump settings.sdb                      what is in a store, as a tree
  souris-cli dump --format json settings.sdb        the same as plain JSON
  curl -s example.org/a.sdb | souris-cli dump -     from standard input
  souris-cli get -r settings.sdb /user/name         one value, for scripts
  souris-cli check settings.sdb                     whether it is sound
  souris-cli pack settings.json -o settings.sdb     JSON to a store
  souris-cli pack - -o old.sdb --layout v1          for sourisdb 0.2.1
  souris-cli repack a.sdb b.sdb --profile smallest  the same in fewer bytes
  souris-cli convert a.sdb a.cbor                   for programs that read CBOR

Looks inside Souris stores (.sdb) and makes them.
)";

constexpr const char* footer =
    "Exit status: 0 done; 1 the data is bad, or has no such form; 2 wrong usage, or the system\n"
    "failed to read or write.";

void complain(const std::string& message) {
    report(message + " (--help tells more)");
}

/// Ends what the command line alone decides: help, the version, or what is wrong with it.
ExitStatus end_parsing(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream help;
    std::ostringstream complaint;
    if (app.exit(error, help, complaint) != 0) {
        complain(error.what());
        return exit_usage;
    }
    const auto written = write_output("-", as_byte_span(help.str()));
    return written ? exit_done : report(output_name("-"), written.error());
}

ExitStatus run(int argc, char** argv) {
    CLI::App app(description, "souris-cli");
    app.footer(footer);
    app.require_subcommand(0, 1);
    app.set_version_flag("--version", fmt::format("souris-cli {}.{}.{}", SOURIS_VERSION_MAJOR,
                                                  SOURIS_VERSION_MINOR, SOURIS_VERSION_PATCH));
    ExitStatus status = exit_done;
    add_dump(app, status);
    add_get(app, status);
    add_keys(app, status);
    add_check(app, status);
    add_pack(app, status);
    add_repack(app, status);
    add_convert(app, status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return end_parsing(app, error);
    }
    // Required above, an unknown command would be called missing.
    if (app.get_subcommands().empty()) {
        complain("A subcommand is required");
        return exit_usage;
    }
    return status;
}

}  // namespace

}  // namespace souris::cli

int main(int argc, char** argv) {
    try {
        return souris::cli::run(argc, argv);
    } catch (const std::exception& error) {
        souris::cli::report(error.what());
        return souris::cli::exit_usage;
    }
}
