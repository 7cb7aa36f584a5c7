// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/check.hpp>
#include <souris/cursor.hpp>

#include "check_printer.hpp"
#include "command.hpp"
#include "limit_options.hpp"
#include "options.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct CheckCommand {
    std::string input;
    bool is_strict = false;
    LimitOptions limits;
};

ExitStatus check(const CheckCommand& command) {
    CheckOptions options;
    options.limits = command.limits.limits();
    const auto bytes = read_input(command.input, options.limits);
    if (!bytes) return report(input_name(command.input), bytes.error());
    const CheckReport found = check_bytes(*bytes, options);
    const std::string text = to_text(found, input_name(command.input));
    const auto written = write_output("-", as_byte_span(text));
    if (!written) return report(output_name("-"), written.error());
    if (found.damage) return status_of(*found.damage);
    return command.is_strict && found.oddities.count() != 0 ? exit_bad_data : exit_done;
}

}  // namespace

void add_check(CLI::App& app, ExitStatus& status) {
    CLI::App* const command =
        app.add_subcommand("check", "Tell whether a store is sound, and all that is odd in it");
    const auto options = std::make_shared<CheckCommand>();
    add_input(*command, options->input);
    command->add_flag("--strict", options->is_strict, "Oddities count as damage");
    add_limit_options(*command, options->limits);
    command->callback([options, &status] { status = check(*options); });
}

}  // namespace souris::cli
