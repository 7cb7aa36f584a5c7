// SPDX-License-Identifier: MIT
#include "command_line.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <souris/config.hpp>

#include "commands/commands.hpp"
#include "common/memory_bound.hpp"
#include "common/output_settings.hpp"
#include "common/stream.hpp"
#include "options/limit_options.hpp"
#include "options/nearest_command.hpp"
#include "options/options.hpp"

// The only source that includes CLI11, which takes seconds to compile.

namespace souris::cli {

namespace {

/// Lines with their purposes in a second column.
std::string text_of(const std::vector<Example>& examples) {
    std::size_t width = 0;
    for (const Example& example : examples)
        width = std::max(width, example.line.size());
    std::string text = "Examples:\n";
    for (const Example& example : examples)
        text += fmt::format("  {:<{}}  {}\n", example.line, width, example.purpose);
    return text;
}

std::string description_of(const std::vector<Command>& commands) {
    std::vector<Example> examples;
    for (const Command& command : commands) {
        if (!command.examples.empty()) examples.push_back(command.examples.front());
    }
    return text_of(examples) + "\nLooks inside Souris stores (.sdb) and makes them.\n";
}

std::string exit_statuses(const std::string& bad_data) {
    return "Exit status: 0 " + meaning_of(exit_done) + "; 1 " +
           (bad_data.empty() ? meaning_of(exit_bad_data) : bad_data) + ";\n2 " +
           meaning_of(exit_usage) + ".";
}

/// Makes the help independent of the release of CLI11.
class HelpFormatter final : public CLI::Formatter {
  public:
    HelpFormatter() { keep_lines(*this); }

    [[nodiscard]] std::string make_usage(const CLI::App* app, std::string name) const override {
        std::string usage = CLI::Formatter::make_usage(app, std::move(name));
        usage.erase(0, usage.find_first_not_of('\n'));
        // CLI11 2.5 and later write the label only if there is no name.
        const std::string label = get_label("Usage") + ':';
        return usage.compare(0, label.size(), label) == 0 ? usage : label + ' ' + usage;
    }

  private:
    /// CLI11 2.5 and later fill paragraphs by default.
    template <class Formatter>
    static void keep_lines(Formatter& formatter) {
        if constexpr (requires {
                          formatter.enable_description_formatting(false);
                          formatter.enable_footer_formatting(false);
                      }) {
            formatter.enable_description_formatting(false);
            formatter.enable_footer_formatting(false);
        }
    }
};

CLI::Option* add_repeated(CLI::App& app, const Parameter& parameter,
                          const std::function<void(const std::string&)>& set) {
    const auto set_each = [set](const std::vector<std::string>& values) {
        std::for_each(values.begin(), values.end(), set);
    };
    // CLI11 splits `[a,b]` into two values; a file of that name must be given as `./[a,b]`.
    CLI::Option* const option =
        app.add_option_function<std::vector<std::string>>(parameter.name, set_each, parameter.help);
    // An option takes one value each time.
    if (parameter.is_option()) option->allow_extra_args(false);
    return option;
}

CLI::Option* add_option(CLI::App& app, const Parameter& parameter) {
    const auto set = [&parameter](const std::string& value) {
        const std::string wanted = parameter.set(value);
        if (!wanted.empty()) throw CLI::ValidationError(parameter.name, wanted);
    };
    if (parameter.is_flag()) {
        return app.add_flag_callback(
            parameter.name, [set] { set(""); }, parameter.help);
    }
    CLI::Option* const option = parameter.is_repeated ? add_repeated(app, parameter, set)
                                                      : app.add_option_function<std::string>(
                                                            parameter.name, set, parameter.help);
    if (!parameter.choices.empty()) option->check(CLI::IsMember(parameter.choices));
    if (!parameter.is_option()) return option->type_name("");
    std::string text = parameter.placeholder;
    if (!parameter.standard.empty()) text += " [" + parameter.standard + "]";
    return option->option_text(text);
}

void add_parameters(CLI::App& app, const Parameters& parameters) {
    for (const Parameter& parameter : parameters) {
        CLI::Option* const option = add_option(app, parameter);
        option->required(parameter.is_required);
        if (!parameter.group.empty()) option->group(parameter.group);
    }
    for (const Parameter& parameter : parameters) {
        const std::string name = parameter.names().back();
        for (const std::string& other : parameter.needs)
            app.get_option(name)->needs(app.get_option(other));
        for (const std::string& other : parameter.excludes)
            app.get_option(name)->excludes(app.get_option(other));
    }
}

/// Adds parameters only to commands that the arguments may name, because adding all takes
/// milliseconds. `common`: the options of all commands.
void add_command(CLI::App& app, const Command& command, const Parameters& common,
                 std::span<char* const> arguments) {
    const std::vector<std::string_view> words = words_of(command.name);
    CLI::App* parent = &app;
    // A group precedes its commands.
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        parent = parent->get_subcommand(std::string(words[i]));
    CLI::App* const subcommand = parent->add_subcommand(std::string(words.back()), command.summary);
    if (!may_be_named(command.name, arguments)) return;
    if (command.is_group) {
        subcommand->require_subcommand(0, 1);
        add_parameters(*subcommand, common);
    } else {
        add_parameters(*subcommand, command.parameters);
    }
    const std::string examples = command.examples.empty() ? "" : text_of(command.examples) + '\n';
    subcommand->footer(examples + exit_statuses(command.bad_data));
}

/// Whether the command has an `--output` of its own.
bool has_own_output(std::string_view name, const std::vector<Command>& commands) {
    return std::any_of(commands.begin(), commands.end(), [&](const Command& command) {
        const auto is_own = [](const Parameter& parameter) {
            return parameter.names().back() == "--output" && parameter.choices.empty();
        };
        return command.name == name &&
               std::any_of(command.parameters.begin(), command.parameters.end(), is_own);
    });
}

/// Whether messages are to be JSON, guessed from arguments that could not be parsed.
bool asks_for_json(std::span<char* const> arguments, const std::vector<Command>& commands) {
    std::string_view before;
    for (const std::string_view argument : arguments) {
        if (has_own_output(argument, commands)) return false;
        if (argument == "--output=json" || (before == "--output" && argument == "json")) {
            return true;
        }
        before = argument;
    }
    return false;
}

/// The message for an argument that should be the name of a command; empty if it is one or an
/// option.
std::string complaint_about_command(std::string_view name, const std::vector<Command>& commands) {
    constexpr std::size_t longest = 32;
    if (name.starts_with('-') || name.size() > longest) return {};
    const bool is_one = std::any_of(commands.begin(), commands.end(),
                                    [&](const Command& command) { return command.name == name; });
    if (is_one) return {};
    const std::string_view nearest = nearest_command(name, commands);
    const std::string hint = nearest.empty() ? "" : ", but " + std::string(nearest);
    return "there is no command " + std::string(name) + hint;
}

/// The same for the first arguments, and for those that `help` is asked about.
std::string complaint_about_commands(std::span<char* const> arguments,
                                     const std::vector<Command>& commands) {
    if (arguments.size() < 2) return {};
    const bool is_help = arguments.size() > 2 && arguments[1] == help_name;
    const auto words = arguments.subspan(is_help ? 2 : 1);
    const std::string_view first = words.front();
    const bool is_group = std::any_of(
        commands.begin(), commands.end(),
        [&](const Command& command) { return command.is_group && command.name == first; });
    if (!is_group || words.size() == 1 || words[1][0] == '-') {
        return complaint_about_command(first, commands);
    }
    return complaint_about_command(fmt::format("{} {}", first, words[1]), commands);
}

/// Whether the arguments name that command.
bool is_given(const CLI::App& app, const Command& command) {
    const CLI::App* parent = &app;
    for (const std::string_view word : words_of(command.name)) {
        if (!parent->got_subcommand(std::string(word))) return false;
        parent = parent->get_subcommand(std::string(word));
    }
    return true;
}

ExitStatus show_help(const std::string& help) {
    const auto written = write_report(help);
    return written ? exit_done : report(output_name("-"), written.error());
}

/// Runs `help`.
ExitStatus run_help(const CLI::App& app, const Command& help) {
    const CLI::App* shown = &app;
    std::string name = app.get_name();
    for (const Parameter& parameter : help.parameters) {
        if (parameter.is_option()) continue;
        for (const std::string& word :
             app.get_subcommand(help.name)->get_option(parameter.name)->results()) {
            const auto found = shown->get_subcommands(
                [&](const CLI::App* candidate) { return candidate->get_name() == word; });
            if (found.empty())
                return wrong_usage("there is no command " + shown->get_name() + ' ' + word);
            shown = found.front();
            name += ' ' + word;
        }
    }
    // Not `help()`, which would be the help of `help`.
    return show_help(shown->get_formatter()->make_help(shown, name, CLI::AppFormatMode::Normal));
}

/// Handles help, version and usage errors, which end the program before any command runs.
ExitStatus end_parsing(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream help;
    std::ostringstream complaint;
    if (app.exit(error, help, complaint) != 0) return wrong_usage(error.what());
    return show_help(help.str());
}

}  // namespace

ExitStatus run_command_line(std::span<char* const> arguments,
                            const std::vector<Command>& commands) {
    const Parameters common = output_options();
    CLI::App app(description_of(commands), "souris-cli");
    app.formatter(std::make_shared<HelpFormatter>());
    app.footer(exit_statuses(""));
    app.require_subcommand(0, 1);
    // Disables Windows-style options, since a JSON Pointer begins with a slash.
    app.allow_windows_style_options(false);
    app.set_version_flag("--version", fmt::format("souris-cli {}.{}.{}", SOURIS_VERSION_MAJOR,
                                                  SOURIS_VERSION_MINOR, SOURIS_VERSION_PATCH));
    add_parameters(app, common);
    for (const Command& command : commands)
        add_command(app, command, common, arguments);
    try {
        app.parse(static_cast<int>(arguments.size()), arguments.data());
    } catch (const CLI::ParseError& error) {
        if (asks_for_json(arguments, commands)) output_settings().form = OutputForm::json;
        const std::string complaint = complaint_about_commands(arguments, commands);
        return complaint.empty() ? end_parsing(app, error) : wrong_usage(complaint);
    }
    for (const Command& command : commands) {
        if (command.is_group || !is_given(app, command)) continue;
        if (command.name == help_name) return run_help(app, command);
        memory_bound().begin(given_max_memory());
        return command.run();
    }
    // Not `require_subcommand`, which would report an unknown command as a missing one.
    return wrong_usage("A subcommand is required");
}

}  // namespace souris::cli
