// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/stream.hpp"
#include "files/log_input.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

struct LogSplitOptions {
    LogInput input;
    std::optional<std::uint64_t> parts;
};

std::string log_range_text(const LogRange& range) {
    return range.end == LogRange::unbounded ? fmt::format("{}-", range.begin)
                                            : fmt::format("{}-{}", range.begin, range.end);
}

ExitStatus log_split(const LogSplitOptions& options) {
    const auto log = open_log(options.input);
    if (!log) return report(options.input.file, log.error());
    const auto ranges = log->split(static_cast<std::size_t>(*options.parts));
    if (!ranges) return report(options.input.file, ranges.error());
    std::string lines;
    Array texts;
    for (const LogRange& range : *ranges) {
        const std::string text = log_range_text(range);
        lines += text + '\n';
        texts.push_back(text);
    }
    const auto written = write_report(
        writes_json()
            ? to_line({{"file", data_text(options.input.file)}, {"ranges", std::move(texts)}})
            : lines);
    return written ? exit_done : report(output_name("-"), written.error());
}

Parameter parts_option(std::optional<std::uint64_t>& parts) {
    Parameter row = number("--parts", parts, "How many");
    row.is_required = true;
    row.set = [&parts, set = std::move(row.set)](const std::string& text) {
        // Each is a range in memory.
        constexpr std::uint64_t most = 1'000'000;
        const std::string wanted = set(text);
        const bool is_fine = wanted.empty() && *parts >= 1 && *parts <= most;
        return is_fine ? std::string() : fmt::format("wanted a number from 1 to {}", most);
    };
    return row;
}

}  // namespace

Command log_split_command() {
    const auto options = std::make_shared<LogSplitOptions>();
    return {
        .summary = "Print byte ranges of about equal size, for several readers of a record log",
        .description =
            {"One range is printed per line, as log cat --range takes it. Each record is "
             "in exactly one of them, wherever the log is cut. The last one has no end: "
             "what is appended later belongs to it. A log of fewer bytes has fewer "
             "parts."},
        .parameters = {log_argument(options->input.file), parts_option(options->parts)},
        .examples = {{"souris-cli log split --parts 4 app.log | xargs -n 1 -P 4 souris-cli log cat "
                      "app.log --range",
                      "four processes, each for a part"}},
        .run = [options] { return log_split(*options); },
    };
}

}  // namespace souris::cli
