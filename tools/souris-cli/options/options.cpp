// SPDX-License-Identifier: MIT
#include "options/options.hpp"

#include "common/output_settings.hpp"
#include "common/parse_number.hpp"
#include "common/pointer_text.hpp"

namespace souris::cli {

namespace {

/// Takes a pointer, and whether it has wildcards. Returns what was expected, or an empty string.
using PointerTaker = std::function<std::string(std::string pointer, bool has_wildcard)>;

Parameter pointer_row(std::string help, PointerTaker take) {
    Parameter row{.name = "POINTER", .help = std::move(help), .is_required = true};
    row.is_pointer = true;
    row.set = [take = std::move(take)](const std::string& value) {
        auto pointer = read_typed_pointer(value);
        if (!pointer)
            return std::string(
                "a path is empty, or begins with a slash: /users/3/name; "
                "~0 stands for ~ in it, and ~1 for /");
        const bool is_pattern = !value.starts_with('"') && has_wildcard(*pointer);
        return take(std::move(*pointer), is_pattern);
    };
    return row;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

}  // namespace

std::vector<std::string> Parameter::names() const {
    const std::vector<std::string_view> parts = split(name, ',');
    return {parts.begin(), parts.end()};
}

std::vector<std::string_view> words_of(std::string_view name) {
    return split(name, ' ');
}

Parameter argument(std::string name, std::string& target, std::string help) {
    Parameter row{.name = std::move(name), .help = std::move(help), .is_required = true};
    row.set = [&target](const std::string& value) {
        target = value;
        return std::string();
    };
    return row;
}

Parameter path_argument(std::string name, std::string& target, std::string help) {
    Parameter row = argument(std::move(name), target, std::move(help));
    row.is_path = true;
    return row;
}

Parameter path_arguments(std::string name, std::vector<std::string>& targets, std::string help) {
    Parameter row{.name = std::move(name), .help = std::move(help), .is_required = true};
    row.is_path = true;
    row.is_repeated = true;
    row.set = [&targets](const std::string& value) {
        targets.push_back(value);
        return std::string();
    };
    return row;
}

Parameter pointer_argument(std::string& target, std::string help) {
    return pointer_row(std::move(help), [&target](std::string pointer, bool has_wildcard) {
        if (has_wildcard) {
            return "only get takes * and **; a key of that name is in a JSON string: '" +
                   pointer_line(pointer) + '\'';
        }
        target = std::move(pointer);
        return std::string();
    });
}

Parameter pattern_arguments(std::vector<TypedPattern>& targets, std::string help) {
    const auto take = [&targets](std::string pointer, bool has_wildcard) {
        targets.push_back({std::move(pointer), has_wildcard});
        return std::string();
    };
    Parameter row = pointer_row(std::move(help), take);
    row.is_repeated = true;
    return row;
}

Parameter file_argument(std::string& path) {
    return path_argument("FILE", path, "The store or packed value, or - for standard input");
}

Parameter path_option(std::string name, std::string& target, std::string help) {
    Parameter row = path_argument(std::move(name), target, std::move(help)).optional();
    row.placeholder = "FILE";
    return row;
}

Parameter flag(std::string name, bool& target, std::string help) {
    Parameter row{.name = std::move(name), .help = std::move(help)};
    row.set = [&target](const std::string&) {
        target = true;
        return std::string();
    };
    return row;
}

Parameter number(std::string name, std::optional<std::uint64_t>& target, std::string help) {
    Parameter row{.name = std::move(name), .placeholder = "N", .help = std::move(help)};
    row.set = [&target](const std::string& value) {
        target = parse_number(value);
        return std::string(target ? "" : "wanted a number");
    };
    return row;
}

Parameters output_options() {
    OutputSettings& settings = output_settings();
    Parameters parameters = {
        choice("--output", settings.form, {{"text", OutputForm::text}, {"json", OutputForm::json}},
               "How reports and errors are written; json: an object on one line"),
        choice("--color", settings.color,
               {{"auto", ColorChoice::automatic},
                {"always", ColorChoice::always},
                {"never", ColorChoice::never}},
               "Whether in colour; auto: on a terminal, unless NO_COLOR is set,\n"
               "or everywhere if CLICOLOR_FORCE is"),
    };
    for (Parameter& parameter : parameters)
        parameter.group = "Output";
    return parameters;
}

Parameter format_option(DumpFormat& format) {
    return choice(
        "--format", format,
        {{"tree", DumpFormat::tree}, {"tagged", DumpFormat::tagged}, {"json", DumpFormat::json}},
        "tree: indented, with types, for people\n"
        "tagged: JSON that keeps every type\n"
        "json: plain JSON");
}

Parameter layout_option(Layout& layout) {
    return choice("--layout", layout, {{"v1", Layout::v1}, {"v2", Layout::v2}},
                  "Byte layout: v1 (sourisdb 0.2.1) or v2 (later)");
}

}  // namespace souris::cli
