// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <unistd.h>

#include <souris/pointer.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/pointer_text.hpp"
#include "common/process.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/sorted_keys.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/dump_bytes.hpp"
#include "printers/raw_value.hpp"
#include "reading/read_any.hpp"

namespace souris::cli {

namespace {

struct GetOptions {
    std::string input;
    std::string pointer;
    DumpFormat format = DumpFormat::tagged;
    bool is_raw = false;
    JsonStyle json;
    LimitOptions limits;
};

/// Reads the value that `get` or `keys` show.
Result<Value> read_at(const GetOptions& options) {
    const Limits limits = options.limits.limits();
    const auto bytes = read_input(options.input, limits);
    if (!bytes) return failure(bytes.error());
    const Progress progress("reading " + input_name(options.input));
    const auto value = read_any(*bytes, limits);
    if (!value) return failure(value.error());
    const Found found = value->at(options.pointer);
    if (!found) return failure(found.error());
    return *found;
}

ExitStatus finish(Sink& sink) {
    const auto finished = sink.finish();
    return finished ? exit_done : report(output_name("-"), finished.error());
}

ExitStatus get(const GetOptions& options) {
    if (const std::string layout = options.json.layout_option();
        !layout.empty() && options.format == DumpFormat::tree) {
        return wrong_usage(layout + ": only of JSON");
    }
    auto value = read_at(options);
    if (!value) return report(input_name(options.input), value.error());
    if (options.json.sorts_keys) sort_keys(*value);
    const Limits limits = options.limits.limits();
    const bool goes_to_terminal = is_terminal(STDOUT_FILENO);
    const unsigned indent = options.json.spaces(goes_to_terminal);
    Sink sink = standard_output();
    const auto written = options.is_raw ? write_raw(sink, *value, limits, goes_to_terminal, indent)
                                        : dump_value(sink, *value, options.format, limits,
                                                     {.is_colored = uses_color()}, indent);
    if (!written) return report(input_name(options.input), written.error());
    return finish(sink);
}

/// The report of `keys` for programs.
Map fields_of(const GetOptions& options, const Value& container) {
    Array keys;
    for (const MapEntry& entry : container.entries())
        keys.push_back(entry.key());
    for (std::size_t i = 0; i < container.elements().size(); ++i)
        keys.push_back(i);
    return {{"file", data_text(input_name(options.input))},
            {"path", options.pointer},
            {"type", name_of(container.type())},
            {"keys", std::move(keys)}};
}

ExitStatus keys(const GetOptions& options) {
    const auto value = read_at(options);
    if (!value) return report(input_name(options.input), value.error());
    if (!value->is(Type::map) && !value->is(Type::array)) {
        Error error(ErrorCode::wrong_type,
                    "found " + std::string(name_of(value->type())) + ", wanted map or array");
        error.path = options.pointer;
        return report(input_name(options.input), std::move(error));
    }
    Sink sink = standard_output();
    if (writes_json()) {
        write_text(sink, to_line(fields_of(options, *value)));
        return finish(sink);
    }
    const auto print = [&](const auto& token) {
        std::string pointer = options.pointer;
        append_pointer_token(pointer, token);
        write_text(sink, pointer_line(pointer) + '\n');
    };
    for (const MapEntry& entry : value->entries())
        print(entry.key());
    for (std::size_t i = 0; i < value->elements().size(); ++i)
        print(i);
    return finish(sink);
}

}  // namespace

Command get_command() {
    const auto options = std::make_shared<GetOptions>();
    return {
        .name = "get",
        .summary = "Show one value of a store; exit status 1 if it is not there",
        .parameters = rows(
            {
                file_argument(options->input),
                pointer_argument(options->pointer,
                                 "Its JSON Pointer, such as /users/3/name; \"\" is all"),
                flag("-r,--raw", options->is_raw,
                     "For scripts: text without quotes and escapes, binary as it is"),
                format_option(options->format).excluding("--raw"),
            },
            json_options(options->json), limit_options(options->limits)),
        .examples = {{"souris-cli get -r settings.sdb /user/name", "one value, for scripts"},
                     {"souris-cli get --format tree settings.sdb /user", "a part, for people"}},
        .bad_data = "the data is bad, or there is no such value",
        .run = [options] { return get(*options); },
    };
}

Command keys_command() {
    const auto options = std::make_shared<GetOptions>();
    return {
        .name = "keys",
        .summary = "List what is in a map or an array, by the pointers that get takes",
        .parameters = rows(
            {
                file_argument(options->input),
                pointer_argument(options->pointer, "Which, by JSON Pointer [all]").optional(),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli keys settings.sdb /user", "what there is to get"}},
        .bad_data = "the data is bad, or there is no such map or array",
        .run = [options] { return keys(*options); },
    };
}

}  // namespace souris::cli
