// SPDX-License-Identifier: MIT
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "commands/commands.hpp"
#include "common/output_settings.hpp"
#include "common/parse_number.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/json_patch.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/difference_printer.hpp"
#include "reading/read_any_or_json.hpp"

namespace souris::cli {

namespace {

struct DiffOptions {
    std::string before;
    std::string after;
    bool is_patch = false;
    Equality equality;
    LimitOptions limits;
};

/// Bad data has the exit status of trouble, as in diff(1): status 1 means that the files differ.
ExitStatus trouble(const std::string& name, const Error& error) {
    return report(name, error, exit_usage);
}

/// Reads a file, or reports why not.
Result<Value, ExitStatus> read(const std::string& path, const Limits& limits) {
    const std::string name = input_name(path);
    const auto bytes = read_input(path, limits);
    if (!bytes) return tl::make_unexpected(trouble(name, bytes.error()));
    auto value = [&] {
        const Progress progress("reading " + name);
        return read_any_or_json(name, *bytes, limits);
    }();
    if (value) return *std::move(value);
    return tl::make_unexpected(report_unread(name, value.error(), *bytes, exit_usage));
}

Result<bool> write(Sink& sink, const Value& before, const Value& after,
                   const DiffOptions& options) {
    const Limits limits = options.limits.limits();
    if (options.is_patch) return write_patch(sink, before, after, limits, options.equality);
    if (!writes_json()) {
        return print_difference(sink, before, after, limits, uses_color(), options.equality);
    }
    return write_difference_json(sink, before, input_name(options.before), after,
                                 input_name(options.after), limits, options.equality);
}

ExitStatus diff(const DiffOptions& options) {
    if (read_the_same({options.before, options.after})) {
        return wrong_usage("A, B: only one of them can be standard input");
    }
    const Limits limits = options.limits.limits();
    const auto before = read(options.before, limits);
    if (!before) return before.error();
    const auto after = read(options.after, limits);
    if (!after) return after.error();
    Sink output = standard_output();
    // Comparing can take long before the first output.
    std::optional<Progress> progress("comparing with " + input_name(options.after));
    constexpr std::size_t chunk_size = std::size_t{64} * 1024;
    Sink sink(
        [&](std::span<const std::byte> bytes) -> Result<void> {
            if (progress) progress->before_output();
            output.write_bytes(bytes);
            return {};
        },
        chunk_size);
    const auto is_different = write(sink, *before, *after, options);
    progress.reset();
    if (!is_different) return trouble(input_name(options.after), is_different.error());
    const auto finished = sink.finish().and_then([&] { return output.finish(); });
    if (!finished) return trouble(output_name("-"), finished.error());
    return *is_different ? exit_bad_data : exit_done;
}

Parameter tolerance_option(std::optional<double>& tolerance) {
    Parameter row{.name = "--tolerance",
                  .placeholder = "X",
                  .help =
                      "Take numbers as equal that differ by at most X, such as 0.001 or 1e-9,\n"
                      "whatever their types"};
    row.set = [&tolerance](const std::string& value) {
        tolerance = parse_decimal(value);
        return std::string(tolerance ? "" : "wanted a number that is not negative");
    };
    return row;
}

}  // namespace

Command diff_command() {
    const auto options = std::make_shared<DiffOptions>();
    return {
        .summary = "Tell in what two stores differ; exit status 1 if they do, 2 if in trouble",
        .description = {"Values are compared by their paths, elements of arrays by a longest "
                        "common subsequence. The order of a map's entries does not matter.",
                        "A file that cannot be read is exit status 2, as of diff(1)."},
        .parameters = rows(
            {
                path_argument("A", options->before,
                              "A store, packed value or JSON, or - for standard input"),
                path_argument("B", options->after, "The one to compare it with"),
                flag("--patch", options->is_patch,
                     "Write the JSON Patch (RFC 6902) that makes B of A"),
                flag("--ignore-order", options->equality.ignores_order,
                     "Compare arrays as multisets: wherever their elements are")
                    .excluding("--patch"),
                tolerance_option(options->equality.tolerance),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli diff old.sdb new.sdb", "what changed, by path"},
                     {"souris-cli diff --patch old.sdb new.sdb > changes.json",
                      "for souris-cli patch"},
                     {"souris-cli diff --ignore-order --tolerance 1e-6 a.json b.json",
                      "apart from order and rounding"}},
        .bad_data = "they differ",
        .run = [options] { return diff(*options); },
    };
}

}  // namespace souris::cli
