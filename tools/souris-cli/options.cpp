// SPDX-License-Identifier: MIT
#include "options.hpp"

namespace souris::cli {

CLI::Option* add_layout_option(CLI::App& command, Layout& layout) {
    return add_choice(command, "--layout", layout, {{"v1", Layout::v1}, {"v2", Layout::v2}},
                      "Byte layout: v1 (sourisdb 0.2.1) or v2 (later)");
}

}  // namespace souris::cli
