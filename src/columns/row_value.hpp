// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace souris { inline namespace v0 { namespace detail { namespace columns {

enum class RowState : std::uint8_t {
    other,  ///< There is a value, but none that was asked for.
    null,
    valid,
};

/// A value as what was asked for.
template <class T>
struct RowValue {
    RowState state = RowState::other;
    T value{};

    RowValue() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): it stands for the value.
    RowValue(T valid) : state(RowState::valid), value(valid) {}
    [[nodiscard]] static RowValue null() {
        RowValue row;
        row.state = RowState::null;
        return row;
    }
    [[nodiscard]] bool has_value() const noexcept { return state == RowState::valid; }
};

}}}}  // namespace souris::v0::detail::columns
