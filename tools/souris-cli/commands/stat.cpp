// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>

#include <souris/annotate.hpp>
#include <souris/check.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/stream.hpp"
#include "files/items.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/column_statistics.hpp"
#include "printers/stat_html.hpp"
#include "printers/stat_report.hpp"

namespace souris::cli {

namespace {

struct StatOptions {
    ItemOptions items;
    std::optional<std::uint64_t> top;
    std::string html;
    LimitOptions limits;
};

/// Writes a page for a browser.
Result<void> write_page(const StatReport& found, const std::string& path) {
    Sink sink;
    write_html(sink, found);
    return write_output(path, sink.take());
}

ExitStatus stat_item(const Item& item, const StatOptions& options) {
    CheckOptions checking;
    checking.limits = options.limits.limits();
    checking.looks_up_zones = false;
    CheckReport check;
    ByteStatistics statistics(item.bytes.size());
    const auto annotated = [&] {
        const ItemProgress progress(item, "counting the bytes of");
        check = check_bytes(item.bytes, checking);
        return annotate_bytes(item.bytes, statistics, checking.limits);
    }();
    const std::size_t header = static_cast<std::size_t>(statistics.header_offset.value_or(0));
    const auto columns = measure_columns(item.bytes.subspan(header), check, checking.limits);
    StatReport found{item.name, check, statistics};
    if (columns && *columns) found.columns = &**columns;
    if (options.top) found.top = static_cast<std::size_t>(*options.top);
    if (!options.html.empty()) {
        const auto written = write_page(found, options.html);
        if (!written) return report(output_name(options.html), written.error());
    } else {
        write_text(*item.output,
                   writes_json() ? to_line(to_fields(found)) : to_text(found, uses_color()));
    }
    if (annotated) return columns ? exit_done : item.report(columns.error());
    const bool is_told = writes_json() && options.html.empty();
    return is_told ? status_of(annotated.error()) : item.report(annotated.error());
}

ExitStatus stat(const StatOptions& options) {
    return for_each_item(options.items, options.limits.limits(),
                         [&](const Item& item) { return stat_item(item, options); });
}

}  // namespace

Command stat_command() {
    const auto options = std::make_shared<StatOptions>();
    return {
        .summary = "Tell where the bytes of a store go: by type, and by path",
        .description = {"The bytes of each table add up to the size of what it is of: the file, or "
                        "the body that is unpacked from it; and a body in columns, also by "
                        "column, with how each is kept. Paths have * for indices of arrays. A "
                        "path's bytes are those of its values and their keys, without what is "
                        "inside of them."},
        .parameters = rows(item_parameters(options->items),
                           Parameters{
                               number("--top", options->top,
                                      "Tell so many paths, and columns, and the rest as one")
                                   .defaulting_to("20"),
                               path_option("--html", options->html,
                                           "Write a page that shows it as a map, for a browser")
                                   .excluding("--stream"),
                           },
                           limit_options(options->limits)),
        .examples = {{"souris-cli stat settings.sdb", "where its bytes go"},
                     {"souris-cli stat --html map.html settings.sdb", "as a map, for a browser"}},
        .run = [options] { return stat(*options); },
    };
}

}  // namespace souris::cli
