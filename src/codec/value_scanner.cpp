// SPDX-License-Identifier: MIT
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/value_scanner.hpp>

#include "base/return_if_error.hpp"
#include "bytes/scanner_state.hpp"
#include "codec/content_reader.hpp"
#include "codec/tree_scanner.hpp"

namespace souris { inline namespace v0 {

namespace detail { namespace {

struct ValueScannerState final : ScannerState {
    ValueScannerState(const DecodeOptions& wanted, Layout read_layout)
        : ScannerState(wanted.limits.max_input), options(wanted), layout(read_layout) {}

    /// The verdict of `decode_value`, which knows the path.
    [[nodiscard]] Error verdict(Error found) const {
        Cursor cursor(buffer.rest());
        const auto value = decode_value(cursor, nullptr, layout, options);
        assert(!value);
        return value ? std::move(found) : value.error();
    }
    [[nodiscard]] Error cut_off() override { return verdict(Error(ErrorCode::truncated)); }

    [[nodiscard]] Result<std::optional<std::size_t>> read_on() override {
        const std::span<const std::byte> input = buffer.rest();
        if (!tree.has_begun()) {
            auto begun = tree.begin(input, 0, nullptr, layout, options);
            if (!begun) return failure(verdict(std::move(begun).error()));
        }
        auto end = tree.read_on(input);
        if (!end) return failure(verdict(std::move(end).error()));
        SOURIS_RETURN_IF_ERROR(check_input_size(end->value_or(input.size()), options.limits));
        return end;
    }

    [[nodiscard]] std::uint64_t wanted() const noexcept override {
        return tree.has_begun() ? tree.wanted(buffer.rest()) : 1;
    }
    void follow() noexcept override { tree.follow(buffer.rest()); }
    void begin_item() noexcept override { tree.reset(); }

    DecodeOptions options;
    Layout layout;
    TreeScanner tree{};
};

const ValueScannerState& value_state(const ScannerState& state) noexcept {
    return static_cast<const ValueScannerState&>(state);
}

}}  // namespace detail

ValueScanner::ValueScanner(const DecodeOptions& options, Layout layout)
    : Scanner(std::make_unique<detail::ValueScannerState>(options, layout)) {}

const DecodeOptions& ValueScanner::options() const noexcept {
    return detail::value_state(state()).options;
}

Layout ValueScanner::layout() const noexcept {
    return detail::value_state(state()).layout;
}

}}  // namespace souris::v0
