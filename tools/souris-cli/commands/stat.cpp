// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/annotate.hpp>
#include <souris/check.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/stat_html.hpp"
#include "printers/stat_report.hpp"

namespace souris::cli {

namespace {

struct StatOptions {
    std::string input;
    std::optional<std::uint64_t> top;
    std::string html;
    LimitOptions limits;
};

Result<void> show(const StatReport& found, const std::string& html) {
    if (html.empty()) {
        return write_report(writes_json() ? to_line(to_fields(found))
                                          : to_text(found, uses_color()));
    }
    Sink sink;
    write_html(sink, found);
    return write_output(html, sink.take());
}

ExitStatus stat(const StatOptions& options) {
    CheckOptions checking;
    checking.limits = options.limits.limits();
    checking.looks_up_zones = false;
    const std::string name = input_name(options.input);
    const auto bytes = read_input(options.input, checking.limits);
    if (!bytes) return report(name, bytes.error());
    CheckReport check;
    ByteStatistics statistics(bytes->size());
    const auto annotated = [&] {
        const Progress progress("counting the bytes of " + name);
        check = check_bytes(*bytes, checking);
        return annotate_bytes(*bytes, statistics, checking.limits);
    }();
    StatReport found{name, check, statistics};
    if (options.top) found.top = static_cast<std::size_t>(*options.top);
    const auto written = show(found, options.html);
    if (!written) {
        return report(output_name(options.html.empty() ? "-" : options.html), written.error());
    }
    if (annotated) return exit_done;
    const bool is_told = writes_json() && options.html.empty();
    return is_told ? status_of(annotated.error()) : report(name, annotated.error());
}

}  // namespace

Command stat_command() {
    const auto options = std::make_shared<StatOptions>();
    return {
        .summary = "Tell where the bytes of a store go: by type, and by path",
        .description = {"The bytes of each table add up to the size of what it is of: the file, or "
                        "the body that is unpacked from it. Paths have * for indices of arrays. A "
                        "path's bytes are those of its values and their keys, without what is "
                        "inside of them."},
        .parameters = rows(
            {
                file_argument(options->input),
                number("--top", options->top, "Tell so many paths, and the rest as one")
                    .defaulting_to("20"),
                path_option("--html", options->html,
                            "Write a page that shows it as a map, for a browser"),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli stat settings.sdb", "where its bytes go"},
                     {"souris-cli stat --html map.html settings.sdb", "as a map, for a browser"}},
        .run = [options] { return stat(*options); },
    };
}

}  // namespace souris::cli
