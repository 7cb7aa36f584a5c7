// SPDX-License-Identifier: MIT
#include <bit>
#include <utility>

#include <souris/column_reader.hpp>
#include <souris/compression.hpp>

#include "base/error_at.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/column_infos.hpp"
#include "columns/match_rows.hpp"
#include "columns/measure_columns.hpp"
#include "columns/read_column.hpp"
#include "columns/record_columns.hpp"

// The library as one source file has this also where a program leaves columns out.
#if !defined(SOURIS_NO_COLUMNS)

namespace souris { inline namespace v0 {

using detail::columns::RecordColumns;

RowBitmap::RowBitmap(std::size_t rows, bool is_set)
    : size_(rows), words_(rows / 64 + (rows % 64 != 0 ? 1 : 0), is_set ? ~std::uint64_t{0} : 0) {
    if (is_set && rows % 64 != 0) words_.back() >>= 64 - rows % 64;
}

std::size_t RowBitmap::count() const noexcept {
    std::size_t count = 0;
    for (const std::uint64_t word : words_)
        count += static_cast<std::size_t>(std::popcount(word));
    return count;
}

std::size_t RowBitmap::next(std::size_t row) const noexcept {
    if (row >= size_) return size_;
    std::uint64_t word = words_[row / 64] >> (row % 64);
    if (word != 0) return row + static_cast<std::size_t>(std::countr_zero(word));
    for (std::size_t i = row / 64 + 1; i < words_.size(); ++i) {
        word = words_[i];
        if (word != 0) return 64 * i + static_cast<std::size_t>(std::countr_zero(word));
    }
    return size_;
}

RowBitmap& RowBitmap::operator&=(const RowBitmap& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i)
        words_[i] &= other.words_[i];
    return *this;
}

class ColumnReader::Impl {
  public:
    explicit Impl(RecordColumns columns) noexcept : records(std::move(columns)) {}
    RecordColumns records;
};

ColumnReader::ColumnReader(std::unique_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
ColumnReader::ColumnReader(ColumnReader&& other) noexcept = default;
ColumnReader& ColumnReader::operator=(ColumnReader&& other) noexcept = default;
ColumnReader::~ColumnReader() = default;

Result<ColumnReader> ColumnReader::open(std::span<const std::byte> packed, const Limits& limits) {
    return detail::or_out_of_memory([&]() -> Result<ColumnReader> {
        if (packed.empty()) return failure(detail::error_at(ErrorCode::truncated, 0));
        if (packed.front() != static_cast<std::byte>(Compression::columns))
            return failure(detail::error_at(ErrorCode::unsupported_compression, 0));
        if (packed.size() > limits.max_input) {
            Error error(ErrorCode::limit_exceeded);
            error.detail = name_of(Limit::input);
            return failure(std::move(error));
        }
        SOURIS_ASSIGN_OR_RETURN(RecordColumns records,
                                RecordColumns::open(packed.subspan(1), limits));
        return detail::columns::make_column_reader(std::move(records));
    });
}

namespace detail::columns {

ColumnReader make_column_reader(RecordColumns records) {
    return ColumnReader(std::make_unique<const ColumnReader::Impl>(std::move(records)));
}

}  // namespace detail::columns

std::size_t ColumnReader::rows() const noexcept {
    return impl_->records.rows();
}

std::vector<ColumnInfo> ColumnReader::columns() const {
    if (!impl_->records.has_block()) return {};
    const detail::columns::ColumnBlock& block = impl_->records.columns();
    return detail::columns::column_infos(block.paths(), block.directory(),
                                         impl_->records.path().value_or(0))
        .infos;
}

Result<ColumnSizes> ColumnReader::measure() const {
    return detail::or_out_of_memory(
        [&] { return detail::columns::measure_columns(impl_->records); });
}

Result<IntegerColumn> ColumnReader::integers(std::string_view pointer) const {
    return detail::or_out_of_memory(
        [&] { return detail::columns::read_integers(impl_->records, pointer); });
}

Result<NumberColumn> ColumnReader::numbers(std::string_view pointer) const {
    return detail::or_out_of_memory(
        [&] { return detail::columns::read_numbers(impl_->records, pointer); });
}

Result<BooleanColumn> ColumnReader::booleans(std::string_view pointer) const {
    return detail::or_out_of_memory(
        [&] { return detail::columns::read_booleans(impl_->records, pointer); });
}

Result<TextColumn> ColumnReader::texts(std::string_view pointer) const {
    return detail::or_out_of_memory(
        [&] { return detail::columns::read_texts(impl_->records, pointer); });
}

Result<bool> ColumnReader::may_match(const RowFilter& filter) const {
    return detail::or_out_of_memory([&]() -> Result<bool> {
        SOURIS_ASSIGN_OR_RETURN(const auto ready, detail::columns::ReadyFilter::make(filter));
        return detail::columns::may_match(impl_->records, ready);
    });
}

Result<RowBitmap> ColumnReader::rows_matching(const RowFilter& filter) const {
    return rows_matching(std::span(&filter, 1));
}

Result<RowBitmap> ColumnReader::rows_matching(std::span<const RowFilter> filters) const {
    return detail::or_out_of_memory([&]() -> Result<RowBitmap> {
        SOURIS_ASSIGN_OR_RETURN(const auto ready, detail::columns::ReadyFilter::make_all(filters));
        return detail::columns::match_rows(impl_->records, ready);
    });
}

Result<std::vector<Value>> ColumnReader::records(const RowBitmap& rows) const {
    return detail::or_out_of_memory([&]() -> Result<std::vector<Value>> {
        std::vector<Value> values;
        Budget memory = impl_->records.budget();
        if (!memory.charge(detail::allocation_size(rows.count() * sizeof(Value))))
            return failure(detail::columns::error_of_block(BlockError(Limit::memory)));
        values.reserve(rows.count());
        const auto visit = [&](std::size_t row, std::optional<ValueView> value) -> Result<void> {
            if (!value || row >= rows.size() || !rows[row]) return {};
            SOURIS_RETURN_IF_ERROR(detail::columns::charge_value(*value, memory));
            values.push_back(value->to_value());
            return {};
        };
        SOURIS_RETURN_IF_ERROR(impl_->records.visit_whole({}, memory, visit));
        return values;
    });
}

}}  // namespace souris::v0

#endif
