// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/column_reader.hpp>
#include <souris/limits.hpp>
#include <souris/parser.hpp>
#include <souris/result.hpp>

#include "base/return_if_error.hpp"
#include "columns/column_block.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A place in records: the tokens of a JSON Pointer.
using Place = std::vector<std::string>;

/// Errors: `invalid_pointer`.
[[nodiscard]] Result<Place> place_of(std::string_view pointer);

/// The paths whose values are those of a place, each in its row of the records.
struct PlacePaths {
    std::vector<PathIndex> paths;
    /// Whether there may be values that are not at these paths in these rows: those of a key that
    /// is a value itself, of an element of an array, of a key that a map has twice.
    bool has_others = false;
};

/// What the records of a block are.
enum class RecordKind : std::uint8_t {
    elements,  ///< Those of the array that the block's one value is; else its values.
    values,    ///< The block's values, even if there is but one.
};

/// The records of a block.
class RecordColumns {
  public:
    /// `block` begins with its lengths. Errors: those of `read_block`.
    [[nodiscard]] static Result<RecordColumns> open(std::span<const std::byte> block,
                                                    const Limits& limits,
                                                    RecordKind kind = RecordKind::elements);

    /// `count` encoded values that are in no block: each column is found by reading them all.
    [[nodiscard]] static RecordColumns over(std::span<const std::byte> values, std::size_t count,
                                            const Limits& limits);

    [[nodiscard]] bool has_block() const noexcept { return columns_.has_value(); }
    /// The block, which there must be.
    [[nodiscard]] const ColumnBlock& columns() const noexcept {
        assert(columns_);
        return *columns_;
    }
    [[nodiscard]] const Limits& limits() const noexcept { return limits_; }
    /// What a call may take: what the columns do not hold.
    [[nodiscard]] Budget budget() const noexcept { return Budget(memory_); }

    /// How many records there are.
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    /// The path whose values they are; nothing if there is none.
    [[nodiscard]] std::optional<PathIndex> path() const noexcept { return path_; }

    [[nodiscard]] PlacePaths find(const Place& place) const;

    /// Calls `visit(row, view)` for each record, with what stands there at the place, or nothing.
    /// Unpacks all. `visit` returns a `Result<void>`.
    template <class Visit>
    [[nodiscard]] Result<void> visit_whole(const Place& place, Budget& memory, Visit visit) const;

  private:
    RecordColumns(std::span<const std::byte> bytes, const Limits& limits,
                  std::optional<ColumnBlock> columns, bool is_sequence)
        : bytes_(bytes), limits_(limits), columns_(std::move(columns)), is_sequence_(is_sequence) {}

    [[nodiscard]] Result<void> find_records(Budget& memory);

    /// The block, or values that are in none.
    std::span<const std::byte> bytes_;
    Limits limits_;
    std::optional<ColumnBlock> columns_;
    /// Whether each value of the block is a record.
    bool is_sequence_;
    std::uint64_t memory_ = 0;
    std::size_t rows_ = 0;
    std::optional<PathIndex> path_;
};

/// The reader of records. Throws std::bad_alloc.
[[nodiscard]] ColumnReader make_column_reader(RecordColumns records);

/// Values whose bytes are all there, unpacked, to be read without columns.
class WholeBlock {
  public:
    /// Nothing.
    WholeBlock() = default;
    /// Values that are in no block.
    explicit WholeBlock(std::span<const std::byte> values) noexcept : cursor_(values) {}

    /// Errors: those of `read_block`.
    [[nodiscard]] Result<void> unpack(std::span<const std::byte> block, const Limits& limits,
                                      Budget& memory);
    /// The next value, which is valid until the next call. Nothing at the end.
    [[nodiscard]] Result<std::optional<ValueView>> next(const Limits& limits, Budget& memory);

  private:
    UnpackedBlock unpacked_;
    Cursor cursor_{std::span<const std::byte>()};
    Parser parser_;
    /// What was charged for the parser.
    std::uint64_t tape_memory_ = 0;
};

/// What stands at the place in a value, or nothing.
[[nodiscard]] std::optional<ValueView> value_at(ValueView value, const Place& place);

/// Charges for the tree that a value becomes. Errors: `limit_exceeded`.
[[nodiscard]] Result<void> charge_value(ValueView value, Budget& memory);

/// The error of a block in the caller's bytes.
[[nodiscard]] Error error_of_block(const BlockError& error);

template <class Visit>
Result<void> RecordColumns::visit_whole(const Place& place, Budget& memory, Visit visit) const {
    WholeBlock whole(bytes_);
    if (columns_) SOURIS_RETURN_IF_ERROR(whole.unpack(bytes_, limits_, memory));
    std::size_t row = 0;
    while (row < rows_) {
        SOURIS_ASSIGN_OR_RETURN(const std::optional<ValueView> value, whole.next(limits_, memory));
        if (!value) break;
        if (is_sequence_ || !value->is(Type::array)) {
            SOURIS_RETURN_IF_ERROR(visit(row++, value_at(*value, place)));
            continue;
        }
        for (const ValueView element : value->elements()) {
            if (row == rows_) break;
            SOURIS_RETURN_IF_ERROR(visit(row++, value_at(element, place)));
        }
        break;
    }
    if (row != rows_) return failure(error_of_block(ErrorCode::bad_block));
    return {};
}

}}}}  // namespace souris::v0::detail::columns
