// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands/commands.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/merge_patch.hpp"
#include "edits/removals.hpp"
#include "files/changed_file.hpp"
#include "options/options.hpp"
#include "reading/read_any_or_json.hpp"

namespace souris::cli {

namespace {

struct MergeOptions {
    ChangeOptions change;
    std::vector<std::string> patches;
};

/// Merges the content of a file into a value, or reports why not.
std::optional<ExitStatus> merge_file(Value& value, const std::string& path, const Limits& limits) {
    const auto bytes = read_input(path, limits);
    if (!bytes) return report(input_name(path), bytes.error());
    const auto merged = [&]() -> Result<void> {
        const Progress progress("merging " + input_name(path));
        auto patch = read_any_or_json(input_name(path), *bytes, limits);
        if (!patch) return failure(std::move(patch).error());
        merge_patch(value, std::move(*patch));
        return {};
    }();
    if (!merged) return report_unread(input_name(path), merged.error(), *bytes);
    return std::nullopt;
}

ExitStatus merge(MergeOptions& options) {
    std::vector<std::string> inputs = options.patches;
    inputs.push_back(options.change.file);
    if (read_the_same(inputs)) {
        return wrong_usage("FILE, PATCH: only one of them can be standard input");
    }
    const Limits limits = options.change.limits.limits();
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        for (const std::string& path : options.patches) {
            if (const auto failed = merge_file(value, path, limits)) return failed;
        }
        purge(value);
        return std::nullopt;
    });
}

}  // namespace

Command merge_command() {
    const auto options = std::make_shared<MergeOptions>();
    return {
        .summary = "Merge stores or JSON into a store (RFC 7396)",
        .description =
            {"Entries of maps are merged, null removes one, and all else, arrays "
             "included, replaces what is there. Several are merged in their order: all of "
             "them or nothing."},
        .parameters = rows(
            {
                changed_file_argument(options->change),
                path_arguments("PATCH", options->patches,
                               "Stores, packed values or JSON, or - for standard input"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli merge settings.sdb more.json", "what more.json has, too"},
                     {"souris-cli merge base.sdb site.sdb host.json -o all.sdb",
                      "one over the other, into another file"}},
        .run = [options] { return merge(*options); },
    };
}

}  // namespace souris::cli
