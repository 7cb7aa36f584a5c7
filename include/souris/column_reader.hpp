// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/config.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

/// @file
/// Columns of records: what stands at one place of all of them, read without the rest. For values
/// that were packed with `PackOptions::extended` and taken apart into columns.

namespace souris { inline namespace v0 {

class ColumnReader;

namespace detail::columns {
class RecordColumns;
ColumnReader make_column_reader(RecordColumns records);
}  // namespace detail::columns

/// A bit for each row.
class SOURIS_EXPORT RowBitmap {
  public:
    RowBitmap() noexcept = default;
    /// Bits that are all set, or all not. May throw std::bad_alloc.
    explicit RowBitmap(std::size_t rows, bool is_set = false);

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool operator[](std::size_t row) const noexcept {
        return (words_[row / 64] >> (row % 64) & 1U) != 0;
    }
    void set(std::size_t row) noexcept { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
    /// How many bits are set. Linear time.
    [[nodiscard]] std::size_t count() const noexcept;
    /// The first row from `row` on whose bit is set; `size()` if there is none.
    [[nodiscard]] std::size_t next(std::size_t row) const noexcept;
    /// Row r is bit r % 64 of word r / 64; bits behind the last row are 0. In memory that is the
    /// validity bitmap of Arrow, where the least significant byte comes first.
    [[nodiscard]] std::span<const std::uint64_t> words() const noexcept { return words_; }

    /// Keeps what is set in both; sizes must be the same.
    RowBitmap& operator&=(const RowBitmap& other) noexcept;

    friend bool operator==(const RowBitmap&, const RowBitmap&) = default;

  private:
    std::size_t size_ = 0;
    std::vector<std::uint64_t> words_;
};

/// What the rows of a column hold. A row that is present, and neither null nor valid, has a value
/// of another type than was asked for, or one that this type cannot represent.
struct ColumnRows {
    /// The value is in the column.
    RowBitmap valid;
    /// The value is null.
    RowBitmap null;
    /// There is a value.
    RowBitmap present;

    [[nodiscard]] std::size_t size() const noexcept { return present.size(); }
};

/// Integers, as `Value::get<std::int64_t>` gives them.
struct IntegerColumn : ColumnRows {
    /// One for each row, 0 where it is not valid.
    std::vector<std::int64_t> values;
};

/// Numbers, as `Value::get<double>` gives them: floats, and integers that a double holds exactly.
struct NumberColumn : ColumnRows {
    /// One for each row, 0 where it is not valid.
    std::vector<double> values;
};

/// As `Value::get<bool>` gives them.
struct BooleanColumn : ColumnRows {
    /// One for each row, false where it is not valid.
    RowBitmap values;
};

/// Strings, as Arrow has them: one text, and where each begins.
struct TextColumn : ColumnRows {
    /// Of all rows, next to each other.
    std::string text;
    /// One more than there are rows. The string of row r goes from `offsets[r]` to
    /// `offsets[r + 1]`; it is empty where the row is not valid.
    std::vector<std::uint64_t> offsets;

    [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
        return std::string_view(text).substr(
            static_cast<std::size_t>(offsets[row]),
            static_cast<std::size_t>(offsets[row + 1] - offsets[row]));
    }
};

/// How values are compared with one that is given.
enum class Comparison : std::uint8_t {
    equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    between,  ///< From `RowFilter::value` to `RowFilter::upper`, both included.
};

/// Rows that are looked for: those in which a value compares so. Numbers are compared as numbers,
/// exactly and whatever their types; a NaN compares with nothing. Strings are compared by their
/// bytes, which is the order of code points; false is less than true; null is equal to null. A
/// value of another kind, and one that is absent, does not match.
struct RowFilter {
    /// As for `ColumnReader::integers`.
    std::string pointer;
    Comparison comparison = Comparison::equal;
    /// A number, a string, a boolean or null.
    Value value;
    /// Of `between`: of the same kind.
    Value upper;
};

/// What a block says of one of its columns.
struct ColumnInfo {
    /// The place in each record, as a JSON Pointer in which `*` stands for any element of an array
    /// or any key of a map: `/user/id`, `/tags/*`. A column of all records' values is "".
    std::string path;
    /// The types that occur, one bit for each, by number.
    std::uint16_t types = 0;
    /// How many values there are, if the block's directory says so.
    std::optional<std::uint64_t> count;
    /// The bounds of all numbers among them, if the directory says so and they can be doubles; a
    /// bound of integers beyond 2^53 is rounded outwards.
    std::optional<double> least;
    /// @copydoc least
    std::optional<double> greatest;

    [[nodiscard]] bool has(Type type) const noexcept {
        return (types >> static_cast<unsigned>(type) & 1U) != 0;
    }
};

/// How values of a column are kept, as docs/format.md has it in appendix B.
enum class ColumnCoding : std::uint8_t {
    constant,        ///< All are the same, and there is nothing but how many.
    dictionary,      ///< Each by its number among null, false, true and frequent scalars.
    parts,           ///< As parts, which have columns of their own: maps and arrays.
    pattern,         ///< Strings, as a text that they have in common and the fields in it.
    numbers,         ///< Integers as they are.
    delta,           ///< As differences from the number before.
    delta_of_delta,  ///< As differences from what the two numbers before predict.
    decimal,         ///< Floats, as integers divided by a power of ten.
    bits,            ///< Floats, as their bits.
    text,            ///< Strings, and what else has a text.
    encoded,         ///< The encoded values.
    predicted,       ///< Besides: the kinds of values follow from those of other columns.
};
/// How many there are.
inline constexpr std::size_t column_coding_count = 12;

/// The coding as words for people: "delta of delta". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(ColumnCoding coding) noexcept;

/// What a column takes. All of `ColumnInfo` is known, but no bounds where values are `encoded`;
/// `path` is the place in the whole value, so that the records of an array are at `/*`.
struct MeasuredColumn : ColumnInfo {
    /// Its part of the packed bytes, with that of keys and of fields of strings that have no column
    /// themselves. Where columns are packed together, these are shared out by the entropy
    /// of their bytes: an estimate.
    std::uint64_t bytes = 0;
    /// The codings that occur, one bit for each, by number.
    std::uint16_t codings = 0;

    using ColumnInfo::has;
    [[nodiscard]] bool has(ColumnCoding coding) const noexcept {
        return (codings >> static_cast<unsigned>(coding) & 1U) != 0;
    }
};

/// Where the bytes of a block go.
struct ColumnSizes {
    /// Those above before those below. With `other_bytes`, their bytes add up to `size`.
    std::vector<MeasuredColumn> columns;
    /// Of what the block holds, in bytes.
    std::uint64_t size = 0;
    /// Of what tells which columns there are, how they are kept and where.
    std::uint64_t other_bytes = 0;
};

/// Reads columns of a packed value whose block is one of columns (id 6): an array of records, each
/// element one; or, if it is no array, one record. Or those of records in a log.
///
/// A column is read from the segments that it is in, and those of the places above it; what else
/// there is stays packed. Where a place is not a column of its own, because it is in a map with
/// ever other keys or in an array, the whole is unpacked: what is found is the same.
///
/// All functions have the same verdict on a value as `unpack`, but they look at no more than they
/// need: damage elsewhere goes unnoticed. They charge `limits.max_memory` for what they take and
/// give; each call has the whole of it. Any number of threads may use a reader.
///
/// @snippet reference_columns.cpp columns
class SOURIS_EXPORT ColumnReader {
  public:
    /// `packed` must outlive the reader. A store whose body is in columns can be opened, too, from
    /// its header byte on, which stands after its magic: its checksum is not verified. Errors:
    /// those of `unpack` for what is read; `unsupported_compression` if it is not in columns.
    [[nodiscard]] static Result<ColumnReader> open(std::span<const std::byte> packed,
                                                   const Limits& limits = {});

    ColumnReader(ColumnReader&& other) noexcept;
    ColumnReader& operator=(ColumnReader&& other) noexcept;
    ~ColumnReader();

    /// How many records there are.
    [[nodiscard]] std::size_t rows() const noexcept;

    /// All places at which there are values, those above before those below. Unpacks nothing.
    ///
    /// @snippet reference_columns.cpp infos
    [[nodiscard]] std::vector<ColumnInfo> columns() const;

    /// Tells what each column takes. Unpacks all columns, but does not put values together: linear
    /// time, besides the lengths of all paths. Errors: those of `unpack` for what is read.
    ///
    /// @snippet reference_columns.cpp sizes
    [[nodiscard]] Result<ColumnSizes> measure() const;

    /// Reads what stands at `pointer` in each record, a JSON Pointer as for `Value::at`. A column
    /// that no record has is one without a value. Linear time. Errors: `invalid_pointer`; those of
    /// `unpack` for what is read.
    [[nodiscard]] Result<IntegerColumn> integers(std::string_view pointer) const;
    /// @copydoc integers
    [[nodiscard]] Result<NumberColumn> numbers(std::string_view pointer) const;
    /// @copydoc integers
    [[nodiscard]] Result<BooleanColumn> booleans(std::string_view pointer) const;
    /// @copydoc integers
    [[nodiscard]] Result<TextColumn> texts(std::string_view pointer) const;

    /// Whether there may be rows that match: false if the block's directory and its heads tell that
    /// there are none. Unpacks nothing, so a block that cannot match costs next to nothing; in
    /// exchange, this trusts the directory, which `check` and `unpack` compare with the values.
    /// Errors: `invalid_pointer`; `wrong_type` if the filter's values cannot be compared.
    [[nodiscard]] Result<bool> may_match(const RowFilter& filter) const;

    /// The rows that match. If `may_match` tells that there are none, nothing is read. Errors:
    /// those of `may_match`, and of `integers`.
    [[nodiscard]] Result<RowBitmap> rows_matching(const RowFilter& filter) const;
    /// The rows that match all of them. Where one has no row, those behind it are not read.
    ///
    /// @snippet reference_columns.cpp rows
    [[nodiscard]] Result<RowBitmap> rows_matching(std::span<const RowFilter> filters) const;

    /// The records of these rows, in order; `rows.size()` is that of this reader. Unpacks all.
    /// Errors: those of `unpack`.
    [[nodiscard]] Result<std::vector<Value>> records(const RowBitmap& rows) const;

  private:
    class Impl;
    explicit ColumnReader(std::unique_ptr<const Impl> impl) noexcept;
    friend ColumnReader detail::columns::make_column_reader(detail::columns::RecordColumns records);

    std::unique_ptr<const Impl> impl_;
};

}}  // namespace souris::v0
