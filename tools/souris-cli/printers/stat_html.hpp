// SPDX-License-Identifier: MIT
#pragma once

#include <souris/sink.hpp>

#include "printers/stat_report.hpp"

namespace souris::cli {

/// Writes a page that shows where the bytes go as a map of rectangles.
void write_html(Sink& sink, const StatReport& report);

}  // namespace souris::cli
