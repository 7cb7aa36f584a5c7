// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

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

/// A damaged log may have one at every few bytes.
constexpr std::size_t most_places_of_damage = 1000;

struct LogCheckReport {
    LogCounts counts;
    /// The first places where something is lost, and how many there are.
    std::vector<LogDamage> damages;
    std::uint64_t damage_count = 0;
    /// The first record that is there, but no value, and how many there are.
    std::optional<Error> bad_record;
    std::uint64_t bad_record_count = 0;

    [[nodiscard]] bool is_sound() const noexcept {
        return damage_count == 0 && bad_record_count == 0;
    }
};

Result<LogCheckReport> check_log(const LogInput& input) {
    const Progress progress("checking " + input.file);
    auto log = open_log(input);
    if (!log) return failure(std::move(log).error());
    LogCheckReport found;
    auto read = read_records(
        *log,
        [&] {
            found.counts.add(*log);
            auto view = log->view();
            if (view) return true;
            if (found.bad_record_count++ == 0) found.bad_record = std::move(view).error();
            return true;
        },
        [&](const Error&, const LogDamage& damage) {
            ++found.damage_count;
            if (found.damages.size() < most_places_of_damage) found.damages.push_back(damage);
        });
    if (!read) return failure(std::move(read).error());
    return found;
}

std::string log_check_text(const LogCheckReport& found, const std::string& file) {
    std::string text =
        fmt::format("{}: {}\n  records    {}\n  blocks     {}\n  tail       {} records\n",
                    printable(file), found.is_sound() ? "sound" : "damaged", found.counts.records,
                    found.counts.blocks, found.counts.tail_records);
    for (const LogDamage& damage : found.damages)
        text += fmt::format("  lost       {}\n", damage.message());
    if (found.damage_count > found.damages.size()) {
        text += fmt::format("  lost       in {} more places\n",
                            found.damage_count - found.damages.size());
    }
    if (found.bad_record) {
        text += fmt::format("  no values  {}; the first: {}\n", found.bad_record_count,
                            found.bad_record->message());
    }
    return text;
}

Map log_check_fields(const LogCheckReport& found, const std::string& file) {
    Array damages;
    for (const LogDamage& damage : found.damages) {
        damages.push_back(Map{{"begin", damage.begin},
                              {"end", damage.end},
                              {"first_record", damage.first_record},
                              {"end_record", damage.end_record}});
    }
    return {{"file", data_text(file)},
            {"verdict", found.is_sound() ? "sound" : "damaged"},
            {"records", found.counts.records},
            {"blocks", found.counts.blocks},
            {"tail_records", found.counts.tail_records},
            {"damage_count", found.damage_count},
            {"damages", std::move(damages)},
            {"bad_record_count", found.bad_record_count},
            {"bad_record", found.bad_record ? Value(cli::fields_of(*found.bad_record)) : Value()}};
}

ExitStatus log_check(const LogInput& input) {
    const auto found = check_log(input);
    if (!found) return report(input.file, found.error());
    const auto written = write_report(writes_json() ? to_line(log_check_fields(*found, input.file))
                                                    : log_check_text(*found, input.file));
    if (!written) return report(output_name("-"), written.error());
    return found->is_sound() ? exit_done : exit_bad_data;
}

}  // namespace

Command log_check_command() {
    const auto input = std::make_shared<LogInput>();
    return {
        .summary = "Read all of a record log, and list what is lost",
        .description = {"What a crash left unfinished is no damage."},
        .parameters = rows({log_argument(input->file)}, limit_options(input->limits)),
        .examples = {{"souris-cli log check app.log", "whether it is sound"}},
        .bad_data = "the log is damaged, or the file is none",
        .run = [input] { return log_check(*input); },
    };
}

}  // namespace souris::cli
