// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/store.hpp>

#include "command.hpp"
#include "options.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

struct PackOptions {
    std::string input;
    std::string output;
    bool is_bare = false;
    Layout layout = Layout::v2;
};

/// The root of a store is a map. As sourisdb does, anything else becomes its one entry, `JSON`.
Store make_store(Value root) {
    if (Map* const map = root.as_map()) return Store(std::move(*map));
    Store store;
    store["JSON"] = std::move(root);
    return store;
}

Result<Bytes> encode(Value value, const PackOptions& options) {
    WriteOptions writing;
    writing.layout = options.layout;
    if (options.is_bare) return encode_value(value, writing);
    return encode_store(make_store(std::move(value)), writing);
}

ExitStatus pack(const PackOptions& options) {
    const auto json = read_input(options.input, Limits());
    if (!json) return report(input_name(options.input), json.error());
    auto value = value_from_json(as_text(*json));
    if (!value) return report(input_name(options.input), value.error());
    const auto bytes = encode(std::move(*value), options);
    if (!bytes) return report(input_name(options.input), bytes.error());
    const auto written = write_output(options.output, *bytes);
    return written ? exit_done : report(output_name(options.output), written.error());
}

}  // namespace

void add_pack(CLI::App& app, ExitStatus& status) {
    CLI::App* const command = app.add_subcommand("pack", "Make a store of JSON, plain or tagged");
    const auto options = std::make_shared<PackOptions>();
    command->add_option("JSON", options->input, "The document, or - for standard input")
        ->required()
        ->type_name("");
    command
        ->add_option("-o,--output", options->output, "The file to write, or - for standard output")
        ->required()
        ->option_text("FILE");
    command->add_flag("--bare", options->is_bare, "Write one value's bytes without a store");
    add_layout_option(*command, options->layout);
    command->callback([options, &status] { status = pack(*options); });
}

}  // namespace souris::cli
