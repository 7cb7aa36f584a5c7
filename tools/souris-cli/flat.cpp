// SPDX-License-Identifier: MIT
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/cursor.hpp>

#include "commands.hpp"
#include "flat_lines.hpp"
#include "limit_options.hpp"
#include "options.hpp"
#include "packing.hpp"
#include "progress.hpp"
#include "read_any.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct FlatOptions {
    std::string input;
    std::string output;
    Packing packing;
    LimitOptions limits;
};

Result<void> write(Sink& sink, std::span<const std::byte> bytes, const FlatOptions& options) {
    const Progress progress("reading " + input_name(options.input), WhileWorking::writes);
    const Limits limits = options.limits.limits();
    const auto value = read_any(bytes, limits);
    if (!value) return failure(value.error());
    return write_flat(sink, *value, limits);
}

Result<Bytes> assemble(std::string_view lines, const FlatOptions& options) {
    const Progress progress("packing " + input_name(options.input));
    auto value = read_flat(lines, options.packing.limits);
    if (!value) return failure(std::move(value).error());
    return write_any(std::move(*value), options.packing);
}

ExitStatus flat(const FlatOptions& options) {
    const auto bytes = read_input(options.input, options.limits.limits());
    if (!bytes) return report(input_name(options.input), bytes.error());
    Sink sink = standard_output();
    const auto written = write(sink, *bytes, options);
    if (!written) return report(input_name(options.input), written.error());
    const auto finished = sink.finish();
    return finished ? exit_done : report(output_name("-"), finished.error());
}

ExitStatus unflat(FlatOptions& options) {
    if (const auto refused = refuse_contradiction(options.packing)) return *refused;
    options.packing.limits = options.limits.limits();
    const auto text = read_input(options.input, options.packing.limits);
    if (!text) return report(input_name(options.input), text.error());
    const auto bytes = assemble(as_text(*text), options);
    if (!bytes) return report(input_name(options.input), bytes.error());
    const auto written = write_output(options.output, *bytes);
    return written ? exit_done : report(output_name(options.output), written.error());
}

}  // namespace

Command flat_command() {
    const auto options = std::make_shared<FlatOptions>();
    return {
        .name = "flat",
        .summary = "Print a line for each value, for grep: /users/0/name = \"Ada\"",
        .parameters = rows({file_argument(options->input)}, limit_options(options->limits)),
        .examples = {{"souris-cli flat settings.sdb | grep name", "where something is"}},
        .run = [options] { return flat(*options); },
    };
}

Command unflat_command() {
    const auto options = std::make_shared<FlatOptions>();
    Parameter output =
        path_option("-o,--output", options->output, "The file to write, or - for standard output");
    output.is_required = true;
    return {
        .name = "unflat",
        .summary = "Make a store of the lines that flat printed",
        .parameters = rows(
            {
                path_argument("LINES", options->input, "The lines, or - for standard input"),
                std::move(output),
            },
            packing_options(options->packing), limit_options(options->limits)),
        .examples = {{"souris-cli flat a.sdb | grep -v secret | souris-cli unflat - -o b.sdb",
                      "all but some of it"}},
        .run = [options] { return unflat(*options); },
    };
}

}  // namespace souris::cli
