// SPDX-License-Identifier: MIT
#include "reading/read_json.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include <fmt/core.h>

#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "common/report.hpp"
#include "common/tree_size.hpp"

namespace souris::cli {

namespace {

/// Removes and returns the first line.
std::string_view take_line(std::string_view& text) noexcept {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

/// Adds what was dropped in the element `index`, which begins at `offset`.
void add_dropped(DroppedValues& all, DroppedValues element, std::size_t index,
                 std::uint64_t offset) {
    all.count += element.count;
    for (std::size_t i = 0; i < element.paths.size(); ++i) {
        if (all.paths.size() == DroppedValues::max_paths) return;
        prepend_path_token(element.paths[i], index);
        all.paths.push_back(std::move(element.paths[i]));
        all.offsets.push_back(offset + element.offsets[i]);
    }
}

}  // namespace

Result<Value> read_json(std::string_view name, std::string_view text, JsonReadOptions options) {
    DroppedValues dropped;
    options.dropped = &dropped;
    auto value = value_from_json(text, options);
    if (value) warn_of_repeated_keys(name, text, dropped);
    return value;
}

Result<Value> read_json_lines(std::string_view text, JsonReadOptions options) {
    if (options.limits.max_depth == 0) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::depth)));
    }
    --options.limits.max_depth;
    DroppedValues* const all_dropped = std::exchange(options.dropped, nullptr);
    TreeBudget budget(options.limits);
    Array elements;
    if (auto charged = budget.charge(elements); !charged) return failure(charged.error());
    std::string_view rest = text;
    if (rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
    while (!rest.empty()) {
        const auto begin = static_cast<std::uint64_t>(text.size() - rest.size());
        const std::string_view line = take_line(rest);
        if (is_blank_line(line)) continue;
        DroppedValues dropped;
        options.dropped = all_dropped != nullptr ? &dropped : nullptr;
        options.limits.max_nodes = budget.nodes.left();
        options.limits.max_memory = budget.memory.left();
        auto value = value_from_json(line, options);
        auto charged = value ? budget.charge(*value) : failure(std::move(value).error());
        if (!charged) {
            Error& error = charged.error();
            error.offset = begin + error.offset.value_or(0);
            prepend_path_token(error.path, elements.size());
            return failure(std::move(error));
        }
        if (dropped.count != 0)
            add_dropped(*all_dropped, std::move(dropped), elements.size(), begin);
        elements.push_back(std::move(*value));
    }
    return Value(std::move(elements));
}

bool is_blank_line(std::string_view line) noexcept {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

void warn_of_repeated_keys(std::string_view name, std::string_view text,
                           const DroppedValues& dropped) {
    std::set<std::uint64_t> told;
    for (std::size_t i = 0; i < dropped.offsets.size(); ++i) {
        // A key that comes three times drops two values.
        if (!told.insert(dropped.offsets[i]).second) continue;
        warn_in_text(name, "repeated_key", "repeated key, only its last value counts",
                     dropped.paths[i], text, dropped.offsets[i]);
    }
    const std::uint64_t others = dropped.count - dropped.offsets.size();
    if (others != 0) {
        report(
            fmt::format("warning: {}: {} more values of repeated keys do not count", name, others));
    }
}

}  // namespace souris::cli
