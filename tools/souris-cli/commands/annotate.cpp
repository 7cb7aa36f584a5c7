// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/annotate.hpp>
#include <souris/cursor.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/annotation_html.hpp"
#include "printers/annotation_printer.hpp"

namespace souris::cli {

namespace {

struct AnnotateOptions {
    std::string input;
    bool is_bare = false;
    Layout layout = Layout::v2;
    std::string html;
    LimitOptions limits;
};

Result<void> annotate(std::span<const std::byte> bytes, AnnotationHandler& handler,
                      const AnnotateOptions& options) {
    const Limits limits = options.limits.limits();
    const Progress progress("annotating " + input_name(options.input),
                            options.html.empty() ? WhileWorking::writes : WhileWorking::is_silent);
    return options.is_bare ? annotate_bare(bytes, handler, limits, options.layout)
                           : annotate_bytes(bytes, handler, limits);
}

/// One JSON object, streamed because it is many times as large as the file.
Result<void> write_json(Sink& sink, std::span<const std::byte> bytes,
                        const AnnotateOptions& options) {
    const auto write = [&](std::string_view text) { sink.write_bytes(as_byte_span(text)); };
    std::string begin = to_line({{"file", data_text(input_name(options.input))}});
    begin.resize(begin.rfind('}'));
    write(begin + ",\"annotations\":[");
    AnnotationJsonWriter writer(sink, ReportLength(bytes.size()));
    auto annotated = annotate(bytes, writer, options);
    const Value damage = annotated ? Value() : Value(fields_of(annotated.error()));
    write("]," + to_line({{"cut", writer.cut()}, {"damage", damage}}).substr(1));
    return annotated;
}

/// Writes the HTML page to a file.
ExitStatus write_page(std::span<const std::byte> bytes, const AnnotateOptions& options) {
    const std::string name = input_name(options.input);
    Sink sink;
    AnnotationHtmlWriter writer(sink, bytes, ReportLength(bytes.size()));
    const auto annotated = annotate(bytes, writer, options);
    writer.finish(name, annotated ? nullptr : &annotated.error());
    const auto written = write_output(options.html, sink.take());
    if (!written) return report(output_name(options.html), written.error());
    return annotated ? exit_done : report(name, annotated.error());
}

ExitStatus run(const AnnotateOptions& options) {
    const std::string name = input_name(options.input);
    const auto bytes = read_input(options.input, options.limits.limits());
    if (!bytes) return report(name, bytes.error());
    if (!options.html.empty()) return write_page(*bytes, options);
    Sink sink = standard_output();
    AnnotationPrinter printer(sink, uses_color(), ReportLength(bytes->size()));
    const auto annotated =
        writes_json() ? write_json(sink, *bytes, options) : annotate(*bytes, printer, options);
    printer.finish();
    const auto finished = sink.finish();
    if (!finished) return report(output_name("-"), finished.error());
    if (annotated) return exit_done;
    return writes_json() ? status_of(annotated.error()) : report(name, annotated.error());
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
            {
                file_argument(options->input),
                flag("--bare", options->is_bare, "FILE holds one value's bytes without a store"),
                layout_option(options->layout).needing("--bare"),
                path_option("--html", options->html,
                            "Write a page that shows bytes and values beside one another"),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli annotate settings.sdb | less", "what each byte is"},
                     {"souris-cli annotate --html page.html settings.sdb",
                      "the same for a browser"}},
        .run = [options] { return run(*options); },
    };
}

}  // namespace souris::cli
