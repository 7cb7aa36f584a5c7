// SPDX-License-Identifier: MIT
#include "options.hpp"

namespace souris::cli {

void add_input(CLI::App& command, std::string& path) {
    command.add_option("FILE", path, "The store or packed value, or - for standard input")
        ->required()
        ->type_name("");
}

CLI::Option* add_format_option(CLI::App& command, DumpFormat& format) {
    return add_choice(
        command, "--format", format,
        {{"tree", DumpFormat::tree}, {"tagged", DumpFormat::tagged}, {"json", DumpFormat::json}},
        "tree: indented, with types, for people\n"
        "tagged: JSON that keeps every type\n"
        "json: plain JSON");
}

CLI::Option* add_layout_option(CLI::App& command, Layout& layout) {
    return add_choice(command, "--layout", layout, {{"v1", Layout::v1}, {"v2", Layout::v2}},
                      "Byte layout: v1 (sourisdb 0.2.1) or v2 (later)");
}

}  // namespace souris::cli
