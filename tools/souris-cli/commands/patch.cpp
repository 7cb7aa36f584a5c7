// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <utility>

#include <fmt/core.h>

#include <souris/cursor.hpp>

#include "commands/commands.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/json_patch.hpp"
#include "files/changed_file.hpp"
#include "options/options.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

struct PatchOptions {
    ChangeOptions change;
    std::string patch;
};

/// Reads the patch, or reports why not.
Result<Value, ExitStatus> read_patch(const std::string& path, Limits limits) {
    // Values in a patch are nested two levels deeper than in their own file.
    if (limits.max_depth < ~std::size_t{1}) limits.max_depth += 2;
    const std::string name = input_name(path);
    const auto bytes = read_input(path, limits);
    if (!bytes) return tl::make_unexpected(report(name, bytes.error()));
    auto value = [&] {
        const Progress progress("reading " + name);
        return read_json(name, as_text(*bytes), {.limits = limits});
    }();
    if (value) return *std::move(value);
    return tl::make_unexpected(report_in_text(name, value.error(), as_text(*bytes)));
}

ExitStatus report_failure(const PatchOptions& options, PatchFailure failure) {
    const std::string file = input_name(options.change.file);
    if (failure.fault == PatchFailure::Fault::test) {
        const std::string_view found =
            failure.error.code == ErrorCode::none ? "another value" : phrase_of(failure.error.code);
        return report_refusal(
            file, "test_failed",
            fmt::format("operation {} of the patch: the test failed: {}", failure.operation, found),
            std::move(failure.error.path));
    }
    if (failure.fault == PatchFailure::Fault::patch) {
        return report(input_name(options.patch), std::move(failure.error));
    }
    std::string& detail = failure.error.detail;
    if (failure.error.code != ErrorCode::limit_exceeded) {
        detail += fmt::format("{}operation {} of the patch", detail.empty() ? "" : "; ",
                              failure.operation);
    }
    return report(file, std::move(failure.error));
}

ExitStatus patch(PatchOptions& options) {
    if (read_the_same({options.change.file, options.patch})) {
        return wrong_usage("FILE, PATCH: only one of them can be standard input");
    }
    const Limits limits = options.change.limits.limits();
    auto operations = read_patch(options.patch, limits);
    if (!operations) return operations.error();
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        auto applied = [&] {
            const Progress progress("patching " + input_name(options.change.file));
            return apply_patch(value, std::move(*operations), limits);
        }();
        if (applied) return std::nullopt;
        return report_failure(options, std::move(applied).error());
    });
}

}  // namespace

Command patch_command() {
    const auto options = std::make_shared<PatchOptions>();
    return {
        .summary = "Apply a JSON Patch (RFC 6902) to a store, all of it or nothing",
        .description = {"Values in it are tagged JSON, so they can be of any type. The file keeps "
                        "its layout and its checksum, if it has one."},
        .parameters = rows(
            {
                changed_file_argument(options->change),
                path_argument("PATCH", options->patch,
                              "The array of operations, or - for standard input"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli patch settings.sdb changes.json", "what diff --patch wrote"}},
        .bad_data = "the data or the patch is bad, or a test failed",
        .run = [options] { return patch(*options); },
    };
}

}  // namespace souris::cli
