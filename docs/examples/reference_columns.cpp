// SPDX-License-Identifier: MIT
//
// Examples of the reference: columns of records, read without the rest.

#include <cstddef>
#include <utility>

#include <fmt/core.h>

#include <souris/column_reader.hpp>
#include <souris/format.hpp>
#include <souris/packed.hpp>

namespace {

/// Two weeks of a sensor that sometimes tells why it has no reading.
souris::Value records() {
    souris::Array records;
    for (int i = 0; i < 20160; ++i) {
        souris::Map record{{"minute", i}, {"celsius", 20.5 + i % 7}};
        if (i % 500 == 400) {
            record["celsius"] = nullptr;
            record["why"] = "cable";
        }
        records.push_back(std::move(record));
    }
    return records;
}

void show_columns(const souris::Bytes& packed) {
    //! [columns]
    const auto reader = souris::ColumnReader::open(packed).value();
    const souris::NumberColumn celsius = reader.numbers("/celsius").value();
    double sum = 0;
    for (const double value : celsius.values)
        sum += value;  // 0 where it is not valid
    fmt::print("{:.2f}\n", sum / static_cast<double>(celsius.valid.count()));  // 23.50
    fmt::print("{}\n", celsius.null.count());                                  // 40
    const souris::TextColumn why = reader.texts("/why").value();
    fmt::print("{} {}\n", why.present.count(), why[400]);  // 40 cable
    //! [columns]
}

void show_rows(const souris::Bytes& packed) {
    const auto reader = souris::ColumnReader::open(packed).value();
    //! [rows]
    const souris::RowFilter late{"/minute", souris::Comparison::between, 1000, 2000};
    const souris::RowFilter broken{"/why", souris::Comparison::equal, "cable", {}};
    const souris::RowFilter filters[] = {late, broken};
    const souris::RowBitmap rows = reader.rows_matching(filters).value();
    fmt::print("{} {}\n", rows.count(), rows.next(0));  // 2 1400
    const auto values = reader.records(rows).value();
    fmt::print("{}\n", values[1]["minute"].get<int>().value());  // 1900
    // What the directory rules out costs nothing.
    const souris::RowFilter tomorrow{"/minute", souris::Comparison::greater, 20159, {}};
    fmt::print("{}\n", reader.may_match(tomorrow).value());  // false
    //! [rows]
}

void show_infos(const souris::Bytes& packed) {
    const auto reader = souris::ColumnReader::open(packed).value();
    //! [infos]
    for (const souris::ColumnInfo& column : reader.columns()) {
        if (!column.least) continue;
        fmt::print("{} {} {}\n", column.path, *column.least, *column.greatest);
    }
    // /minute 0 20159
    // /celsius 20.5 26.5
    //! [infos]
}

void show_sizes(const souris::Bytes& packed) {
    const auto reader = souris::ColumnReader::open(packed).value();
    //! [sizes]
    const souris::ColumnSizes sizes = reader.measure().value();
    for (const souris::MeasuredColumn& column : sizes.columns) {
        if (column.has(souris::ColumnCoding::dictionary))
            fmt::print("{} {}\n", column.path, *column.count);
    }
    // /*/celsius 20160
    //! [sizes]
}

}  // namespace

int main() {
    const souris::Bytes packed = souris::pack(records(), {.extended = true}).value();
    show_columns(packed);
    show_rows(packed);
    show_infos(packed);
    show_sizes(packed);
}
