// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/cursor.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/process.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/sorted_keys.hpp"
#include "files/conversion.hpp"
#include "files/json_lines.hpp"
#include "files/replaced_file.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

struct ConvertOptions {
    std::string input;
    std::string output;
    std::optional<FileFormat> from;
    std::optional<FileFormat> to;
    ConversionSettings settings;
    JsonStyle json;
    LockOptions locking;
    LimitOptions limits;
};

/// An option that names a format.
Parameter file_format_option(std::string name, std::optional<FileFormat>& target,
                             std::string help) {
    return choice(std::move(name), target,
                  {{"sdb", FileFormat::sdb},
                   {"packed", FileFormat::packed},
                   {"bare", FileFormat::bare},
                   {"json", FileFormat::json},
                   {"tagged", FileFormat::tagged},
                   {"ndjson", FileFormat::ndjson},
                   {"jsonl", FileFormat::ndjson},
                   {"cbor", FileFormat::cbor},
                   {"msgpack", FileFormat::msgpack}},
                  std::move(help));
}

/// Derives missing formats from the file names. Returns false if a name has no known extension.
bool find_formats(ConvertOptions& options) {
    if (!options.from) options.from = format_of(options.input);
    if (!options.to) options.to = format_of(options.output);
    return options.from && options.to;
}

/// The result for programs.
std::string report_of(const ConvertOptions& options, std::span<const std::byte> input,
                      std::span<const std::byte> output, const Losses& losses) {
    const auto fields_of = [](const std::string& name, FileFormat format, std::size_t size) {
        return Map{{"file", data_text(name)}, {"format", name_of(format)}, {"size", size}};
    };
    Map fields{{"input", fields_of(input_name(options.input), *options.from, input.size())},
               {"output", fields_of(output_name(options.output), *options.to, output.size())},
               {"losses", losses.count + losses.dropped.count}};
    if (losses.dropped.count != 0) {
        Array paths;
        for (const std::string& path : losses.dropped.paths)
            paths.push_back(path);
        fields["dropped"] = Map{{"count", losses.dropped.count}, {"paths", std::move(paths)}};
    }
    return to_line(std::move(fields));
}

/// "2 values lost something".
std::string counted(std::uint64_t count, std::string_view what) {
    return fmt::format("{} value{} {}", count, count == 1 ? "" : "s", what);
}

/// The result for people.
void report_losses(const ConvertOptions& options, std::span<const std::byte> input,
                   const Losses& losses) {
    const std::string name = input_name(options.input);
    const std::uint64_t all = losses.count + losses.dropped.count;
    if (all != 0) report(name + ": " + counted(all, "lost something"));
    if (losses.dropped.count == 0) return;
    if (is_json(*options.from)) {
        warn_of_repeated_keys(name, as_text(input), losses.dropped);
        return;
    }
    std::string text = counted(losses.dropped.count, "dropped, as the key came again:");
    std::string_view before = " ";
    for (std::string path : losses.dropped.paths) {
        shorten_path(path);
        text.append(before).append(path);
        before = ", ";
    }
    if (losses.dropped.count > losses.dropped.paths.size()) text += ", ...";
    report(name + ": " + text);
}

/// Reports an option that is not for these formats and returns the exit status.
std::optional<ExitStatus> refuse_contradiction(const ConvertOptions& options) {
    const std::string layout = options.json.layout_option();
    if (!layout.empty() && *options.to != FileFormat::json && *options.to != FileFormat::tagged) {
        return wrong_usage(layout + ": only of JSON");
    }
    const bool has_lines = *options.from == FileFormat::ndjson || *options.to == FileFormat::ndjson;
    if (options.settings.lines_key && !has_lines) return wrong_usage("--key: only of NDJSON");
    if (options.settings.is_canonical && !has_canonical_form(*options.to)) {
        return wrong_usage("--canonical: " + std::string(name_of(*options.to)) +
                           " has no canonical form");
    }
    return std::nullopt;
}

ExitStatus convert(ConvertOptions& options) {
    if (!find_formats(options)) {
        return wrong_usage(std::string(options.from ? "--to" : "--from") +
                           ": the name of the file tells no format");
    }
    if (const auto refused = refuse_contradiction(options)) return *refused;
    // The widths of canonical CBOR are no types.
    options.settings.reads_wide_floats =
        options.settings.is_canonical && *options.to == FileFormat::cbor;
    options.settings.indent =
        options.json.spaces(options.output == "-" && is_terminal(STDOUT_FILENO));
    options.settings.limits = options.limits.limits();
    const Limits& limits = options.settings.limits;
    auto file = ReplacedFile::open(options.input, options.output, options.locking);
    if (!file) return report(input_name(options.input), file.error());
    const auto input = file->read(limits);
    if (!input) return report(input_name(options.input), input.error());
    Losses losses;
    const auto bytes = [&] {
        const Progress progress("converting " + input_name(options.input));
        return read_as(*options.from, *input, options.settings, losses).and_then([&](Value value) {
            if (options.json.sorts_keys) sort_keys(value);
            // The root of a store is a map.
            if (*options.from == FileFormat::ndjson && *options.to == FileFormat::sdb &&
                !options.settings.lines_key) {
                value = with_lines_key(std::move(value), std::nullopt);
            }
            return write_as(*options.to, std::move(value), options.settings, losses);
        });
    }();
    if (!bytes) {
        const std::string name = input_name(options.input);
        return is_json(*options.from) ? report_in_text(name, bytes.error(), as_text(*input))
                                      : report(name, bytes.error());
    }
    const auto written = file->write(*bytes);
    if (!written) return report(output_name(options.output), written.error());
    if (writes_json()) {
        const auto shown = write_beside(options.output, report_of(options, *input, *bytes, losses));
        return shown ? exit_done : report(output_name("-"), shown.error());
    }
    report_losses(options, *input, losses);
    return exit_done;
}

}  // namespace

Command convert_command() {
    const auto options = std::make_shared<ConvertOptions>();
    return {
        .summary = "Turn a file into another format: JSON, CBOR, MessagePack, or a store",
        .parameters = rows(
            {
                path_argument("IN", options->input, "What to read, or - for standard input"),
                path_argument("OUT", options->output,
                              "The file to write, or - for standard output"),
                file_format_option("--from", options->from,
                                   "What IN is, if its name does not tell: .sdb, .packed, .bin "
                                   "(one value without a\n"
                                   "store), .json, .tagged.json, .ndjson, .jsonl, .cbor, "
                                   ".msgpack, .mp"),
                file_format_option("--to", options->to, "The same of OUT"),
                flag("--tagged", options->settings.is_tagged,
                     "In CBOR, MessagePack and NDJSON, maps with the key souris_type are values "
                     "that the\n"
                     "format has no equivalent for"),
                flag("--lossy", options->settings.is_lossy,
                     "Convert what has no equivalent to what comes nearest, and say how many"),
                flag("--canonical", options->settings.is_canonical,
                     "Write canonical form, for hashing and comparing: equal data give equal "
                     "bytes.\n"
                     "For .sdb, .packed, .bin, and .cbor (core deterministic encoding)"),
                lines_key_option(options->settings.lines_key),
            },
            json_options(options->json), lock_options(options->locking),
            limit_options(options->limits)),
        .examples = {{"souris-cli convert a.sdb a.cbor", "for programs that read CBOR"},
                     {"souris-cli convert log.sdb log.ndjson", "an array, an element on each line"},
                     {"souris-cli convert --from msgpack - a.sdb", "from standard input"}},
        .run = [options] { return convert(*options); },
    };
}

}  // namespace souris::cli
