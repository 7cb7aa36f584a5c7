// SPDX-License-Identifier: MIT
#include <memory>
#include <span>
#include <string>

#include <souris/check.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/check_json.hpp"
#include "printers/check_printer.hpp"

namespace souris::cli {

namespace {

struct CheckCommand {
    std::string input;
    bool is_strict = false;
    bool is_canonical = false;
    LimitOptions limits;
};

CheckReport look(std::span<const std::byte> bytes, const std::string& name,
                 const CheckOptions& options) {
    const Progress progress("checking " + name);
    return check_bytes(bytes, options);
}

ExitStatus check(const CheckCommand& command) {
    CheckOptions options;
    options.limits = command.limits.limits();
    options.canonical = command.is_canonical;
    const auto bytes = read_input(command.input, options.limits);
    if (!bytes) return report(input_name(command.input), bytes.error());
    const std::string name = input_name(command.input);
    const CheckReport found = look(*bytes, name, options);
    const std::string text = writes_json() ? to_line(to_fields(found, name)) : to_text(found, name);
    const auto written = write_report(text);
    if (!written) return report(output_name("-"), written.error());
    if (found.damage) return status_of(*found.damage);
    if (command.is_canonical && found.is_canonical != true) return exit_bad_data;
    return command.is_strict && found.non_canonical.count() != 0 ? exit_bad_data : exit_done;
}

}  // namespace

Command check_command() {
    const auto options = std::make_shared<CheckCommand>();
    return {
        .summary = "Tell whether a store is sound, and what in it is not canonical",
        .parameters = rows(
            {
                file_argument(options->input),
                flag("--strict", options->is_strict, "Non-canonical encodings count as damage"),
                flag("--canonical", options->is_canonical,
                     "The file must be in canonical form, as convert --canonical writes it"),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli check settings.sdb", "whether it is sound"},
                     {"souris-cli check --hostile --strict upload.sdb",
                      "the same of a stranger's file, and whether it is canonical"},
                     {"souris-cli check --canonical signed.sdb",
                      "whether its bytes are the only ones of its data, or where not"}},
        .bad_data =
            "the file is damaged; with --strict, or non-canonical; with --canonical, or "
            "not in canonical form",
        .run = [options] { return check(*options); },
    };
}

}  // namespace souris::cli
