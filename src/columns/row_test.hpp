// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <souris/column_reader.hpp>
#include <souris/integer.hpp>
#include <souris/result.hpp>
#include <souris/value_view.hpp>

#include "columns/column_block.hpp"
#include "columns/row_value.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// From one to the other, both included; nothing if the first is above the second.
template <class T>
struct Bounds {
    T least{};
    T greatest{};

    /// False for a NaN.
    [[nodiscard]] constexpr bool contains(const T& value) const noexcept {
        return value >= least && value <= greatest;
    }
    [[nodiscard]] constexpr bool overlaps(const T& from, const T& to) const noexcept {
        return least <= greatest && from <= greatest && to >= least;
    }
};

/// A filter made ready: whether a value matches. What `ScalarReader` gives is true or nothing.
class RowTest {
  public:
    using Target = bool;
    static constexpr bool takes_texts = true;

    /// Errors: `wrong_type`. `filter` must outlive the result.
    [[nodiscard]] static Result<RowTest> make(const RowFilter& filter);

    [[nodiscard]] RowValue<bool> boolean(bool value) const noexcept;
    [[nodiscard]] RowValue<bool> text(std::string_view text) const noexcept;
    [[nodiscard]] RowValue<bool> number(ContentKind kind, std::int64_t number,
                                        unsigned decimals) const;
    [[nodiscard]] RowValue<bool> other(const Value& value) const;
    /// A value of whatever type.
    [[nodiscard]] bool matches(const ValueView& value) const;
    [[nodiscard]] bool matches_null() const noexcept { return kind_ == Kind::null; }

    /// Whether any value of the path may match, as heads and directory tell.
    [[nodiscard]] bool may_match(const ColumnBlock& block, PathIndex index) const;

  private:
    enum class Kind : std::uint8_t { number, text, boolean, null };

    [[nodiscard]] bool may_match_numbers(const ColumnBlock& block, PathIndex index) const;

    Kind kind_ = Kind::null;
    // Of numbers, as such of each kind. An integer of 64 bits is compared fastest.
    Bounds<Integer> integers_;
    Bounds<std::int64_t> small_integers_{0, -1};
    Bounds<double> floats_{0, -1};
    Bounds<std::string_view> texts_;
    bool has_upper_text_ = true;
    bool excludes_lower_text_ = false;
    bool excludes_upper_text_ = false;
    bool matches_false_ = false;
    bool matches_true_ = false;
};

}}}}  // namespace souris::v0::detail::columns
