// SPDX-License-Identifier: MIT
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/salvage.hpp>

#include "commands/commands.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/flat_lines.hpp"
#include "files/items.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "options/packing.hpp"

namespace souris::cli {

namespace {

struct FlatOptions {
    ItemOptions items;
    bool is_salvage = false;
    LimitOptions limits;
};

struct UnflatOptions {
    std::string input;
    std::string output;
    Packing packing;
    LimitOptions limits;
};

/// Writes the readable part of a damaged file; returns the damage as the error.
Result<void> write_salvaged(Sink& sink, std::span<const std::byte> bytes, const Limits& limits) {
    ReadOptions reading;
    reading.limits = limits;
    const Salvage salvage = salvage_bytes(bytes, reading);
    if (salvage.root) {
        if (auto written = write_flat(sink, *salvage.root, limits); !written) return written;
    }
    if (salvage.damage) return failure(*salvage.damage);
    return {};
}

Result<void> write(Sink& sink, const Item& item, const FlatOptions& options) {
    const ItemProgress progress(item, "reading", WhileWorking::writes);
    const Limits limits = options.limits.limits();
    if (options.is_salvage) return write_salvaged(sink, item.bytes, limits);
    const auto value = read_item(item, options.items, limits);
    if (!value) return failure(value.error());
    return write_flat(sink, *value, limits);
}

Result<Bytes> assemble(std::string_view lines, const UnflatOptions& options) {
    const Progress progress("packing " + input_name(options.input));
    auto value = read_flat(lines, options.packing.limits);
    if (!value) return failure(std::move(value).error());
    return write_any(std::move(*value), options.packing);
}

ExitStatus flat(const FlatOptions& options) {
    return for_each_item(options.items, options.limits.limits(), [&](const Item& item) {
        const auto write_to = [&](Sink& to) { return write(to, item, options); };
        const auto written =
            options.is_salvage ? write_to(*item.output) : item.write_whole(write_to);
        if (written) return exit_done;
        const ExitStatus status = item.report(written.error());
        // Programs that run this as a filter, such as git, discard its output for any other exit
        // status.
        return options.is_salvage ? exit_done : status;
    });
}

ExitStatus unflat(UnflatOptions& options) {
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
        .summary = "Print a line for each value, for grep: /users/0/name = \"Ada\"",
        .parameters =
            rows(item_parameters(options->items), bare_parameters(options->items),
                 Parameters{flag("--salvage", options->is_salvage,
                                 "Print what can be read of a damaged file, with exit status 0")
                                .excluding("--bare")
                                .excluding("--stream")},
                 limit_options(options->limits)),
        .examples = {{"souris-cli flat settings.sdb | grep name", "where something is"},
                     {"souris-cli flat --salvage bad.sdb | souris-cli unflat - -o good.sdb",
                      "what can be read of a damaged file"}},
        .run = [options] { return flat(*options); },
    };
}

Command unflat_command() {
    const auto options = std::make_shared<UnflatOptions>();
    Parameter output =
        path_option("-o,--output", options->output, "The file to write, or - for standard output");
    output.is_required = true;
    return {
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
