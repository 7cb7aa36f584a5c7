// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/cursor.hpp>

#include "command.hpp"
#include "dump_bytes.hpp"
#include "limit_options.hpp"
#include "options.hpp"
#include "raw_value.hpp"
#include "read_any.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct GetOptions {
    std::string input;
    std::string pointer;
    DumpFormat format = DumpFormat::tagged;
    bool is_raw = false;
    LimitOptions limits;
};

/// What `get` and `keys` look at, or what went wrong.
Result<Value> read_at(const GetOptions& options) {
    const Limits limits = options.limits.limits();
    const auto bytes = read_input(options.input, limits);
    if (!bytes) return failure(bytes.error());
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
    const auto value = read_at(options);
    if (!value) return report(input_name(options.input), value.error());
    const Limits limits = options.limits.limits();
    Sink sink = standard_output();
    const auto written = options.is_raw ? write_raw(sink, *value, limits)
                                        : dump_value(sink, *value, options.format, limits);
    if (!written) return report(input_name(options.input), written.error());
    return finish(sink);
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
    for (const MapEntry& entry : value->entries())
        sink.write_bytes(as_byte_span(printable(entry.key()) + '\n'));
    for (std::size_t i = 0; i < value->elements().size(); ++i)
        sink.write_bytes(as_byte_span(std::to_string(i) + '\n'));
    return finish(sink);
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& description,
                      GetOptions& options) {
    CLI::App* const command = app.add_subcommand(name, description);
    add_input(*command, options.input);
    return command;
}

}  // namespace

void add_get(CLI::App& app, ExitStatus& status) {
    const auto options = std::make_shared<GetOptions>();
    CLI::App* const command = add_command(
        app, "get", "Show one value of a store; exit status 1 if it is not there", *options);
    command
        ->add_option("POINTER", options->pointer,
                     "Its JSON Pointer, such as /users/3/name; \"\" is all")
        ->required()
        ->type_name("");
    CLI::Option* const raw =
        command->add_flag("-r,--raw", options->is_raw,
                          "For scripts: text without quotes and escapes, binary as it is");
    add_format_option(*command, options->format)->excludes(raw);
    add_limit_options(*command, options->limits);
    command->callback([options, &status] { status = get(*options); });
}

void add_keys(CLI::App& app, ExitStatus& status) {
    const auto options = std::make_shared<GetOptions>();
    CLI::App* const command =
        add_command(app, "keys", "List the keys of a map, or the indices of an array", *options);
    command->add_option("POINTER", options->pointer, "Which, by JSON Pointer [all]")->type_name("");
    add_limit_options(*command, options->limits);
    command->callback([options, &status] { status = keys(*options); });
}

}  // namespace souris::cli
