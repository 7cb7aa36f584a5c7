// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include <unistd.h>

#include <souris/value_scanner.hpp>

#include "commands/commands.hpp"
#include "common/output_settings.hpp"
#include "common/process.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/dump_bytes.hpp"

namespace souris::cli {

namespace {

struct DumpOptions {
    std::string input;
    DumpSettings settings;
    bool is_stream = false;
    JsonStyle json;
    LimitOptions limits;
};

/// Shows values one after another, each when it has come.
ExitStatus dump_stream(const DumpOptions& options) {
    const std::string name = input_name(options.input);
    auto input = PiecewiseInput::open(options.input);
    if (!input) return report(name, input.error());
    ValueScanner scanner({.limits = options.settings.limits}, options.settings.layout);
    Sink sink = standard_output();
    Result<void> shown;
    const auto read = [&](std::span<std::byte> room) -> Result<std::size_t> {
        // What was written is to be seen while more is waited for.
        shown = sink.finish();
        if (!shown) return failure(shown.error());
        return input->read(room);
    };
    for (;;) {
        const std::uint64_t begin = scanner.offset();
        auto value = souris::read_value(scanner, read);
        if (!shown) return report(output_name("-"), shown.error());
        if (value && !*value) return exit_done;
        const auto dumped = value ? dump_value(sink, **std::move(value), options.settings)
                                  : Result<void>(failure(value.error()));
        if (dumped) continue;
        shown = sink.finish();
        if (!shown) return report(output_name("-"), shown.error());
        Error error = dumped.error();
        if (error.offset) *error.offset += begin;
        return report(name, std::move(error));
    }
}

ExitStatus dump(DumpOptions& options) {
    TreeStyle& style = options.settings.style;
    if (options.settings.format != DumpFormat::tree) {
        if (style.max_depth) return wrong_usage("--depth: only of a tree");
        if (style.max_children) return wrong_usage("--head: only of a tree");
    } else if (const std::string layout = options.json.layout_option(); !layout.empty()) {
        return wrong_usage(layout + ": only of JSON, which --format json and tagged write");
    }
    options.settings.indent = options.json.spaces(is_terminal(STDOUT_FILENO));
    options.settings.sorts_keys = options.json.sorts_keys;
    style.is_colored = uses_color();
    options.settings.limits = options.limits.limits();
    if (options.is_stream) return dump_stream(options);
    const auto bytes = read_input(options.input, options.settings.limits);
    if (!bytes) return report(input_name(options.input), bytes.error());
    Sink sink = standard_output();
    const auto dumped = [&] {
        const Progress progress("reading " + input_name(options.input), WhileWorking::writes);
        return dump_bytes(sink, *bytes, options.settings);
    }();
    // Part of a tree is useful, part of a JSON document is not.
    if (!dumped && options.settings.format != DumpFormat::tree) {
        return report(input_name(options.input), dumped.error());
    }
    const auto finished = sink.finish();
    if (!finished) return report(output_name("-"), finished.error());
    return dumped ? exit_done : report(input_name(options.input), dumped.error());
}

}  // namespace

Command dump_command() {
    const auto options = std::make_shared<DumpOptions>();
    DumpSettings& settings = options->settings;
    return {
        .summary = "Show what is in a store",
        .parameters = rows(
            {
                file_argument(options->input),
                format_option(settings.format),
                flag("--bare", settings.is_bare, "FILE holds one value's bytes without a store"),
                flag("--stream", options->is_stream,
                     "Show each value when it has come, and wait for the next")
                    .needing("--bare"),
                number("--depth", settings.style.max_depth,
                       "In the tree, do not open what is inside so many containers"),
                number("--head", settings.style.max_children,
                       "In the tree, show the first so many of each container, and count the rest"),
                // Stores contain their layout.
                layout_option(settings.layout).needing("--bare"),
            },
            json_options(options->json), limit_options(options->limits)),
        .examples = {{"souris-cli dump settings.sdb", "what is in a store, as a tree"},
                     {"souris-cli dump --format json settings.sdb", "the same as plain JSON"},
                     {"souris-cli dump --depth 2 --head 10 large.sdb", "its upper part"},
                     {"curl -s example.org/a.sdb | souris-cli dump -", "from standard input"},
                     {"nc -l 4000 | souris-cli dump --bare --stream --format json -",
                      "one value a line, as they come"}},
        .run = [options] { return dump(*options); },
    };
}

}  // namespace souris::cli
