// SPDX-License-Identifier: MIT
#include "common/report.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/escape.hpp>

#include "common/display_width.hpp"
#include "common/json_report.hpp"
#include "common/memory_bound.hpp"
#include "common/output_settings.hpp"
#include "common/process.hpp"
#include "common/text_place.hpp"

namespace souris::cli {

namespace {

/// One call, so that the lines of several processes do not mix. A failure is ignored: there is
/// nowhere to report it.
void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void print_line(std::string_view safe_text) {
    print(fmt::format("souris-cli: {}\n", safe_text));
}

void print_json(Map fields, ExitStatus status) {
    fields["exit_status"] = static_cast<int>(status);
    print(to_line(Map{{"error", std::move(fields)}}));
}

/// `line 3, column 5: `
std::string prefix_of(const TextPlace& place) {
    return fmt::format("line {}, column {}: ", place.line, place.column);
}

ExitStatus report_at(std::string_view name, Error error, const std::optional<TextPlace>& place,
                     std::optional<ExitStatus> wanted) {
    error = told_by_bound(std::move(error));
    const ExitStatus status = wanted.value_or(status_of(error));
    const std::string hint = hint_for(error);
    if (writes_json()) {
        Map fields{{"file", data_text(name)}};
        for (MapEntry& field : fields_of(error))
            fields[field.key()] = std::move(field.value);
        fields["line"] = place ? Value(place->line) : Value();
        fields["column"] = place ? Value(place->column) : Value();
        fields["hint"] = text_or_null(hint);
        print_json(std::move(fields), status);
        return status;
    }
    shorten_path(error.path);
    // One call, as in `print`.
    print(fmt::format("souris-cli: {}: {}{}\n{}", printable(name), place ? prefix_of(*place) : "",
                      error.message(), place ? show_place(*place) : ""));
    if (!hint.empty() && is_terminal(STDERR_FILENO)) print_line("hint: " + hint);
    return status;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string escaped;
    append_escaped(escaped, text);
    return escaped;
}

void shorten_path(std::string& path) {
    constexpr std::size_t kept = 200;  // at either end
    constexpr std::string_view gap = " ... ";
    if (path.size() <= 2 * kept + gap.size()) return;
    path = std::string(first_characters(path, kept)) + std::string(gap) +
           std::string(last_characters(path, kept));
}

ExitStatus status_of(const Error& error) noexcept {
    const bool is_bound = error.code == ErrorCode::out_of_memory && memory_bound().was_exceeded();
    const ErrorKind kind = is_bound ? ErrorKind::limit : kind_of(error.code);
    return kind == ErrorKind::system || kind == ErrorKind::internal ? exit_usage : exit_bad_data;
}

std::string hint_for(const Error& error) {
    switch (error.code) {
        case ErrorCode::limit_exceeded: {
            std::string option = error.detail;
            std::replace(option.begin(), option.end(), '_', '-');
            return "--" + option + " changes this limit";
        }
        case ErrorCode::bad_magic:
            return "convert reads JSON, CBOR and MessagePack; dump --bare a value without a store";
        case ErrorCode::checksum_mismatch:
            return "it was changed since it was written; dump shows what can be read";
        case ErrorCode::key_not_found:
        case ErrorCode::index_out_of_range:
            return "keys lists what is there";
        case ErrorCode::unrepresentable:
            return "tagged JSON and stores keep every type; convert --lossy what comes nearest";
        case ErrorCode::file_locked:
            return "--lock-timeout waits longer, and without it as long as it takes";
        case ErrorCode::file_changed:
            return "nothing was written; once more, it begins with what is there now";
        case ErrorCode::io_error:
            return error.detail.starts_with("lock:") ? "--no-lock goes without" : "";
        case ErrorCode::invalid_json:
            return error.detail == "wanted nothing after the value"
                       ? "pack --lines and convert --from ndjson read a value on each line"
                       : "";
        case ErrorCode::invalid_pointer:
            return "a path is empty, or begins with a slash: /users/3/name";
        default:
            return {};
    }
}

ExitStatus report(std::string_view name, Error error, std::optional<ExitStatus> wanted) {
    return report_at(name, std::move(error), std::nullopt, wanted);
}

ExitStatus report_in_text(std::string_view name, Error error, std::string_view text,
                          std::optional<ExitStatus> wanted) {
    std::optional<TextPlace> place;
    if (error.offset) place = find_place(text, *error.offset);
    return report_at(name, std::move(error), place, wanted);
}

void warn_in_text(std::string_view name, std::string_view code, const std::string& message,
                  std::string path, std::string_view text, std::uint64_t offset) {
    const TextPlace place = find_place(text, offset);
    if (writes_json()) {
        print(to_line(Map{{"warning", Map{{"file", data_text(name)},
                                          {"code", code},
                                          {"message", message},
                                          {"offset", offset},
                                          {"line", place.line},
                                          {"column", place.column},
                                          {"path", data_text(path)}}}}));
        return;
    }
    shorten_path(path);
    print_line(fmt::format("warning: {}: {}{}, in {}", printable(name), prefix_of(place), message,
                           printable(path)));
}

ExitStatus report_refusal(std::string_view name, std::string_view code, const std::string& message,
                          std::string path) {
    const std::string shown = printable(message);
    if (writes_json()) {
        print_json({{"file", data_text(name)},
                    {"code", code},
                    {"kind", "bad_input"},
                    {"message", shown},
                    {"offset", nullptr},
                    {"offset_base", "input"},
                    {"path", data_text(path)},
                    {"detail", nullptr},
                    {"line", nullptr},
                    {"column", nullptr},
                    {"hint", nullptr}},
                   exit_bad_data);
        return exit_bad_data;
    }
    shorten_path(path);
    print_line(printable(name) + ": " + shown + (path.empty() ? "" : ", in " + printable(path)));
    return exit_bad_data;
}

ExitStatus wrong_usage(const std::string& message) {
    if (writes_json()) {
        print_json({{"code", "usage"}, {"kind", "usage"}, {"message", printable(message)}},
                   exit_usage);
    } else {
        report(message + " (--help tells more)");
    }
    return exit_usage;
}

void report(std::string_view message) {
    print_line(printable(message));
}

}  // namespace souris::cli
