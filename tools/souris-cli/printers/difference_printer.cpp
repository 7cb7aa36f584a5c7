// SPDX-License-Identifier: MIT
#include "printers/difference_printer.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "common/color.hpp"
#include "common/json_report.hpp"
#include "common/pointer_text.hpp"
#include "common/stream.hpp"
#include "edits/difference.hpp"

namespace souris::cli {

namespace {

constexpr std::string_view removed_color = "\x1b[31m";
constexpr std::string_view added_color = "\x1b[32m";

JsonWriteOptions tagged() {
    JsonWriteOptions options;
    // No limits: the values were read within them.
    options.limits = Limits::unlimited();
    return options;
}

/// Calls `write_one` for each change, with a flag for the first. Returns whether there was any.
template <class WriteOne>
Result<bool> write_changes(Sink& sink, const Value& before, const Value& after,
                           const Limits& limits, const Equality& equality,
                           const WriteOne& write_one) {
    const std::uint64_t begin = sink.size();
    bool is_different = false;
    const auto tell = [&](const Change& change) -> Result<void> {
        const auto written = write_one(change, !is_different);
        is_different = true;
        if (written && sink.size() - begin > limits.max_input) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
        }
        return written;
    };
    const auto told = compare(before, after, limits, tell, ChangeUnit::smallest, equality);
    if (!told) return failure(told.error());
    return is_different;
}

/// Indices of the tokens of a path that are keys but look like array indices.
std::vector<std::size_t> keys_like_indices(const Value& root, std::string_view path) {
    std::vector<std::size_t> keys;
    const Value* at = &root;
    for (std::size_t number = 0; at != nullptr && !path.empty(); ++number) {
        const auto token = take_pointer_token(path);
        if (!token) break;
        const auto index = pointer_index(*token);
        if (const Map* const map = at->as_map()) {
            if (index) keys.push_back(number);
            at = map->find(*token);
        } else {
            const Array* const array = at->as_array();
            at = array != nullptr && index ? array->find(*index) : nullptr;
        }
    }
    return keys;
}

/// Prints a line such as `- /users/3/name = "Ada"`.
Result<void> print_line(Sink& sink, std::string_view sign, const Value& root, std::string_view path,
                        const Value& value, std::string_view color) {
    std::string line(color);
    line += sign;
    line += ' ';
    append_pointer_text(line, path, keys_like_indices(root, path));
    line += path.empty() ? "= " : " = ";
    write_text(sink, line);
    if (auto written = write_json(sink, value, tagged()); !written) return written;
    write_text(sink, color.empty() ? "" : no_color);
    write_text(sink, "\n");
    return {};
}

std::string_view kind_of(const Change& change) noexcept {
    if (change.before == nullptr) return "added";
    return change.after == nullptr ? "removed" : "changed";
}

Value copy_or_null(const Value* value) {
    return value != nullptr ? *value : Value();
}

}  // namespace

Result<bool> print_difference(Sink& sink, const Value& before, const Value& after,
                              const Limits& limits, bool is_colored, const Equality& equality) {
    const auto print_one = [&](const Change& change, bool) -> Result<void> {
        if (change.before != nullptr) {
            auto printed = print_line(sink, "-", before, change.path_before, *change.before,
                                      is_colored ? removed_color : "");
            if (!printed) return printed;
        }
        if (change.after == nullptr) return {};
        return print_line(sink, "+", after, change.path_after, *change.after,
                          is_colored ? added_color : "");
    };
    return write_changes(sink, before, after, limits, equality, print_one);
}

Result<bool> write_difference_json(Sink& sink, const Value& before, const std::string& before_name,
                                   const Value& after, const std::string& after_name,
                                   const Limits& limits, const Equality& equality) {
    const auto write_one = [&](const Change& change, bool is_first) -> Result<void> {
        if (!is_first) write_text(sink, ",");
        const Map fields{{"kind", kind_of(change)},
                         {"path_before", change.path_before},
                         {"path_after", change.path_after},
                         {"before", copy_or_null(change.before)},
                         {"after", copy_or_null(change.after)}};
        return write_json(sink, fields, tagged());
    };
    const auto names = to_json(
        Map{{"before", data_text(before_name)}, {"after", data_text(after_name)}}, tagged());
    if (!names) return failure(names.error());
    write_text(sink, std::string_view(*names).substr(0, names->size() - 1));
    write_text(sink, ",\"changes\":[");
    auto is_different = write_changes(sink, before, after, limits, equality, write_one);
    if (!is_different) return is_different;
    write_text(sink,
               *is_different ? "],\"verdict\":\"different\"}\n" : "],\"verdict\":\"same\"}\n");
    return is_different;
}

}  // namespace souris::cli
