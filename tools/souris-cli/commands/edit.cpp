// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/json.hpp>

#include "commands/commands.hpp"
#include "common/indentation.hpp"
#include "common/process.hpp"
#include "common/stream.hpp"
#include "common/system_file.hpp"
#include "common/text_place.hpp"
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

/// The lines that tell the editor's user what is wrong with the text that follows.
std::string comment_on(Error error, std::string_view text) {
    constexpr std::uint64_t size = 2;
    std::string place;
    if (error.offset) {
        const TextPlace found = find_place(text, *error.offset);
        place = fmt::format("line {}, column {}: ", found.line + size, found.column);
        // Nobody counts the bytes with these lines or without.
        error.offset.reset();
    }
    const std::string message = error.message();
    return "# " + place + message.substr(0, message.find('\n')) +
           "\n# Correct it, or leave it as it is to give up. Lines of # at the top are ignored.\n";
}

/// The text without the lines of `#` at its beginning, with which no JSON begins.
std::string_view without_comment(std::string_view text) noexcept {
    while (text.starts_with('#'))
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    return text;
}

/// Runs the editor once and reads what it leaves, without a comment, into `text`. `kept` becomes
/// the path if that is not `original`.
std::optional<ExitStatus> run_editor_on(const EditedText& edited, const std::string& original,
                                        const Limits& limits, const std::string& file,
                                        std::string& text, std::string& kept) {
    const auto done = edited.edit(wanted_editor());
    const auto read = edited.read(limits);
    kept.clear();
    if (read) {
        text = without_comment(*read);
        if (text == original) {
            edited.remove();
        } else {
            kept = edited.path();
            // At once, since any failure from here on leaves the text to the user.
            const auto written = text.size() < read->size() ? edited.write(text) : Result<void>();
            if (!written) return report(kept, written.error());
        }
    }
    if (!done) return report(input_name(file), done.error());
    if (!read) return report(edited.path(), read.error());
    return std::nullopt;
}

/// Lets the user edit a value, again as long as the text does not parse. `kept` becomes the path of
/// the edited text, or empty if there is nothing to keep.
std::optional<ExitStatus> edit_value(Value& value, const Limits& limits, const std::string& file,
                                     std::string& kept) {
    const auto original = to_text(value, limits);
    if (!original) return report(input_name(file), original.error());
    const auto edited = EditedText::make(*original);
    if (!edited) return report("temporary file", edited.error());
    // Without a terminal the editor may be a program that never gets it right.
    std::size_t openings = is_terminal(STDIN_FILENO) ? SIZE_MAX : 2;
    std::string refused = *original;
    for (;;) {
        std::string text;
        if (const auto failed = run_editor_on(*edited, *original, limits, file, text, kept)) {
            return failed;
        }
        if (kept.empty()) return std::nullopt;
        auto parsed = read_json(kept, text, {.limits = limits});
        if (parsed) {
            value = std::move(*parsed);
            return std::nullopt;
        }
        if (text == refused || --openings == 0) {
            return report_in_text(kept, std::move(parsed).error(), text);
        }
        const auto written = edited->write(comment_on(parsed.error(), text) + text);
        if (!written) return report(kept, written.error());
        refused = std::move(text);
    }
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
        .summary = "Edit a store as tagged JSON, with $VISUAL or $EDITOR",
        .description = {"What does not parse is opened again, with the error in its first line. "
                        "If it is left as it is, nothing is written; the text is kept, and a "
                        "message says where.",
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
