// SPDX-License-Identifier: MIT
#include "columns/read_column.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/column_scalars.hpp"
#include "columns/pattern_texts.hpp"
#include "value/default_rounding.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// Sets the rows of a column, in any order, each once.
template <class Column, class T>
class ColumnRoom {
  public:
    ColumnRoom(std::size_t rows, Budget& memory) noexcept : rows_(rows), memory_(memory) {}

    /// To be called first. False if memory is too small.
    bool make(bool is_all_valid) {
        if (!make_bits(column_.valid, is_all_valid) || !make_bits(column_.null, false) ||
            !make_bits(column_.present, is_all_valid))
            return false;
        if constexpr (std::same_as<T, bool>) {
            return make_bits(column_.values, false);
        } else if constexpr (std::same_as<T, std::string_view>) {
            if (!charge(rows_ * sizeof(std::string_view))) return false;
            texts_.resize(rows_);
        } else if (!is_all_valid) {
            if (!charge(rows_ * sizeof(T))) return false;
            column_.values.resize(rows_);
        }
        return true;
    }

    void set(std::size_t row, const RowValue<T>& scalar) {
        column_.present.set(row);
        if (scalar.state == RowState::null) column_.null.set(row);
        if (!scalar.has_value()) return;
        column_.valid.set(row);
        if constexpr (std::same_as<T, bool>) {
            if (scalar.value) column_.values.set(row);
        } else if constexpr (std::same_as<T, std::string_view>) {
            texts_[row] = scalar.value;
            text_size_ += scalar.value.size();
        } else {
            column_.values[row] = scalar.value;
        }
    }

    /// To be called at the end, while the texts that were set are there. False if memory is too
    /// small.
    bool finish() {
        if constexpr (std::same_as<T, std::string_view>) {
            if (!charge(text_size_ + 1) || !charge((rows_ + 1) * sizeof(std::uint64_t)))
                return false;
            column_.text.reserve(text_size_);
            column_.offsets.reserve(rows_ + 1);
            for (const std::string_view text : texts_) {
                column_.offsets.push_back(column_.text.size());
                column_.text += text;
            }
            column_.offsets.push_back(column_.text.size());
        }
        return true;
    }

    [[nodiscard]] Column& column() noexcept { return column_; }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

  private:
    bool charge(std::uint64_t size) { return memory_.charge(allocation_size(size)); }
    bool make_bits(RowBitmap& bits, bool is_set) {
        if (!charge(rows_ / 8 + sizeof(std::uint64_t))) return false;
        bits = RowBitmap(rows_, is_set);
        return true;
    }

    std::size_t rows_;
    Budget& memory_;
    Column column_;
    std::vector<std::string_view> texts_;
    std::size_t text_size_ = 0;
};

/// Whether each value of the path is a number that stands in a row of its own, and a `T`.
template <class T>
bool is_plain_column(const Path& path, std::size_t rows) {
    if (path.symbol_count() != 1 || path.contents.empty() || !path.rows.empty() ||
        path.symbols.size() != rows)
        return false;
    const ContentKind kind = path.contents[0].kind;
    if constexpr (std::same_as<T, std::int64_t>) {
        return kind == ContentKind::integer || kind == ContentKind::signed_integer;
    } else if constexpr (std::same_as<T, double>) {
        return kind == ContentKind::decimal || kind == ContentKind::float64;
    } else {
        return false;
    }
}

/// The numbers of a path for which `is_plain_column` holds.
template <class T>
std::vector<T> take_numbers(Path path, Budget& memory, bool& is_out_of_memory) {
    std::vector<std::int64_t>& numbers = path.contents[0].numbers;
    if constexpr (std::same_as<T, std::int64_t>) {
        return std::move(numbers);
    } else {
        std::vector<T> values;
        is_out_of_memory = !make_room(values, numbers.size(), memory);
        if (is_out_of_memory) return values;
        const ContentKind kind = path.contents[0].kind;
        for (const std::int64_t number : numbers)
            values.push_back(float_of(kind, number, path.decimals));
        return values;
    }
}

/// Sets the rows that a path has values in.
template <class Column, class T>
Result<void, BlockError> fill(ColumnRoom<Column, T>& room, const Path& path,
                              ScalarReader<ValuesAs<T>>& values) {
    for (std::size_t i = 0; i < path.symbols.size(); ++i) {
        const std::size_t row = path.rows.empty() ? i : path.rows[i];
        if (row >= room.rows()) return failure(ErrorCode::bad_block);
        SOURIS_ASSIGN_OR_RETURN(const RowValue<T> scalar, values.next(path.symbols[i]));
        room.set(row, scalar);
    }
    return {};
}

template <class Column, class T>
Result<Column, BlockError> read_paths(const RecordColumns& records,
                                      const std::vector<PathIndex>& places, Budget& memory) {
    const ColumnBlock& block = records.columns();
    ColumnRoom<Column, T> room(records.rows(), memory);
    const BlockError out_of_memory(Limit::memory);
    std::vector<Interest> interests(block.paths().size());
    for (const PathIndex place : places) {
        interests[place] = Interest::all;
        if constexpr (std::same_as<T, std::string_view>)
            for_each_field(block.paths(), place,
                           [&](PathIndex field) { interests[field] = Interest::all; });
    }
    SOURIS_ASSIGN_OR_RETURN(PathReader reader,
                            block.read(std::move(interests), records.limits(), memory));
    if constexpr (std::same_as<T, std::int64_t> || std::same_as<T, double>) {
        if (places.size() == 1 && is_plain_column<T>(reader.paths()[places[0]], room.rows())) {
            if (!room.make(true)) return tl::unexpected(out_of_memory);
            bool is_out_of_memory = false;
            room.column().values =
                take_numbers<T>(reader.take(places[0]), memory, is_out_of_memory);
            if (is_out_of_memory) return tl::unexpected(out_of_memory);
            return std::move(room.column());
        }
    }
    if (!room.make(false)) return tl::unexpected(out_of_memory);
    // What was read stays until texts are copied.
    const ValuesAs<T> wanted;
    std::deque<ScalarReader<ValuesAs<T>>> values;
    for (const PathIndex place : places) {
        const Path& path = reader.paths()[place];
        PatternTexts patterns;
        if constexpr (std::same_as<T, std::string_view>) {
            SOURIS_ASSIGN_OR_RETURN(patterns,
                                    PatternTexts::join(reader, place, block.size(), memory));
        }
        values.emplace_back(path, wanted, records.limits(), memory);
        SOURIS_RETURN_IF_ERROR(values.back().begin(std::move(patterns)));
        SOURIS_RETURN_IF_ERROR(fill(room, path, values.back()));
    }
    if (!room.finish()) return tl::unexpected(out_of_memory);
    return std::move(room.column());
}

template <class Column, class T>
Result<Column> read_whole(const RecordColumns& records, const Place& place, Budget& memory) {
    ColumnRoom<Column, T> room(records.rows(), memory);
    if (!room.make(false)) return failure(error_of_block(BlockError(Limit::memory)));
    bool is_finished = true;
    const auto visit = [&](std::size_t row, std::optional<ValueView> value) -> Result<void> {
        if (value) {
            RowValue<T> scalar;
            if (value->is(Type::null)) {
                scalar = RowValue<T>::null();
            } else if (const auto wanted = value->get<T>()) {
                scalar = *wanted;
            }
            room.set(row, scalar);
        }
        // While the texts are there.
        if (row + 1 == room.rows()) is_finished = room.finish();
        return {};
    };
    SOURIS_RETURN_IF_ERROR(records.visit_whole(place, memory, visit));
    if (room.rows() == 0) is_finished = room.finish();
    if (!is_finished) return failure(error_of_block(BlockError(Limit::memory)));
    return std::move(room.column());
}

template <class Column, class T>
Result<Column> read_column(const RecordColumns& records, std::string_view pointer) {
    const DefaultRounding rounding;
    SOURIS_ASSIGN_OR_RETURN(const Place place, place_of(pointer));
    const PlacePaths found = records.find(place);
    Budget memory = records.budget();
    if (found.has_others) return read_whole<Column, T>(records, place, memory);
    auto column = read_paths<Column, T>(records, found.paths, memory);
    if (!column) return failure(error_of_block(column.error()));
    return std::move(*column);
}

}  // namespace

Result<IntegerColumn> read_integers(const RecordColumns& records, std::string_view pointer) {
    return read_column<IntegerColumn, std::int64_t>(records, pointer);
}

Result<NumberColumn> read_numbers(const RecordColumns& records, std::string_view pointer) {
    return read_column<NumberColumn, double>(records, pointer);
}

Result<BooleanColumn> read_booleans(const RecordColumns& records, std::string_view pointer) {
    return read_column<BooleanColumn, bool>(records, pointer);
}

Result<TextColumn> read_texts(const RecordColumns& records, std::string_view pointer) {
    return read_column<TextColumn, std::string_view>(records, pointer);
}

}}}}  // namespace souris::v0::detail::columns
