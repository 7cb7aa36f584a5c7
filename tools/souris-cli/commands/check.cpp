// SPDX-License-Identifier: MIT
#include <memory>

#include <souris/check.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/stream.hpp"
#include "files/items.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "printers/check_json.hpp"
#include "printers/check_printer.hpp"

namespace souris::cli {

namespace {

struct CheckCommand {
    ItemOptions items;
    bool is_strict = false;
    bool is_canonical = false;
    LimitOptions limits;
};

CheckReport look(const Item& item, const CheckOptions& options) {
    const ItemProgress progress(item, "checking");
    return check_bytes(item.bytes, options);
}

ExitStatus check_item(const Item& item, const CheckCommand& command, const CheckOptions& options) {
    const CheckReport found = look(item, options);
    write_text(*item.output,
               writes_json() ? to_line(to_fields(found, item.name)) : to_text(found, item.name));
    if (found.damage) return status_of(*found.damage);
    if (command.is_canonical && found.is_canonical != true) return exit_bad_data;
    return command.is_strict && found.non_canonical.count() != 0 ? exit_bad_data : exit_done;
}

ExitStatus check(const CheckCommand& command) {
    CheckOptions options;
    options.limits = command.limits.limits();
    options.canonical = command.is_canonical;
    return for_each_item(command.items, options.limits,
                         [&](const Item& item) { return check_item(item, command, options); });
}

}  // namespace

Command check_command() {
    const auto options = std::make_shared<CheckCommand>();
    return {
        .summary = "Tell whether a store is sound, and what in it is not canonical",
        .parameters = rows(
            item_parameters(options->items),
            Parameters{
                flag("--strict", options->is_strict, "Non-canonical encodings count as damage"),
                flag("--canonical", options->is_canonical,
                     "The file must be in canonical form, as convert --canonical writes it"),
            },
            limit_options(options->limits)),
        .examples = {{"souris-cli check settings.sdb", "whether it is sound"},
                     {"souris-cli check --hostile --strict upload.sdb",
                      "the same of a stranger's file, and whether it is canonical"},
                     {"souris-cli check --canonical signed.sdb",
                      "whether its bytes are the only ones of its data, or where not"}},
        .bad_data =
            "the file is damaged; with --strict, or non-canonical; with --canonical, or "
            "not in canonical form",
        .run = [options] { return check(*options); },
    };
}

}  // namespace souris::cli
