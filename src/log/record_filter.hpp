// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <souris/codec_options.hpp>
#include <souris/column_reader.hpp>
#include <souris/parser.hpp>
#include <souris/result.hpp>

#include "columns/match_rows.hpp"
#include "columns/record_columns.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Tells which records match all of some filters, whether they are in columns or not.
class RecordFilter {
  public:
    /// Without filters: all match.
    RecordFilter() = default;

    /// Errors: `invalid_pointer`; `wrong_type` if values cannot be compared. Throws std::bad_alloc.
    [[nodiscard]] static Result<RecordFilter> make(std::vector<RowFilter> filters);

    /// Whether all match.
    [[nodiscard]] bool empty() const noexcept { return filters_.empty(); }

    /// Which records match. Where the directory of their block tells that none can, nothing is
    /// unpacked. Errors: those of `read_block` for what is read. Throws std::bad_alloc.
    [[nodiscard]] Result<RowBitmap> match(const columns::RecordColumns& records) const;

    /// Whether an encoded value matches; true if it is none, so that whoever reads it sees that.
    /// Throws std::bad_alloc.
    [[nodiscard]] bool matches(std::span<const std::byte> record, const DecodeOptions& options);

    // What is ready refers to the filters.
    RecordFilter(RecordFilter&&) noexcept = default;
    RecordFilter& operator=(RecordFilter&&) noexcept = default;
    RecordFilter(const RecordFilter&) = delete;
    RecordFilter& operator=(const RecordFilter&) = delete;
    ~RecordFilter() = default;

  private:
    std::vector<RowFilter> filters_;
    std::vector<columns::ReadyFilter> ready_;
    Parser parser_;
};

}}}  // namespace souris::v0::detail
