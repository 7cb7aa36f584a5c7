// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <fmt/core.h>

#include "command.hpp"
#include "conversion.hpp"
#include "limit_options.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct ConvertOptions {
    std::string input;
    std::string output;
    std::optional<FileFormat> from;
    std::optional<FileFormat> to;
    ConversionSettings settings;
    LimitOptions limits;
};

/// Declares an option that names a format.
void add_format(CLI::App& command, const std::string& option, std::optional<FileFormat>& target,
                const std::string& description) {
    add_choice(command, option, target,
               {{"sdb", FileFormat::sdb},
                {"packed", FileFormat::packed},
                {"bare", FileFormat::bare},
                {"json", FileFormat::json},
                {"tagged", FileFormat::tagged},
                {"cbor", FileFormat::cbor},
                {"msgpack", FileFormat::msgpack}},
               description);
}

/// Takes the format from the file's name, unless it was told.
void find_format(std::optional<FileFormat>& format, const std::string& path,
                 const std::string& option) {
    if (!format) format = format_of(path);
    if (!format) throw CLI::ValidationError(option, "the name of the file tells no format");
}

ExitStatus convert(const ConvertOptions& options) {
    const Limits& limits = options.settings.limits;
    const auto input = read_input(options.input, limits);
    if (!input) return report(input_name(options.input), input.error());
    std::uint64_t losses = 0;
    const auto bytes = [&] {
        const Progress progress("converting " + input_name(options.input));
        return read_as(*options.from, *input, options.settings, losses).and_then([&](Value value) {
            return write_as(*options.to, std::move(value), options.settings, losses);
        });
    }();
    if (!bytes) return report(input_name(options.input), bytes.error());
    const auto written = write_output(options.output, *bytes);
    if (!written) return report(output_name(options.output), written.error());
    if (losses != 0) {
        report(fmt::format("{}: {} value{} lost something", input_name(options.input), losses,
                           losses == 1 ? "" : "s"));
    }
    return exit_done;
}

}  // namespace

void add_convert(CLI::App& app, ExitStatus& status) {
    CLI::App* const command = app.add_subcommand(
        "convert", "Turn a file into another format: JSON, CBOR, MessagePack, or a store");
    const auto options = std::make_shared<ConvertOptions>();
    command->add_option("IN", options->input, "What to read, or - for standard input")
        ->required()
        ->type_name("");
    command->add_option("OUT", options->output, "The file to write, or - for standard output")
        ->required()
        ->type_name("");
    add_format(*command, "--from", options->from,
               "What IN is, if its name does not tell: .sdb, .packed, .bin (one value without a\n"
               "store), .json, .tagged.json, .cbor, .msgpack, .mp");
    add_format(*command, "--to", options->to, "The same of OUT");
    command->add_flag("--tagged", options->settings.is_tagged,
                      "In CBOR and MessagePack, maps with the key souris_type are values that the\n"
                      "format has no equivalent for");
    command->add_flag("--lossy", options->settings.is_lossy,
                      "Convert what has no equivalent to what comes nearest, and say how many");
    add_limit_options(*command, options->limits);
    command->callback([options, &status] {
        find_format(options->from, options->input, "--from");
        find_format(options->to, options->output, "--to");
        options->settings.limits = options->limits.limits();
        status = convert(*options);
    });
}

}  // namespace souris::cli
