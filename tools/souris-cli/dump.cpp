// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/json.hpp>
#include <souris/store.hpp>

#include "command.hpp"
#include "options.hpp"
#include "packing.hpp"
#include "stream.hpp"
#include "tree_printer.hpp"

namespace souris::cli {

namespace {

enum class Format { tree, tagged, json };

struct DumpOptions {
    std::string input;
    Format format = Format::tree;
    bool is_bare = false;
    Layout layout = Layout::v2;
};

Result<Value> read_value(const DumpOptions& options) {
    const ReadOptions reading;
    auto bytes = read_input(options.input, reading.limits);
    if (!bytes) return failure(std::move(bytes).error());
    if (options.is_bare) return decode_value(*bytes, reading, options.layout);
    return read_any(*bytes, reading);
}

Result<void> print(Sink& sink, const Value& value, Format format) {
    if (format == Format::tree) {
        print_tree(sink, value);
        return {};
    }
    JsonWriteOptions writing;
    writing.form = format == Format::json ? JsonForm::plain : JsonForm::tagged;
    if (auto written = write_json(sink, value, writing); !written) return written;
    sink.write_byte('\n');
    return {};
}

ExitStatus dump(const DumpOptions& options) {
    const auto value = read_value(options);
    if (!value) return report(input_name(options.input), value.error());
    Sink sink = standard_output();
    const auto printed = print(sink, *value, options.format);
    if (!printed) return report(input_name(options.input), printed.error());
    const auto finished = sink.finish();
    return finished ? exit_done : report(output_name("-"), finished.error());
}

}  // namespace

void add_dump(CLI::App& app, ExitStatus& status) {
    CLI::App* const command = app.add_subcommand("dump", "Show what is in a store");
    const auto options = std::make_shared<DumpOptions>();
    command
        ->add_option("FILE", options->input, "The store or packed value, or - for standard input")
        ->required()
        ->type_name("");
    add_choice(*command, "--format", options->format,
               {{"tree", Format::tree}, {"tagged", Format::tagged}, {"json", Format::json}},
               "tree: indented, with types, for people\n"
               "tagged: JSON that keeps every type\n"
               "json: plain JSON");
    CLI::Option* const bare = command->add_flag("--bare", options->is_bare,
                                                "FILE holds one value's bytes without a store");
    // A store tells its layout by itself.
    add_layout_option(*command, options->layout)->needs(bare);
    command->callback([options, &status] { status = dump(*options); });
}

}  // namespace souris::cli
