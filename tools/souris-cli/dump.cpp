// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include "command.hpp"
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

ExitStatus dump(const DumpOptions& options) {
    const auto bytes = read_input(options.input, options.settings.limits);
    if (!bytes) return report(input_name(options.input), bytes.error());
    Sink sink = standard_output();
    const auto dumped = dump_bytes(sink, *bytes, options.settings);
    if (!dumped) return report(input_name(options.input), dumped.error());
    const auto finished = sink.finish();
    return finished ? exit_done : report(output_name("-"), finished.error());
}

}  // namespace

void add_dump(CLI::App& app, ExitStatus& status) {
    CLI::App* const command = app.add_subcommand("dump", "Show what is in a store");
    const auto options = std::make_shared<DumpOptions>();
    DumpSettings& settings = options->settings;
    add_input(*command, options->input);
    add_format_option(*command, settings.format);
    CLI::Option* const bare = command->add_flag("--bare", settings.is_bare,
                                                "FILE holds one value's bytes without a store");
    // A store tells its layout by itself.
    add_layout_option(*command, settings.layout)->needs(bare);
    add_limit_options(*command, options->limits);
    command->callback([options, &status] {
        options->settings.limits = options->limits.limits();
        status = dump(*options);
    });
}

}  // namespace souris::cli
