// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/cursor.hpp>
#include <souris/json.hpp>

#include "command.hpp"
#include "limit_options.hpp"
#include "packing.hpp"
#include "progress.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct PackOptions {
    std::string input;
    std::string output;
    bool is_bare = false;
    Packing packing;
    LimitOptions limits;
};

Result<Bytes> encode(std::string_view json, const PackOptions& options) {
    const Progress progress("packing " + input_name(options.input));
    auto value = value_from_json(json, {.limits = options.packing.limits});
    if (!value) return failure(std::move(value).error());
    if (!options.is_bare) return write_any(std::move(*value), options.packing);
    EncodeOptions writing;
    writing.layout = options.packing.layout;
    writing.profile = options.packing.profile;
    writing.extended = options.packing.extended;
    writing.limits = options.packing.limits;
    return encode_value(*value, writing);
}

ExitStatus pack_json(const PackOptions& options) {
    const auto json = read_input(options.input, options.packing.limits);
    if (!json) return report(input_name(options.input), json.error());
    const auto bytes = encode(as_text(*json), options);
    if (!bytes) return report(input_name(options.input), bytes.error());
    const auto written = write_output(options.output, *bytes);
    return written ? exit_done : report(output_name(options.output), written.error());
}

}  // namespace

void add_pack(CLI::App& app, ExitStatus& status) {
    CLI::App* const command = app.add_subcommand("pack", "Make a store of JSON, plain or tagged");
    const auto options = std::make_shared<PackOptions>();
    command->add_option("JSON", options->input, "The document, or - for standard input")
        ->required()
        ->type_name("");
    command
        ->add_option("-o,--output", options->output, "The file to write, or - for standard output")
        ->required()
        ->option_text("FILE");
    CLI::Option* const bare =
        command->add_flag("--bare", options->is_bare, "Write one value's bytes without a store");
    add_packing_options(*command, options->packing);
    command->get_option("--packed")->excludes(bare);
    add_limit_options(*command, options->limits);
    command->callback([options, &status] {
        check_packing(options->packing);
        options->packing.limits = options->limits.limits();
        status = pack_json(*options);
    });
}

}  // namespace souris::cli
