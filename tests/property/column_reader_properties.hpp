// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/column_reader.hpp>
#include <souris/pointer.hpp>
#include <souris/value.hpp>

#include "columns_properties.hpp"

/// Properties of columns that are read without the rest.

namespace souris::properties {

/// A packed value whose block has this content.
inline Bytes packed_columns(std::span<const std::byte> content, std::uint64_t unpacked_size) {
    Bytes packed = columns_block(content, unpacked_size);
    packed.insert(packed.begin(), static_cast<std::byte>(Compression::columns));
    return packed;
}

/// Adds pointers to what is in a value, down to a few levels.
inline void collect_pointers(std::set<std::string>& pointers, const Value& value,
                             const std::string& here, int levels) {
    constexpr std::size_t most = 12;
    if (pointers.size() >= most) return;
    pointers.insert(here);
    if (levels == 0) return;
    if (const Map* const map = value.as_map()) {
        for (const auto& entry : *map) {
            std::string pointer = here;
            append_pointer_token(pointer, entry.key());
            collect_pointers(pointers, entry.value, pointer, levels - 1);
        }
    } else if (const Array* const array = value.as_array()) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            std::string pointer = here;
            append_pointer_token(pointer, i);
            collect_pointers(pointers, (*array)[i], pointer, levels - 1);
        }
    }
}

/// The same number, in all its bits.
template <class T>
bool is_same(const T& left, const T& right) {
    if constexpr (std::same_as<T, double>) {
        return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
    } else {
        return left == right;
    }
}

/// Whether the column has what `get` gives for each record, and an initial value elsewhere.
template <class T, class Column, class At>
bool is_column_of(const Result<Column>& column, std::span<const Value> records,
                  const std::string& pointer, At at) {
    if (!column || column->size() != records.size() || column->valid.size() != records.size() ||
        column->null.size() != records.size())
        return false;
    for (std::size_t row = 0; row < records.size(); ++row) {
        const Found found = records[row].at(pointer);
        const auto wanted =
            found.has_value() ? found.get<T>() : Result<T>(failure(ErrorCode::key_not_found));
        if (column->present[row] != found.has_value() || column->valid[row] != wanted.has_value() ||
            column->null[row] != found.is(Type::null) ||
            !is_same<T>(at(*column, row), wanted ? *wanted : T()))
            return false;
    }
    return true;
}

inline bool reads_as_whole(const ColumnReader& reader, std::span<const Value> records,
                           const std::string& pointer) {
    return is_column_of<std::int64_t>(
               reader.integers(pointer), records, pointer,
               [](const IntegerColumn& column, std::size_t row) { return column.values[row]; }) &&
           is_column_of<double>(
               reader.numbers(pointer), records, pointer,
               [](const NumberColumn& column, std::size_t row) { return column.values[row]; }) &&
           is_column_of<bool>(
               reader.booleans(pointer), records, pointer,
               [](const BooleanColumn& column, std::size_t row) { return column.values[row]; }) &&
           is_column_of<std::string_view>(
               reader.texts(pointer), records, pointer,
               [](const TextColumn& column, std::size_t row) { return column[row]; });
}

/// Whether a token of the pointer could be the index of an element.
inline bool has_index(std::string_view pointer) {
    while (!pointer.empty()) {
        if (pointer_index(take_pointer_token(pointer).value())) return true;
    }
    return false;
}

/// What `columns` says of the places that are no elements.
inline bool describes(const ColumnInfo& info, std::span<const Value> records) {
    // A key that is a number is told from an element, in another column, by no pointer.
    if (info.path.find("/*") != std::string::npos || has_index(info.path)) return true;
    std::uint64_t count = 0;
    for (const Value& record : records) {
        const Found found = record.at(info.path);
        if (!found.has_value()) continue;
        ++count;
        if (!info.has((*found).type())) return false;
        const auto number = found.get<double>();
        if (number && *number == *number && info.least &&
            (*number < *info.least || *number > *info.greatest))
            return false;
    }
    return !info.count || *info.count == count;
}

/// What columns take adds up to the block.
inline bool adds_up(const ColumnSizes& sizes) {
    std::uint64_t sum = sizes.other_bytes;
    for (const MeasuredColumn& column : sizes.columns) {
        if (!column.count || column.bytes > sizes.size) return false;
        sum += column.bytes;
    }
    return sum == sizes.size && sizes.other_bytes <= sizes.size;
}

/// Reading columns of an array's elements, or of one value, gives what the tree has.
inline bool columns_read_as_whole(const Value& value, Profile profile) {
    const Bytes encoded = encoded_for_columns(value);
    const std::optional<Bytes> content = detail::pack_columns(encoded, profile);
    if (!content) return true;
    const Bytes packed = packed_columns(*content, encoded.size());
    const auto reader = ColumnReader::open(packed);
    if (!reader) return false;
    const auto sizes = reader->measure();
    if (!sizes || !adds_up(*sizes)) return false;
    std::vector<Value> records{value};
    if (const Array* const array = value.as_array()) records.assign(array->begin(), array->end());
    if (reader->rows() != records.size()) return false;
    std::set<std::string> pointers{"/no such key", "/0"};
    constexpr int levels = 3;
    for (const Value& record : records)
        collect_pointers(pointers, record, "", levels);
    return std::ranges::all_of(pointers,
                               [&](const std::string& pointer) {
                                   return reads_as_whole(*reader, records, pointer);
                               }) &&
           std::ranges::all_of(reader->columns(),
                               [&](const ColumnInfo& info) { return describes(info, records); });
}

/// Any block's columns are read, or refused as no error but a wrong input or a limit.
inline bool any_columns_can_be_asked(std::span<const std::byte> content, std::uint64_t size) {
    const Bytes packed = packed_columns(content, size);
    Limits limits = Limits::hostile();
    limits.max_memory = std::uint64_t{8} << 20U;
    limits.max_output = std::uint64_t{1} << 16U;
    const auto is_fine = [](const auto& result) {
        return result || kind_of(result.error().code) <= ErrorKind::limit;
    };
    const auto reader = ColumnReader::open(packed, limits);
    if (!reader) return is_fine(reader);
    const auto sizes = reader->measure();
    if (!is_fine(sizes) || (sizes && !adds_up(*sizes))) return false;
    std::size_t left = 20;
    for (const ColumnInfo& info : reader->columns()) {
        if (left-- == 0) break;
        if (!is_fine(reader->integers(info.path)) || !is_fine(reader->numbers(info.path)) ||
            !is_fine(reader->booleans(info.path)) || !is_fine(reader->texts(info.path)))
            return false;
    }
    return true;
}

}  // namespace souris::properties
