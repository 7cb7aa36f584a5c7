// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <souris/json.hpp>

#include "commands/commands.hpp"
#include "common/parse_number.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "edits/selection.hpp"
#include "edits/sorted_keys.hpp"
#include "files/log_input.hpp"
#include "files/record_condition.hpp"
#include "options/json_style.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

struct LogCatOptions {
    LogInput input;
    std::optional<std::uint64_t> from;
    std::optional<std::uint64_t> to;
    std::optional<std::uint64_t> last;
    std::optional<LogRange> range;
    std::vector<RowFilter> conditions;
    /// Pointers. Empty for all of a record.
    std::vector<std::string> selected;
    bool follows = false;
    JsonForm form = JsonForm::tagged;
    bool sorts_keys = false;
};

/// Reads `1000-2000` or `1000-`; nothing if it is something else.
std::optional<LogRange> parse_log_range(std::string_view text) {
    const std::size_t hyphen = text.find('-');
    if (hyphen == std::string_view::npos) return std::nullopt;
    const auto begin = parse_number(text.substr(0, hyphen));
    const std::string_view rest = text.substr(hyphen + 1);
    const auto end = rest.empty() ? LogRange::unbounded : parse_number(rest);
    if (!begin || !end || *begin > *end) return std::nullopt;
    return LogRange{*begin, *end};
}

/// Stands before the last `count` records, of those that the conditions want.
Result<void> seek_last(LogReader& log, std::uint64_t count, bool has_conditions) {
    if (auto sought = log.seek_end(); !sought) return sought;
    for (std::uint64_t i = 0; i < count;) {
        auto is_there = log.previous();
        // Damage is reported when it is read forward.
        if (!is_there && !log.damage()) return failure(std::move(is_there).error());
        if (!is_there) continue;
        if (!*is_there) return {};
        ++i;
        if (has_conditions) continue;
        const std::uint64_t end = log.number() + 1;
        return log.seek(end - std::min(count, end));
    }
    return {};
}

/// Stands where the first record is wanted.
Result<void> seek_first(LogReader& log, const LogCatOptions& options) {
    if (auto filtered = log.filter(options.conditions); !filtered) return filtered;
    if (options.range) log.select(*options.range);
    if (options.from) return log.seek(*options.from);
    return options.last ? seek_last(log, *options.last, !options.conditions.empty())
                        : Result<void>();
}

/// Prints the records of a log up to the end or `--to`.
class LogPrinter {
  public:
    LogPrinter(LogReader& log, const LogCatOptions& options) : log_(&log), options_(&options) {}

    /// Prints what is there now. Errors: those of `read_records`.
    [[nodiscard]] Result<void> print() {
        if (is_done_) return {};
        return read_records(
            *log_, [this] { return print_record(); },
            [this](Error error, const LogDamage&) { complain(std::move(error)); });
    }

    /// Passes the output on, and reports the error if that fails.
    [[nodiscard]] bool flush() {
        const auto written = sink_.finish();
        if (!written) status_ = report(output_name("-"), written.error());
        return written.has_value();
    }

    /// Whether nothing can follow.
    [[nodiscard]] bool is_done() const noexcept { return is_done_; }
    [[nodiscard]] ExitStatus status() const noexcept { return status_; }

  private:
    /// Returns whether to go on.
    bool print_record() {
        const std::uint64_t number = log_->number();
        if (options_->to && number >= *options_->to) is_done_ = true;
        if (is_done_) return false;
        // Of a log that ends before `--from`, this is what has been appended since.
        if (number < options_->from.value_or(0)) return true;
        auto value = log_->value();
        if (!value) return complain(std::move(value).error());
        if (!options_->selected.empty()) value = select(*value, options_->selected);
        if (options_->sorts_keys) sort_keys(*value);
        // As a whole first: part of a record would be a line that is no JSON.
        const auto line =
            to_json(*value, {.form = options_->form, .limits = options_->input.limits.limits()});
        if (!line) {
            Error error = line.error();
            error.detail +=
                (error.detail.empty() ? "record " : "; record ") + std::to_string(number);
            return complain(std::move(error));
        }
        write_text(sink_, *line);
        sink_.write_byte('\n');
        // Without a look at the next block, which may be damaged.
        if (options_->to && number + 1 == *options_->to) is_done_ = true;
        return !is_done_;
    }

    /// Reports what cannot be printed, behind what precedes it. Returns whether to go on.
    bool complain(Error error) {
        is_done_ = !flush();
        if (is_done_) return false;
        status_ = std::max(status_, report(options_->input.file, std::move(error)));
        return true;
    }

    LogReader* log_;
    const LogCatOptions* options_;
    Sink sink_ = standard_output();
    ExitStatus status_ = exit_done;
    bool is_done_ = false;
};

ExitStatus log_cat(const LogCatOptions& options) {
    constexpr std::chrono::milliseconds pause(100);
    if (options.to && *options.to <= options.from.value_or(0)) return exit_done;
    auto log = open_log(options.input);
    if (!log) return report(options.input.file, log.error());
    if (const auto sought = seek_first(*log, options); !sought) {
        return report(options.input.file, sought.error());
    }
    LogPrinter printer(*log, options);
    for (;;) {
        if (const auto printed = printer.print(); !printed) {
            return printer.flush() ? report(options.input.file, printed.error()) : printer.status();
        }
        if (!printer.flush() || !options.follows || printer.is_done()) return printer.status();
        std::this_thread::sleep_for(pause);
    }
}

Parameter log_range_option(std::optional<LogRange>& range) {
    Parameter row{.name = "--range",
                  .placeholder = "BEGIN-END",
                  .help = "Those in the blocks that begin at these bytes, as printed by log split"};
    row.set = [&range](const std::string& text) {
        range = parse_log_range(text);
        return std::string(range ? "" : "wanted two numbers, such as 1000-2000, or 1000-");
    };
    return row;
}

Parameter condition_option(std::vector<RowFilter>& conditions) {
    Parameter row{.name = "--where",
                  .placeholder = "CONDITION",
                  .help =
                      "Those for which it holds, such as '/level = \"ERROR\"': a pointer; =, <,\n"
                      "<=, > or >= between spaces; a value in JSON. Given several times: those\n"
                      "for which all hold",
                  .is_repeated = true};
    row.set = [&conditions](const std::string& text) {
        auto condition = parse_condition(text);
        if (!condition) return std::string("wanted a condition, such as '/level = \"ERROR\"'");
        conditions.push_back(*std::move(condition));
        return std::string();
    };
    return row;
}

Parameter selection_option(std::vector<std::string>& pointers) {
    Parameter row{
        .name = "--select",
        .placeholder = "POINTERS",
        .help = "Of each record, what is there: pointers with commas between, /time,/a/b"};
    row.set = [&pointers](const std::string& text) {
        auto selected = parse_selection(text);
        if (!selected) return std::string("wanted pointers, such as /time,/user/name");
        pointers = *std::move(selected);
        return std::string();
    };
    return row;
}

}  // namespace

Command log_cat_command() {
    const auto options = std::make_shared<LogCatOptions>();
    return {
        .summary = "Print the records of a record log as JSON, one a line",
        .description = {"Damage is reported on standard error: which bytes and which records are "
                        "lost. All other records are printed. What a crash left unfinished is no "
                        "damage."},
        .parameters = rows(
            {
                log_argument(options->input.file),
                number("--from", options->from,
                       "Begin with the record of that number, the first is 0"),
                number("--to", options->to, "End before the record of that number"),
                number("--last", options->last, "Begin with the last so many records")
                    .excluding("--from"),
                log_range_option(options->range)
                    .excluding("--from")
                    .excluding("--to")
                    .excluding("--last"),
                condition_option(options->conditions),
                selection_option(options->selected),
                flag("--follow", options->follows, "At the end, wait for what is appended")
                    .excluding("--range"),
                choice("--format", options->form,
                       {{"tagged", JsonForm::tagged}, {"json", JsonForm::plain}},
                       "tagged: JSON that keeps every type, as log append takes it\n"
                       "json: plain JSON"),
                sort_keys_option(options->sorts_keys),
            },
            limit_options(options->input.limits)),
        .examples =
            {{"souris-cli log cat app.log | jq .level", "all records"},
             {"souris-cli log cat --where '/level = \"ERROR\"' --select /time,/message app.log",
              "parts of some"},
             {"souris-cli log cat --last 10 --follow app.log", "the last ones, and what comes"}},
        .bad_data = "the log is damaged, the file is none, or plain JSON cannot express a record",
        .run = [options] { return log_cat(*options); },
    };
}

}  // namespace souris::cli
