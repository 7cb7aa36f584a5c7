// SPDX-License-Identifier: MIT
#include "printers/stat_report.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <span>

#include <fmt/core.h>

#include "common/color.hpp"
#include "common/json_report.hpp"
#include "common/report.hpp"
#include "common/report_length.hpp"
#include "printers/column_statistics.hpp"

namespace souris::cli {

namespace {

constexpr int bar_width = 30;

void add_row(StatTable& table, std::string name, std::uint64_t count, std::uint64_t bytes) {
    if (bytes != 0) table.rows.push_back({std::move(name), count, bytes, nullptr});
}

/// Adds the bytes that belong to no value.
void add_parts(StatTable& table, const ByteTally& tally) {
    for (std::size_t i = 0; i < file_part_count; ++i)
        add_row(table, std::string(name_of(static_cast<FilePart>(i))), 0, tally.parts[i]);
}

StatTable finished(StatTable table) {
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const StatRow& a, const StatRow& b) { return a.bytes > b.bytes; });
    return table;
}

StatTable by_part(const ByteTally& tally) {
    StatTable table{"file", tally.size, {}};
    add_parts(table, tally);
    return finished(std::move(table));
}

StatTable by_type(const ByteTally& tally, const std::string& whole) {
    StatTable table{whole + ", by type", tally.size, {}};
    add_parts(table, tally);
    add_row(table, "keys", tally.keys.count, tally.keys.bytes);
    for (std::size_t i = 0; i < type_count; ++i) {
        const ByteCount& type = tally.types[i];
        add_row(table, std::string(name_of(static_cast<Type>(i))), type.count, type.bytes);
    }
    return finished(std::move(table));
}

StatTable by_path(const StatReport& report, const std::string& whole) {
    const ByteTally& tally = report.statistics.values();
    const auto paths = report.statistics.paths();
    StatTable table{whole + ", by path", tally.size, {}};
    std::vector<std::size_t> order(paths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto top = order.begin() + static_cast<std::ptrdiff_t>(std::min(report.top, order.size()));
    std::partial_sort(order.begin(), top, order.end(), [&](std::size_t a, std::size_t b) {
        const std::uint64_t first = paths[a].own.bytes;
        const std::uint64_t second = paths[b].own.bytes;
        return first != second ? first > second : a < b;
    });
    // The paths of deeply nested values together are much longer than the file.
    ReportLength length(report.check.size);
    for (auto i = order.begin(); i != top; ++i) {
        const ByteCount& own = paths[*i].own;
        const std::string path = report.statistics.path_of(*i);
        constexpr std::size_t most_besides = 128;
        if (!length.take(path.size() + most_besides)) top = i;
        if (i == top) break;
        add_row(table, path.empty() ? "(root)" : path, own.count, own.bytes);
    }
    ByteCount others;
    for (auto i = top; i != order.end(); ++i) {
        others.count += paths[*i].own.count;
        others.bytes += paths[*i].own.bytes;
    }
    table = finished(std::move(table));
    // Always after the paths, whatever its size.
    add_row(table, fmt::format("({} other paths)", order.end() - top), others.count, others.bytes);
    StatTable parts;
    add_parts(parts, tally);
    for (const StatRow& row : parts.rows)
        add_row(table, '(' + row.name + ')', 0, row.bytes);
    return table;
}

StatTable by_column(const StatReport& report) {
    const ColumnSizes& sizes = *report.columns;
    StatTable table{"packed body, by column", sizes.size, {}};
    std::vector<const MeasuredColumn*> order;
    for (const MeasuredColumn& column : sizes.columns) {
        if (column.count.value_or(0) != 0 || column.bytes != 0) order.push_back(&column);
    }
    std::ranges::stable_sort(order, std::ranges::greater(), &MeasuredColumn::bytes);
    ReportLength length(report.check.size);
    std::size_t told = 0;
    for (; told < std::min(report.top, order.size()); ++told) {
        const MeasuredColumn& column = *order[told];
        constexpr std::size_t most_besides = 512;
        if (!length.take(column.path.size() + most_besides)) break;
        table.rows.push_back({column.path.empty() ? "(root)" : column.path,
                              column.count.value_or(0), column.bytes, &column});
    }
    ByteCount others;
    for (std::size_t i = told; i < order.size(); ++i) {
        others.count += order[i]->count.value_or(0);
        others.bytes += order[i]->bytes;
    }
    add_row(table, fmt::format("({} other columns)", order.size() - told), others.count,
            others.bytes);
    add_row(table, "(directory and heads)", 0, sizes.other_bytes);
    return table;
}

std::string form_and_layout(const CheckReport& check) {
    if (check.form == FileForm::packed_value) return "packed value";
    if (check.form == FileForm::unknown) return "unknown";
    if (!check.layout) return "store";
    return *check.layout == Layout::v1 ? "store, layout v1" : "store, layout v2";
}

/// "39 bytes saved" or "39 bytes lost".
std::string saved(std::int64_t bytes) {
    return fmt::format("{} bytes {}", bytes < 0 ? -bytes : bytes, bytes < 0 ? "lost" : "saved");
}

std::int64_t difference(std::uint64_t before, std::uint64_t after) noexcept {
    return static_cast<std::int64_t>(before) - static_cast<std::int64_t>(after);
}

std::uint64_t table_bytes(const ByteTally& tally) noexcept {
    return tally.parts[static_cast<std::size_t>(FilePart::text_table)];
}

std::int64_t saved_by_text_coding(const StatReport& report) noexcept {
    const ByteStatistics& statistics = report.statistics;
    return difference(statistics.raw_bytes,
                      statistics.coded_bytes + table_bytes(statistics.values()));
}

std::string compression_of(const CheckReport& check) {
    if (!check.compression) return "none";
    if (!check.packed_size)
        return fmt::format("{}, cannot be unpacked", name_of(*check.compression));
    return fmt::format("{}: {} bytes as {}, {}", name_of(*check.compression), *check.unpacked_size,
                       *check.packed_size,
                       saved(difference(*check.unpacked_size, *check.packed_size)));
}

std::string text_coding_of(const StatReport& report) {
    const ByteStatistics& statistics = report.statistics;
    if (statistics.table_leaves == 0) return "none";
    return fmt::format("{} texts: {} bytes as {} and a table of {}, {}", statistics.coded_count,
                       statistics.raw_bytes, statistics.coded_bytes,
                       table_bytes(statistics.values()), saved(saved_by_text_coding(report)));
}

std::string bar_of(std::uint64_t bytes, std::uint64_t total, bool is_colored) {
    const auto length =
        static_cast<int>(static_cast<double>(bytes) / static_cast<double>(total) * bar_width + 0.5);
    std::string bar(static_cast<std::size_t>(length), '#');
    const std::string rest(static_cast<std::size_t>(bar_width - length), ' ');
    if (is_colored) bar = "\x1b[36m" + bar + std::string(no_color);
    return bar + rest;
}

std::string to_text(const StatTable& table, bool is_colored) {
    std::string text = fmt::format("\n  {}: {} bytes\n", table.title, table.total);
    for (const StatRow& row : table.rows) {
        const double percent =
            100 * static_cast<double>(row.bytes) / static_cast<double>(table.total);
        std::string name = row.name;
        shorten_path(name);
        text += fmt::format("  {:>10}  {:>5.1f} %  {}  {}", row.bytes, percent,
                            bar_of(row.bytes, table.total, is_colored), printable(name));
        if (row.count != 0) text += fmt::format(" ({})", row.count);
        if (row.column != nullptr) text += "  " + description_of(*row.column);
        text += '\n';
    }
    return text;
}

Array texts_of(std::span<const std::string_view> names) {
    return Array(names.begin(), names.end());
}

/// Infinity is no JSON.
Value bound(std::optional<double> number) {
    return number && std::isfinite(*number) ? Value(*number) : Value();
}

Map fields_of(const StatRow& row) {
    Map fields{{"name", row.name}, {"count", row.count}, {"bytes", row.bytes}};
    if (row.column == nullptr) return fields;
    fields["types"] = texts_of(types_of(*row.column));
    fields["codings"] = texts_of(codings_of(*row.column));
    fields["least"] = bound(row.column->least);
    fields["greatest"] = bound(row.column->greatest);
    return fields;
}

Array fields_of(const StatTable& table) {
    Array rows;
    for (const StatRow& row : table.rows)
        rows.push_back(fields_of(row));
    return rows;
}

}  // namespace

std::vector<StatTable> tables_of(const StatReport& report) {
    std::vector<StatTable> tables;
    const ByteStatistics& statistics = report.statistics;
    if (statistics.is_unpacked()) tables.push_back(by_part(statistics.file()));
    if (report.columns != nullptr) tables.push_back(by_column(report));
    const std::string whole = statistics.is_unpacked() ? "unpacked body" : "file";
    tables.push_back(by_type(statistics.values(), whole));
    tables.push_back(by_path(report, whole));
    return tables;
}

std::string to_text(const StatReport& report, bool is_colored) {
    const CheckReport& check = report.check;
    const ByteTally& tally = report.statistics.values();
    const std::string_view until = check.damage ? ", up to the damage" : "";
    std::string text = fmt::format(
        "{}: {} bytes\n  form         {}\n  values       {}, depth {}{}\n"
        "  entries      {} in {} maps\n"
        "  compression  {}\n  text coding  {}\n",
        printable(report.name), check.size, form_and_layout(check), check.value_count, check.depth,
        until, tally.keys.count, tally.types[static_cast<std::size_t>(Type::map)].count,
        compression_of(check), text_coding_of(report));
    for (const StatTable& table : tables_of(report))
        text += to_text(table, is_colored);
    return text;
}

Map to_fields(const StatReport& report) {
    const CheckReport& check = report.check;
    const ByteStatistics& statistics = report.statistics;
    Map fields;
    fields["file"] = data_text(report.name);
    fields["damage"] = check.damage ? Value(fields_of(*check.damage)) : Value();
    fields["size"] = check.size;
    fields["unpacked_size"] =
        statistics.is_unpacked() ? Value(statistics.unpacked().size) : Value();
    fields["values"] = check.value_count;
    fields["entries"] = statistics.values().keys.count;
    fields["depth"] = check.depth;
    fields["compression"] = check.compression ? Value(name_of(*check.compression)) : Value();
    fields["saved_by_compression"] =
        check.packed_size ? Value(difference(*check.unpacked_size, *check.packed_size)) : Value();
    fields["coded_texts"] = statistics.coded_count;
    fields["saved_by_text_coding"] = saved_by_text_coding(report);
    const std::vector<StatTable> tables = tables_of(report);
    const auto by_path = tables.end() - 1;
    fields["by_part"] = statistics.is_unpacked() ? Value(fields_of(tables.front())) : Value();
    fields["by_column"] = report.columns != nullptr ? Value(fields_of(*(by_path - 2))) : Value();
    fields["by_type"] = fields_of(*(by_path - 1));
    fields["by_path"] = fields_of(*by_path);
    return fields;
}

}  // namespace souris::cli
