// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <souris/cursor.hpp>
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
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

struct PackOptions {
    std::string input;
    std::string output;
    bool is_bare = false;
    bool has_lines = false;
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

Result<Bytes> encode(std::string_view json, const PackOptions& options) {
    const Progress progress("packing " + input_name(options.input));
    auto value = read(json, options);
    if (!value) return failure(std::move(value).error());
    if (options.sorts_keys) sort_keys(*value);
    if (!options.is_bare) return write_any(std::move(*value), options.packing);
    EncodeOptions writing;
    writing.layout = options.packing.layout;
    writing.profile = options.packing.profile;
    writing.extended = options.packing.extended;
    writing.limits = options.packing.limits;
    writing.canonical = options.packing.canonical;
    return encode_value(*value, writing);
}

ExitStatus pack_json(PackOptions& options) {
    if (const auto refused = refuse_contradiction(options.packing)) return *refused;
    options.packing.limits = options.limits.limits();
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
                lines_key_option(options->key).needing("--lines"),
                sort_keys_option(options->sorts_keys),
            },
            packing_options(options->packing), limit_options(options->limits)),
        .examples = {{"souris-cli pack settings.json -o settings.sdb", "JSON to a store"},
                     {"souris-cli pack --lines log.ndjson -o log.sdb", "a value on each line"},
                     {"souris-cli pack - -o old.sdb --layout v1", "for sourisdb 0.2.1"}},
        .run = [options] { return pack_json(*options); },
    };
}

}  // namespace souris::cli
