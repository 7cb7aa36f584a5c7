// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/integer_format.hpp>
#include <souris/pointer.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/pointer_text.hpp"
#include "common/process.hpp"
#include "common/stream.hpp"
#include "edits/sorted_keys.hpp"
#include "files/items.hpp"
#include "options/json_style.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/dump_bytes.hpp"
#include "printers/raw_value.hpp"
#include "reading/pointer_pattern.hpp"

namespace souris::cli {

namespace {

struct GetOptions {
    ItemOptions items;
    std::vector<TypedPattern> patterns;
    DumpFormat format = DumpFormat::tagged;
    bool is_raw = false;
    bool ends_with_nul = false;
    JsonStyle json;
    LimitOptions limits;
};

struct KeysOptions {
    ItemOptions items;
    std::string pointer;
    LimitOptions limits;
};

Result<Value> read_root(const Item& item, const ItemOptions& options, const Limits& limits) {
    const ItemProgress progress(item, "reading");
    return read_item(item, options, limits);
}

/// Reports each pattern without a value.
std::optional<ExitStatus> report_missing(const GetOptions& options, const Item& item,
                                         const Value& root) {
    std::optional<ExitStatus> status;
    for (const TypedPattern& pattern : options.patterns) {
        if (!pattern.has_wildcard) {
            const Found found = root.at(pattern.pointer);
            if (!found) status = item.report(found.error());
            continue;
        }
        bool is_found = false;
        PointerPattern(pattern.pointer).visit(root, [&](const Value&) {
            is_found = true;
            return false;
        });
        if (!is_found) {
            status = item.report_refusal("no_match", "nothing matches", pattern.pointer);
        }
    }
    return status;
}

Result<void> write_one(Sink& sink, const Value& value, const GetOptions& options,
                       const Limits& limits) {
    const bool goes_to_terminal = is_terminal(STDOUT_FILENO);
    const unsigned indent = options.json.spaces(goes_to_terminal);
    if (options.is_raw || options.ends_with_nul) {
        return write_raw(sink, value, limits, goes_to_terminal,
                         options.ends_with_nul ? RawEnd::nul : RawEnd::line_break, indent);
    }
    if (value.is(Type::integer) && options.format != DumpFormat::tree) {
        // Also beyond 64 bits, for which other JSON has a map or nothing.
        write_text(sink, fmt::format("{}\n", value.integer()));
        return {};
    }
    return dump_value(sink, value, options.format, limits, {.is_colored = uses_color()}, indent);
}

ExitStatus get_of(const Item& item, const GetOptions& options, const Limits& limits) {
    auto root = read_root(item, options.items, limits);
    if (!root) return item.report(root.error());
    // First, so that the output of a script's pointers is complete or empty.
    if (const auto missing = report_missing(options, item, *root)) return *missing;
    if (options.json.sorts_keys) sort_keys(*root);
    const auto shown = item.write_whole([&](Sink& sink) {
        Result<void> written;
        const auto write = [&](const Value& value) {
            written = write_one(sink, value, options, limits);
            return written.has_value();
        };
        for (const TypedPattern& pattern : options.patterns) {
            if (pattern.has_wildcard) {
                PointerPattern(pattern.pointer).visit(*root, write);
            } else {
                write(*root->at(pattern.pointer));
            }
            if (!written) break;
        }
        return written;
    });
    return shown ? exit_done : item.report(shown.error());
}

ExitStatus get(const GetOptions& options) {
    if (const std::string layout = options.json.layout_option();
        !layout.empty() && options.format == DumpFormat::tree) {
        return wrong_usage(layout + ": only of JSON");
    }
    const Limits limits = options.limits.limits();
    return for_each_item(options.items, limits,
                         [&](const Item& item) { return get_of(item, options, limits); });
}

/// The report of `keys` for programs.
Map fields_of(const Item& item, const KeysOptions& options, const Value& container) {
    Array keys;
    for (const MapEntry& entry : container.entries())
        keys.push_back(entry.key());
    for (std::size_t i = 0; i < container.elements().size(); ++i)
        keys.push_back(i);
    return {{"file", data_text(item.name)},
            {"path", options.pointer},
            {"type", name_of(container.type())},
            {"keys", std::move(keys)}};
}

ExitStatus keys_of(const Item& item, const KeysOptions& options) {
    const auto root = read_root(item, options.items, options.limits.limits());
    if (!root) return item.report(root.error());
    const Found value = root->at(options.pointer);
    if (!value) return item.report(value.error());
    if (!value->is(Type::map) && !value->is(Type::array)) {
        Error error(ErrorCode::wrong_type,
                    "found " + std::string(name_of(value->type())) + ", wanted map or array");
        error.path = options.pointer;
        return item.report(std::move(error));
    }
    if (writes_json()) {
        write_text(*item.output, to_line(fields_of(item, options, *value)));
        return exit_done;
    }
    const auto print = [&](const auto& token) {
        std::string pointer = options.pointer;
        append_pointer_token(pointer, token);
        write_text(*item.output, pointer_line(pointer) + '\n');
    };
    for (const MapEntry& entry : value->entries())
        print(entry.key());
    for (std::size_t i = 0; i < value->elements().size(); ++i)
        print(i);
    return exit_done;
}

ExitStatus keys(const KeysOptions& options) {
    return for_each_item(options.items, options.limits.limits(),
                         [&](const Item& item) { return keys_of(item, options); });
}

}  // namespace

Command get_command() {
    const auto options = std::make_shared<GetOptions>();
    return {
        .summary = "Show values of a store; exit status 1 if one is not there",
        .description = {"In a pointer, the token * stands for any key or index, and ** for any "
                        "number of them, also none: /users/*/name, /**/id. What matches is shown "
                        "in the order of the file (with --sort-keys, of the keys), once for each "
                        "pointer. A pointer that is "
                        "written as a JSON string has no such tokens: \"/*\" is the key *. "
                        "Nothing is shown if one of the pointers leads nowhere."},
        .parameters =
            rows(item_parameters(options->items), bare_parameters(options->items),
                 Parameters{
                     pattern_arguments(options->patterns,
                                       "JSON Pointers, such as /users/3/name; \"\" is all;\n"
                                       "* is any key or index, and ** any number of them"),
                     flag("-r,--raw", options->is_raw,
                          "For scripts: text without quotes and escapes, binary as it is"),
                     flag("-0,--null", options->ends_with_nul,
                          "As --raw, with a NUL after each value, for xargs -0"),
                     format_option(options->format).excluding("--raw").excluding("--null"),
                 },
                 json_options(options->json), limit_options(options->limits)),
        .examples = {{"souris-cli get -r settings.sdb /user/name", "one value, for scripts"},
                     {"souris-cli get settings.sdb '/users/*/name' '/**/id'",
                      "those of all users, and ids anywhere"},
                     {"souris-cli get --format tree settings.sdb /user", "a part, for people"}},
        .bad_data = "the data is bad, or there is no such value",
        .run = [options] { return get(*options); },
    };
}

Command keys_command() {
    const auto options = std::make_shared<KeysOptions>();
    return {
        .summary = "List what is in a map or an array, by the pointers that get takes",
        .parameters =
            rows(item_parameters(options->items), bare_parameters(options->items),
                 Parameters{
                     pointer_argument(options->pointer, "Which, by JSON Pointer [all]").optional(),
                 },
                 limit_options(options->limits)),
        .examples = {{"souris-cli keys settings.sdb /user", "what there is to get"}},
        .bad_data = "the data is bad, or there is no such map or array",
        .run = [options] { return keys(*options); },
    };
}

}  // namespace souris::cli
