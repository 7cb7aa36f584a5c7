// SPDX-License-Identifier: MIT
#include "printers/stat_html.hpp"

#include <utility>

#include "common/display_width.hpp"
#include "common/report.hpp"
#include "printers/column_statistics.hpp"
#include "printers/html_page.hpp"

namespace souris::cli {

namespace {

/// A key, cut if it is long.
std::string shown_key(std::string_view key) {
    constexpr std::size_t longest = 200;
    return printable(first_characters(key, longest)) + (key.size() > longest ? "..." : "");
}

std::string shown_path(std::string path) {
    shorten_path(path);
    return printable(path);
}

/// For each path: its parent, its last token, its own bytes, and the number of its values.
Array nodes_of(const StatReport& report) {
    Array nodes;
    for (const PathNode& node : report.statistics.paths())
        nodes.push_back(Array{node.parent, shown_key(node.token), node.own.bytes, node.own.count});
    // Bytes that belong to no value are shown as children of the root.
    const auto& parts = report.statistics.values().parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string name = '(' + std::string(name_of(static_cast<FilePart>(i))) + ')';
        if (parts[i] != 0) nodes.push_back(Array{0, name, parts[i], 0});
    }
    return nodes;
}

/// All tables except the one by path, which the map replaces.
Array tables_without_paths(const StatReport& report) {
    std::vector<StatTable> tables = tables_of(report);
    tables.pop_back();
    Array fields;
    for (const StatTable& table : tables) {
        Array rows;
        for (const StatRow& row : table.rows) {
            Map shown{{"name", row.name}, {"count", row.count}, {"bytes", row.bytes}};
            if (row.column != nullptr) {
                shown["name"] = shown_path(row.name);
                shown["about"] = description_of(*row.column);
            }
            rows.push_back(std::move(shown));
        }
        fields.push_back(
            Map{{"title", table.title}, {"total", table.total}, {"rows", std::move(rows)}});
    }
    return fields;
}

}  // namespace

void write_html(Sink& sink, const StatReport& report) {
    Map meta{{"file", printable(report.name)}, {"size", report.check.size}};
    const ByteStatistics& statistics = report.statistics;
    meta["unpacked_size"] = statistics.is_unpacked() ? Value(statistics.unpacked().size) : Value();
    if (report.check.damage) {
        Error error = *report.check.damage;
        shorten_path(error.path);
        meta["damage"] = error.message();
    }
    meta["nodes"] = nodes_of(report);
    meta["tables"] = tables_without_paths(report);
    write_page_begin(sink, stat_page);
    write_object(sink, "meta", std::move(meta));
    write_page_end(sink, stat_page);
}

}  // namespace souris::cli
