// SPDX-License-Identifier: MIT
#pragma once

#include <souris/sink.hpp>

#include "printers/stat_report.hpp"

namespace souris::cli {

/// Writes a page with a treemap of the file's bytes.
void write_html(Sink& sink, const StatReport& report);

}  // namespace souris::cli
