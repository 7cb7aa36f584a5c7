// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <unistd.h>

#include "commands/commands.hpp"
#include "common/output_settings.hpp"
#include "common/process.hpp"
#include "files/items.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/dump_bytes.hpp"

namespace souris::cli {

namespace {

struct DumpOptions {
    ItemOptions items;
    DumpSettings settings;
    JsonStyle json;
    LimitOptions limits;
};

ExitStatus dump_item(const Item& item, const DumpSettings& settings) {
    const auto dump_to = [&](Sink& sink) {
        const ItemProgress progress(item, "reading", WhileWorking::writes);
        return dump_bytes(sink, item.bytes, settings);
    };
    // Part of a tree is useful, part of a JSON document is not.
    const auto dumped =
        settings.format == DumpFormat::tree ? dump_to(*item.output) : item.write_whole(dump_to);
    return dumped ? exit_done : item.report(dumped.error());
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
    options.settings.bare_layout = options.items.bare_layout();
    return for_each_item(options.items, options.settings.limits,
                         [&](const Item& item) { return dump_item(item, options.settings); });
}

}  // namespace

Command dump_command() {
    const auto options = std::make_shared<DumpOptions>();
    DumpSettings& settings = options->settings;
    return {
        .summary = "Show what is in a store",
        .parameters = rows(
            item_parameters(options->items), bare_parameters(options->items),
            Parameters{
                format_option(settings.format),
                number("--depth", settings.style.max_depth,
                       "In the tree, do not open what is inside so many containers"),
                number("--head", settings.style.max_children,
                       "In the tree, show the first so many of each container, and count the rest"),
            },
            json_options(options->json), limit_options(options->limits)),
        .examples = {{"souris-cli dump settings.sdb", "what is in a store, as a tree"},
                     {"souris-cli dump --format json settings.sdb", "the same as plain JSON"},
                     {"souris-cli dump --depth 2 --head 10 large.sdb", "its upper part"},
                     {"curl -s example.org/a.sdb | souris-cli dump -", "from standard input"},
                     {"nc -l 4000 | souris-cli dump --stream --format json -",
                      "one message a line, as they come"}},
        .run = [options] { return dump(*options); },
    };
}

}  // namespace souris::cli
