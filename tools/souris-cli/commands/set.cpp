// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <utility>

#include "commands/commands.hpp"
#include "common/stream.hpp"
#include "edits/tree_edit.hpp"
#include "files/changed_file.hpp"
#include "options/options.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

struct SetOptions {
    ChangeOptions change;
    std::string pointer;
    std::string json;
    bool makes_parents = false;
};

ExitStatus set(SetOptions& options) {
    auto wanted = read_json("JSON", options.json, {.limits = options.change.limits.limits()});
    if (!wanted) return report_in_text("JSON", wanted.error(), options.json);
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        const auto done = set_at(value, options.pointer, std::move(*wanted), options.makes_parents);
        if (done) return std::nullopt;
        return report(input_name(options.change.file), done.error());
    });
}

ExitStatus remove(SetOptions& options) {
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        const auto done = remove_at(value, options.pointer);
        if (done) return std::nullopt;
        return report(input_name(options.change.file), done.error());
    });
}

}  // namespace

Command set_command() {
    const auto options = std::make_shared<SetOptions>();
    return {
        .name = "set",
        .summary = "Set one value of a store, in place",
        .description = {"What the pointer names is replaced; the key of a map need not be there. "
                        "The last token - appends to an array. The file keeps its layout and its "
                        "checksum, if it has one."},
        .parameters = rows(
            {
                changed_file_argument(options->change),
                pointer_argument(options->pointer, "Its JSON Pointer, such as /users/3/name"),
                argument("JSON", options->json, "The value, such as 5, '\"text\"' or tagged JSON"),
                flag("--parents", options->makes_parents,
                     "Make the maps on the way that are not there, or arrays for - and 0"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli set settings.sdb /user/name '\"Ada\"'", "one value, in place"},
                     {"souris-cli set settings.sdb /list/- 5", "appended to an array"}},
        .bad_data = "the data is bad, or there is no such place",
        .run = [options] { return set(*options); },
    };
}

Command rm_command() {
    const auto options = std::make_shared<SetOptions>();
    return {
        .name = "rm",
        .summary = "Remove one value of a store, in place",
        .parameters = rows(
            {
                changed_file_argument(options->change),
                pointer_argument(options->pointer, "Its JSON Pointer, such as /users/3/name"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli rm settings.sdb /user/name", "the value and its key"}},
        .bad_data = "the data is bad, or there is no such value",
        .run = [options] { return remove(*options); },
    };
}

}  // namespace souris::cli
