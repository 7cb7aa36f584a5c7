// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <fmt/core.h>

#include <souris/annotate.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/stream.hpp"
#include "files/items.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/annotation_html.hpp"
#include "printers/annotation_printer.hpp"

namespace souris::cli {

namespace {

struct AnnotateOptions {
    ItemOptions items;
    std::string html;
    LimitOptions limits;
};

Result<void> annotate(const Item& item, AnnotationHandler& handler,
                      const AnnotateOptions& options) {
    const Limits limits = options.limits.limits();
    const ItemProgress progress(
        item, "annotating", options.html.empty() ? WhileWorking::writes : WhileWorking::is_silent);
    return options.items.is_bare ? annotate_bare(item.bytes, handler, limits, options.items.layout)
                                 : annotate_bytes(item.bytes, handler, limits);
}

/// One JSON object, streamed because it is many times as large as the file.
Result<void> write_json(const Item& item, const AnnotateOptions& options) {
    Sink& sink = *item.output;
    std::string begin = to_line({{"file", data_text(item.name)}});
    begin.resize(begin.rfind('}'));
    write_text(sink, begin + ",\"annotations\":[");
    AnnotationJsonWriter writer(sink, ReportLength(item.bytes.size()));
    auto annotated = annotate(item, writer, options);
    const Value damage = annotated ? Value() : Value(fields_of(annotated.error()));
    write_text(sink, "]," + to_line({{"cut", writer.cut()}, {"damage", damage}}).substr(1));
    return annotated;
}

/// Writes the HTML page to a file.
ExitStatus write_page(const Item& item, const AnnotateOptions& options) {
    Sink sink;
    AnnotationHtmlWriter writer(sink, item.bytes, ReportLength(item.bytes.size()));
    const auto annotated = annotate(item, writer, options);
    writer.finish(item.name, annotated ? nullptr : &annotated.error());
    const auto written = write_output(options.html, sink.take());
    if (!written) return report(output_name(options.html), written.error());
    return annotated ? exit_done : item.report(annotated.error());
}

ExitStatus annotate_item(const Item& item, const AnnotateOptions& options) {
    if (!options.html.empty()) return write_page(item, options);
    if (writes_json()) {
        const auto annotated = write_json(item, options);
        return annotated ? exit_done : status_of(annotated.error());
    }
    if (item.is_of_stream) {
        write_text(*item.output,
                   fmt::format("{}, from byte {}:\n", printable(item.name), item.offset));
    }
    AnnotationPrinter printer(*item.output, uses_color(), ReportLength(item.bytes.size()));
    const auto annotated = annotate(item, printer, options);
    printer.finish();
    return annotated ? exit_done : item.report(annotated.error());
}

ExitStatus run(const AnnotateOptions& options) {
    return for_each_item(options.items, options.limits.limits(),
                         [&](const Item& item) { return annotate_item(item, options); });
}

}  // namespace

Command annotate_command() {
    const auto options = std::make_shared<AnnotateOptions>();
    return {
        .summary = "Show what each byte of a store is",
        .description = {"A line for each part: its offset and bytes, what they mean, and the path "
                        "of the value that they begin. If the body is compressed, its own bytes "
                        "follow those of the file. Of a damaged file all is shown up to the key or "
                        "value that cannot be read; the rest is not understood."},
        .parameters = rows(
            item_parameters(options->items), bare_parameters(options->items),
            Parameters{path_option("--html", options->html,
                                   "Write a page that shows bytes and values beside one another")
                           .excluding("--stream")},
            limit_options(options->limits)),
        .examples = {{"souris-cli annotate settings.sdb | less", "what each byte is"},
                     {"souris-cli annotate --html page.html settings.sdb",
                      "the same for a browser"}},
        .run = [options] { return run(*options); },
    };
}

}  // namespace souris::cli
