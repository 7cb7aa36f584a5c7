// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/core.h>

#include <souris/log_writer.hpp>

#include "commands/commands.hpp"
#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/parse_number.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "files/log_input.hpp"
#include "options/limit_options.hpp"
#include "options/options.hpp"
#include "options/packing.hpp"
#include "reading/json_line_reader.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

struct LogAppendOptions {
    std::string file;
    std::string input = "-";
    LogWriterOptions writing;
    std::optional<std::uint64_t> sync;
    /// Seconds.
    std::optional<std::uint64_t> lock_timeout;
    LimitOptions limits;
};

/// An error, and the file or the line that it is about.
struct LogAppendFailure {
    std::string name;
    Error error;
};

/// Tells how many records the log has that nothing can lose any more.
Result<void> tell_synced(const LogAppendOptions& options, std::uint64_t records) {
    return write_report(writes_json()
                            ? to_line({{"file", data_text(options.file)}, {"synced", records}})
                            : fmt::format("synced {}\n", records));
}

std::optional<LogAppendFailure> sync_log(LogWriter& log, const LogAppendOptions& options) {
    if (const auto synced = log.sync(); !synced) {
        return LogAppendFailure{options.file, synced.error()};
    }
    const auto told = tell_synced(options, log.next_record());
    if (!told) return LogAppendFailure{output_name("-"), told.error()};
    return std::nullopt;
}

/// Appends a record for each line, up to the first one that fails.
std::optional<LogAppendFailure> append_lines(LogWriter& log, PiecewiseInput input,
                                             const LogAppendOptions& options) {
    const std::string name = input_name(options.input);
    const Progress progress("appending " + name,
                            options.sync ? WhileWorking::writes : WhileWorking::is_silent);
    JsonLineReader lines(std::move(input), options.writing.limits);
    const JsonReadOptions reading{.limits = options.writing.limits, .unescapes_json = true};
    for (std::uint64_t count = 1;; ++count) {
        const auto line = lines.next([] { return Result<void>(); });
        if (line && !*line) return std::nullopt;
        const std::string place = fmt::format("{}, line {}", name, lines.number());
        if (!line) return LogAppendFailure{place, line.error()};
        const auto value = read_json(place, **line, reading);
        if (!value) return LogAppendFailure{place, value.error()};
        if (const auto appended = log.append(*value); !appended) {
            const bool is_about_log = kind_of(appended.error().code) == ErrorKind::system;
            return LogAppendFailure{is_about_log ? options.file : place, appended.error()};
        }
        if (!options.sync || count % *options.sync != 0) continue;
        if (auto failed = sync_log(log, options)) return failed;
    }
}

/// Tells what has been done, once the log is closed.
Result<void> tell_appended(const LogAppendOptions& options, std::uint64_t before,
                           std::uint64_t after) {
    if (writes_json()) {
        return write_report(to_line(
            {{"file", data_text(options.file)}, {"appended", after - before}, {"records", after}}));
    }
    return options.sync ? tell_synced(options, after) : Result<void>();
}

ExitStatus log_append(LogAppendOptions& options) {
    constexpr std::uint64_t second = 1000;
    options.writing.limits = options.limits.limits();
    if (!options.sync) options.writing.sync_milliseconds = second;
    const std::uint64_t longest = ~std::uint64_t{0} / second;
    options.writing.locking.wait_milliseconds =
        second * std::min(options.lock_timeout.value_or(0), longest);
    auto input = PiecewiseInput::open(options.input);
    if (!input) return report(input_name(options.input), input.error());
    auto log = LogWriter::open(options.file, options.writing);
    if (!log) return report(options.file, log.error());
    const std::uint64_t before = log->next_record();
    const auto failed = append_lines(*log, *std::move(input), options);
    const std::uint64_t after = log->next_record();
    if (const auto closed = log->close(); !closed) {
        if (failed) report(failed->name, failed->error);
        return report(options.file, closed.error());
    }
    const auto told = tell_appended(options, before, after);
    if (failed) return report(failed->name, failed->error);
    return told ? exit_done : report(output_name("-"), told.error());
}

Parameter block_size_option(std::size_t& size) {
    Parameter row{.name = "--block-size",
                  .placeholder = "SIZE",
                  .standard = "256K",
                  .help =
                      "Bytes of records that are packed together, up to 64M: the more, the\n"
                      "smaller the log, and the more is lost where it is damaged"};
    row.set = [&size](const std::string& text) {
        const auto given = parse_size(text).value_or(0);
        if (given == 0 || given > LogWriterOptions::max_block_size) {
            return std::string("wanted bytes, or a number with K or M, from 1 to 64M");
        }
        size = static_cast<std::size_t>(given);
        return std::string();
    };
    return row;
}

Parameter sync_option(std::optional<std::uint64_t>& count) {
    Parameter row = number("--sync", count,
                           "Make the records survive whatever happens after each N, and print\n"
                           "how many the log then has. Without it, about once a second");
    row.set = [&count, set = row.set](const std::string& text) {
        std::string wanted = set(text);
        return count == std::uint64_t{0} ? "wanted a number from 1" : std::move(wanted);
    };
    return row;
}

}  // namespace

Command log_append_command() {
    const auto options = std::make_shared<LogAppendOptions>();
    return {
        .summary = "Append the lines of JSON, plain or tagged, to a record log",
        .description = {"FILE is created if it does not exist. It survives whatever ends this "
                        "command; nothing has to be repaired, and the next one goes on behind the "
                        "last whole record. A line that is bad ends the command; the lines before "
                        "it are in the log. One command at a time can append, while any number "
                        "read."},
        .parameters = rows(
            {log_argument(options->file),
             path_argument("JSON", options->input,
                           "A value on each line (NDJSON) [-, standard input]")
                 .optional(),
             profile_option(options->writing.profile,
                            "stored: records as they are; fast, balanced, smallest: in columns,\n"
                            "with more and more work"),
             block_size_option(options->writing.block_size), sync_option(options->sync),
             number("--lock-timeout", options->lock_timeout,
                    "Seconds to wait for another command that appends")
                 .defaulting_to("0")},
            limit_options(options->limits)),
        .examples = {{"app | souris-cli log append app.log", "a record for each line"},
                     {"souris-cli log append --sync 1 app.log",
                      "each line is safe once it is told"},
                     {"souris-cli log append all.log old.ndjson --profile smallest",
                      "a file of lines"}},
        .bad_data = "a line is bad, or the file is no log",
        .run = [options] { return log_append(*options); },
    };
}

}  // namespace souris::cli
