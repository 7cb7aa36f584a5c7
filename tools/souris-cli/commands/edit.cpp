// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <utility>

#include <souris/json.hpp>

#include "commands/commands.hpp"
#include "common/indentation.hpp"
#include "common/process.hpp"
#include "common/stream.hpp"
#include "common/system_file.hpp"
#include "files/changed_file.hpp"
#include "files/edited_text.hpp"
#include "options/options.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

/// The user's editor; empty if none is set.
std::string wanted_editor() {
    for (const char* const name : {"VISUAL", "EDITOR"}) {
        std::string editor = environment(name);
        if (!editor.empty()) return editor;
    }
    return {};
}

Result<std::string> to_text(const Value& value, const Limits& limits) {
    constexpr unsigned indentation = 2;
    auto text =
        to_json(value, {.indent = affordable_indentation(value, indentation), .limits = limits});
    if (text) *text += '\n';
    return text;
}

/// Lets the user edit a value. `kept` becomes the path of the edited text, or empty if there is
/// nothing to keep.
std::optional<ExitStatus> edit_value(Value& value, const Limits& limits, const std::string& file,
                                     std::string& kept) {
    const auto text = to_text(value, limits);
    if (!text) return report(input_name(file), text.error());
    const auto edited = EditedText::make(*text);
    if (!edited) return report("temporary file", edited.error());
    const auto done = edited->edit(wanted_editor());
    const auto changed = edited->read(limits);
    const bool is_changed = changed && *changed != *text;
    if (is_changed) {
        kept = edited->path();
    } else if (changed) {
        edited->remove();
    }
    if (!done) return report(input_name(file), done.error());
    if (!changed) return report(edited->path(), changed.error());
    if (!is_changed) return std::nullopt;
    auto parsed = read_json(kept, *changed, {.limits = limits});
    if (!parsed) return report_in_text(kept, std::move(parsed).error(), *changed);
    value = std::move(*parsed);
    return std::nullopt;
}

ExitStatus edit(ChangeOptions& options) {
    if (!is_replaceable(options.file)) return wrong_usage("FILE: only a file can be edited");
    if (wanted_editor().empty()) return wrong_usage("no editor: set VISUAL or EDITOR");
    const Limits limits = options.limits.limits();
    std::string kept;
    const ExitStatus status = change_file(
        options, [&](Value& value) { return edit_value(value, limits, options.file, kept); },
        Locked::while_writing);
    if (kept.empty()) return status;
    if (status == exit_done) {
        remove_file(kept);
    } else {
        report_refusal(kept, "text_kept", "nothing was written; the text is kept here", "");
    }
    return status;
}

}  // namespace

Command edit_command() {
    const auto options = std::make_shared<ChangeOptions>();
    return {
        .name = "edit",
        .summary = "Edit a store as tagged JSON, with $VISUAL or $EDITOR",
        .description = {"What does not parse is refused and kept, and the message says where. "
                        "Nothing is written unless something changed, and nothing that was changed "
                        "by others since the editor was opened is overwritten."},
        .parameters =
            rows({path_argument("FILE", options->file, "The store or packed value to change")},
                 change_options(*options)),
        .examples = {{"souris-cli edit settings.sdb", "by hand"}},
        .bad_data = "the data is bad, or what was edited is",
        .run = [options] { return edit(*options); },
    };
}

}  // namespace souris::cli
