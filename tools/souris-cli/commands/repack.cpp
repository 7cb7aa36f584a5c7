// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <fmt/core.h>

#include <souris/cursor.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/sorted_keys.hpp"
#include "files/replaced_file.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "options/packing.hpp"
#include "reading/read_any.hpp"

namespace souris::cli {

namespace {

struct RepackOptions {
    std::string input;
    std::string output;
    bool sorts_keys = false;
    Packing packing;
    LockOptions locking;
    LimitOptions limits;
};

std::string_view form_of(std::span<const std::byte> bytes) {
    if (is_packed(bytes)) return "packed value";
    return detect_layout(bytes) == Layout::v1 ? "store, layout v1" : "store, layout v2";
}

/// Describes a file for programs.
Map fields_of(const std::string& name, std::span<const std::byte> bytes) {
    Map fields{{"file", data_text(name)}, {"size", bytes.size()}};
    fields["form"] = is_packed(bytes) ? "packed_value" : "store";
    fields["layout"] = form_of(bytes).ends_with("v1") ? "v1" : "v2";
    return fields;
}

/// Describes both files for people.
std::string report_of(const RepackOptions& options, std::span<const std::byte> before,
                      std::span<const std::byte> after) {
    const std::string input = input_name(options.input);
    const std::string output = output_name(options.output);
    if (writes_json()) {
        return to_line({{"input", fields_of(input, before)}, {"output", fields_of(output, after)}});
    }
    const auto change =
        100 * static_cast<double>(after.size()) / static_cast<double>(before.size());
    return fmt::format("{}: {} bytes ({})\n{}: {} bytes ({}), {:.1f} %\n", printable(input),
                       before.size(), form_of(before), printable(output), after.size(),
                       form_of(after), change);
}

Result<Bytes> convert(std::span<const std::byte> bytes, const RepackOptions& options) {
    const Progress progress("packing " + input_name(options.input));
    auto value = read_any(bytes, options.packing.limits);
    if (!value) return failure(std::move(value).error());
    if (options.sorts_keys) sort_keys(*value);
    return write_any(std::move(*value), options.packing);
}

ExitStatus repack(RepackOptions& options) {
    if (const auto refused = refuse_contradiction(options.packing)) return *refused;
    options.packing.limits = options.limits.limits();
    auto file = ReplacedFile::open(options.input, options.output, options.locking);
    if (!file) return report(input_name(options.input), file.error());
    const auto before = file->read(options.packing.limits);
    if (!before) return report(input_name(options.input), before.error());
    const auto after = convert(*before, options);
    if (!after) return report(input_name(options.input), after.error());
    const auto written = file->write(*after);
    if (!written) return report(output_name(options.output), written.error());
    const auto shown = write_beside(options.output, report_of(options, *before, *after));
    return shown ? exit_done : report(output_name("-"), shown.error());
}

}  // namespace

Command repack_command() {
    const auto options = std::make_shared<RepackOptions>();
    return {
        .summary = "Write a store again, in another layout or size",
        .parameters = rows(
            {
                path_argument("IN", options->input,
                              "The store or packed value, or - for standard input"),
                path_argument("OUT", options->output,
                              "The file to write, or - for standard output"),
                sort_keys_option(options->sorts_keys),
            },
            packing_options(options->packing), lock_options(options->locking),
            limit_options(options->limits)),
        .examples = {{"souris-cli repack a.sdb b.sdb --profile smallest",
                      "the same in fewer bytes"}},
        .run = [options] { return repack(*options); },
    };
}

}  // namespace souris::cli
