// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <fmt/core.h>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "files/log_input.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

struct LogStatReport {
    LogCounts counts;
    std::uint64_t size = 0;
    /// The last error of damage, of which `damage_count` places have one.
    std::optional<Error> damage;
    std::uint64_t damage_count = 0;
};

Result<LogStatReport> count_log(const LogInput& input) {
    const Progress progress("reading " + input.file);
    auto log = open_log(input);
    if (!log) return failure(std::move(log).error());
    LogStatReport found;
    auto read = read_records(
        *log,
        [&] {
            found.counts.add(*log);
            return true;
        },
        [&](Error error, const LogDamage&) {
            found.damage = std::move(error);
            ++found.damage_count;
        });
    if (!read) return failure(std::move(read).error());
    const auto size = size_of_log(input.file);
    if (!size) return failure(size.error());
    found.size = *size;
    return found;
}

std::string log_stat_text(const LogStatReport& found, const std::string& file) {
    const LogCounts& counts = found.counts;
    std::string text = fmt::format(
        "{}: {} bytes\n  records    {}: {} bytes\n  blocks     {}\n  tail       {} records\n",
        printable(file), found.size, counts.records, counts.record_bytes, counts.blocks,
        counts.tail_records);
    if (found.damage_count != 0) {
        text +=
            fmt::format("  damage     {} places; what is there is counted\n", found.damage_count);
    }
    return text;
}

Map log_stat_fields(const LogStatReport& found, const std::string& file) {
    return {{"file", data_text(file)},           {"size", found.size},
            {"records", found.counts.records},   {"record_bytes", found.counts.record_bytes},
            {"blocks", found.counts.blocks},     {"tail_records", found.counts.tail_records},
            {"damage_count", found.damage_count}};
}

ExitStatus log_stat(const LogInput& input) {
    const auto found = count_log(input);
    if (!found) return report(input.file, found.error());
    const auto written = write_report(writes_json() ? to_line(log_stat_fields(*found, input.file))
                                                    : log_stat_text(*found, input.file));
    if (!written) return report(output_name("-"), written.error());
    return found->damage ? status_of(*found->damage) : exit_done;
}

}  // namespace

Command log_stat_command() {
    const auto input = std::make_shared<LogInput>();
    return {
        .summary = "Count the records, blocks and bytes of a record log",
        .parameters = rows({log_argument(input->file)}, limit_options(input->limits)),
        .examples = {{"souris-cli log stat app.log", "how much is in it"}},
        .bad_data = "the log is damaged, or the file is none",
        .run = [input] { return log_stat(*input); },
    };
}

}  // namespace souris::cli
