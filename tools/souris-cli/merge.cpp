// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <utility>

#include "changed_file.hpp"
#include "commands.hpp"
#include "merge_patch.hpp"
#include "options.hpp"
#include "read_document.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct MergeOptions {
    ChangeOptions change;
    std::string patch;
};

ExitStatus merge(MergeOptions& options) {
    if (options.change.file == "-" && options.patch == "-") {
        return wrong_usage("FILE, PATCH: only one of them can be standard input");
    }
    const Limits limits = options.change.limits.limits();
    const auto bytes = read_input(options.patch, limits);
    if (!bytes) return report(input_name(options.patch), bytes.error());
    auto patch = read_document(*bytes, limits);
    if (!patch) return report(input_name(options.patch), patch.error());
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        merge_patch(value, std::move(*patch));
        return std::nullopt;
    });
}

}  // namespace

Command merge_command() {
    const auto options = std::make_shared<MergeOptions>();
    return {
        .name = "merge",
        .summary = "Merge a store or JSON into a store (RFC 7396)",
        .description = {"Entries of maps are merged, null removes one, and all else, arrays "
                        "included, replaces what is there."},
        .parameters = rows(
            {
                changed_file_argument(options->change),
                path_argument("PATCH", options->patch,
                              "The store, packed value or JSON, or - for standard input"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli merge settings.sdb more.json", "what more.json has, too"}},
        .run = [options] { return merge(*options); },
    };
}

}  // namespace souris::cli
