// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include "commands.hpp"
#include "dump_bytes.hpp"
#include "limit_options.hpp"
#include "options.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct DumpOptions {
    std::string input;
    DumpSettings settings;
    LimitOptions limits;
};

ExitStatus dump(DumpOptions& options) {
    options.settings.limits = options.limits.limits();
    const auto bytes = read_input(options.input, options.settings.limits);
    if (!bytes) return report(input_name(options.input), bytes.error());
    Sink sink = standard_output();
    const auto dumped = dump_bytes(sink, *bytes, options.settings);
    if (!dumped) return report(input_name(options.input), dumped.error());
    const auto finished = sink.finish();
    return finished ? exit_done : report(output_name("-"), finished.error());
}

}  // namespace

Command dump_command() {
    const auto options = std::make_shared<DumpOptions>();
    DumpSettings& settings = options->settings;
    return {
        .name = "dump",
        .summary = "Show what is in a store",
        .parameters = rows(
            {
                file_argument(options->input),
                format_option(settings.format),
                flag("--bare", settings.is_bare, "FILE holds one value's bytes without a store"),
                // A store tells its layout by itself.
                layout_option(settings.layout).needing("--bare"),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli dump settings.sdb", "what is in a store, as a tree"},
                     {"souris-cli dump --format json settings.sdb", "the same as plain JSON"},
                     {"curl -s example.org/a.sdb | souris-cli dump -", "from standard input"}},
        .run = [options] { return dump(*options); },
    };
}

}  // namespace souris::cli
