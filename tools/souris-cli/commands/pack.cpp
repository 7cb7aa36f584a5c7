// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/document_scanner.hpp>
#include <souris/json.hpp>

#include "commands/commands.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/sorted_keys.hpp"
#include "files/json_lines.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "options/packing.hpp"
#include "reading/json_line_reader.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

struct PackOptions {
    std::string input;
    std::string output;
    bool is_bare = false;
    bool has_lines = false;
    bool is_stream = false;
    std::optional<std::string> key;
    bool sorts_keys = false;
    Packing packing;
    LimitOptions limits;
};

Result<Value> read(std::string_view json, const PackOptions& options) {
    JsonReadOptions reading{.limits = options.packing.limits, .unescapes_json = true};
    const std::string name = input_name(options.input);
    if (!options.has_lines) return read_json(name, json, reading);
    DroppedValues dropped;
    reading.dropped = &dropped;
    auto lines = read_json_lines(json, reading);
    if (!lines) return lines;
    warn_of_repeated_keys(name, json, dropped);
    // The root of a store is a map.
    const bool is_store = !options.is_bare && !options.packing.is_packed;
    if (is_store || options.key) return with_lines_key(std::move(*lines), options.key);
    return lines;
}

Result<Bytes> encode(Value value, const PackOptions& options) {
    if (options.sorts_keys) sort_keys(value);
    if (!options.is_bare) return write_any(std::move(value), options.packing);
    EncodeOptions writing;
    writing.layout = options.packing.layout;
    writing.profile = options.packing.profile;
    writing.extended = options.packing.extended;
    writing.limits = options.packing.limits;
    writing.canonical = options.packing.canonical;
    return encode_value(value, writing);
}

Result<Bytes> encode(std::string_view json, const PackOptions& options) {
    const Progress progress("packing " + input_name(options.input));
    return read(json, options).and_then([&](Value value) {
        return encode(std::move(value), options);
    });
}

/// Writes an item for each line when it has come.
ExitStatus pack_stream(PackOptions& options) {
    if (options.output != "-") return wrong_usage("--stream writes to standard output: -o -");
    const std::string name = input_name(options.input);
    auto input = PiecewiseInput::open(options.input);
    if (!input) return report(name, input.error());
    JsonLineReader lines(*std::move(input), options.packing.limits);
    const JsonReadOptions reading{.limits = options.packing.limits, .unescapes_json = true};
    Sink sink = data_output();
    const auto pack_line = [&](std::string_view line, std::string_view place) -> Result<void> {
        auto value = read_json(place, line, reading);
        if (!value) return failure(std::move(value).error());
        const auto item = encode(*std::move(value), options);
        if (!item) return failure(item.error());
        options.is_bare ? sink.write_bytes(*item) : write_message(sink, *item);
        return {};
    };
    Result<void> written;
    for (;;) {
        const auto line = lines.next([&] {
            // What was written is to be seen while more is waited for.
            written = sink.finish();
            return written;
        });
        if (!written) return report(output_name("-"), written.error());
        if (line && !*line) break;
        const std::string place = fmt::format("{}, line {}", name, lines.number());
        const auto packed = line ? pack_line(**line, place) : Result<void>(failure(line.error()));
        if (packed) continue;
        written = sink.finish();
        return written ? report(place, packed.error()) : report(output_name("-"), written.error());
    }
    written = sink.finish();
    return written ? exit_done : report(output_name("-"), written.error());
}

ExitStatus pack_json(PackOptions& options) {
    if (options.is_stream) options.packing.is_packed = !options.is_bare;
    if (const auto refused = refuse_contradiction(options.packing)) return *refused;
    options.packing.limits = options.limits.limits();
    if (options.is_stream) return pack_stream(options);
    const auto json = read_input(options.input, options.packing.limits);
    if (!json) return report(input_name(options.input), json.error());
    const auto bytes = encode(as_text(*json), options);
    if (!bytes) return report_in_text(input_name(options.input), bytes.error(), as_text(*json));
    const auto written = write_output(options.output, *bytes);
    return written ? exit_done : report(output_name(options.output), written.error());
}

}  // namespace

Command pack_command() {
    const auto options = std::make_shared<PackOptions>();
    Parameter output =
        path_option("-o,--output", options->output, "The file to write, or - for standard output");
    output.is_required = true;
    return {
        .summary = "Make a store of JSON, plain or tagged",
        .parameters = rows(
            {
                path_argument("JSON", options->input, "The document, or - for standard input"),
                std::move(output),
                flag("--bare", options->is_bare, "Write one value's bytes without a store")
                    .excluding("--packed"),
                flag("--lines", options->has_lines,
                     "JSON has a value on each line (NDJSON): make an array of them"),
                flag("--stream", options->is_stream,
                     "With --lines: write each as a message when it has come, which is its packed "
                     "value\n"
                     "behind the length, or with --bare as an encoded value")
                    .needing("--lines"),
                lines_key_option(options->key).needing("--lines").excluding("--stream"),
                sort_keys_option(options->sorts_keys),
            },
            packing_options(options->packing), limit_options(options->limits)),
        .examples = {{"souris-cli pack settings.json -o settings.sdb", "JSON to a store"},
                     {"souris-cli pack --lines log.ndjson -o log.sdb", "a value on each line"},
                     {"tail -f log.ndjson | souris-cli pack --lines --stream - -o - | nc host 4000",
                      "a message for each line as it comes"},
                     {"souris-cli pack - -o old.sdb --layout v1", "for sourisdb 0.2.1"}},
        .run = [options] { return pack_json(*options); },
    };
}

}  // namespace souris::cli
