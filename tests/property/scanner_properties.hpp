// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/value_scanner.hpp>

/// Properties of values in bytes that come in pieces. Used by the property tests and the fuzz
/// targets.

namespace souris::properties {

/// Compares the values that a scanner finds with those that `decode_value` reads one after another.
class ScannerCheck {
  public:
    ScannerCheck(std::span<const std::byte> bytes, const DecodeOptions& options, Layout layout)
        : whole_(bytes), scanner_(options, layout) {}

    /// Gives the scanner the next bytes, at most `size`. Returns whether all values that it then
    /// finds are right. Does nothing after the last value or an error.
    [[nodiscard]] bool give(std::size_t size) {
        const std::span<const std::byte> piece =
            whole_.subspan(given_, std::min(size, whole_.size() - given_));
        if (!scanner_.append(piece) && !is_over_) return false;
        given_ += piece.size();
        while (!is_over_) {
            const auto found = scanner_.next();
            if (found && !*found) {
                promised_ = given_ + scanner_.wanted();
                return promised_ > given_;
            }
            if (!(found ? is_right(**found) : is_refused(found.error()))) return false;
        }
        return true;
    }

    /// Returns whether the end of the input gives what it gives whole.
    [[nodiscard]] bool finish() {
        if (given_ != whole_.size()) return false;
        if (is_over_) return true;
        const auto finished = scanner_.finish();
        if (done_ == whole_.size()) return finished.has_value();
        return !finished && is_refused(finished.error());
    }

    [[nodiscard]] bool is_complete() const noexcept { return given_ == whole_.size(); }

  private:
    /// What the whole input has at the place of the next value.
    [[nodiscard]] Result<Value> read(Cursor& cursor) const {
        return decode_value(cursor, nullptr, scanner_.layout(), scanner_.options());
    }

    [[nodiscard]] bool is_right(std::span<const std::byte> found) {
        if (given_ < promised_) return false;
        Cursor cursor(whole_.subspan(done_));
        const auto wanted = read(cursor);
        const auto value = decode_value(found, scanner_.options(), scanner_.layout());
        if (!wanted) {
            // Sound bytes whose tree is refused.
            is_over_ = true;
            return !value && value.error() == wanted.error();
        }
        if (!value || *value != *wanted || found.size() != cursor.offset()) return false;
        done_ += found.size();
        return scanner_.offset() == done_;
    }

    [[nodiscard]] bool is_refused(const Error& error) {
        is_over_ = true;
        Cursor cursor(whole_.subspan(done_));
        const auto wanted = read(cursor);
        const auto again = scanner_.next();
        return !wanted && wanted.error() == error && !again && again.error() == error;
    }

    std::span<const std::byte> whole_;
    ValueScanner scanner_;
    std::size_t given_ = 0;
    /// Bytes of values that were found.
    std::size_t done_ = 0;
    std::uint64_t promised_ = 0;
    bool is_over_ = false;
};

/// Values are found alike, or refused with the same error, in pieces of sizes that `next_size`
/// gives.
template <class NextSize>
bool pieces_are_read_like_whole(std::span<const std::byte> bytes, const DecodeOptions& options,
                                Layout layout, NextSize next_size) {
    ScannerCheck check(bytes, options, layout);
    while (!check.is_complete()) {
        if (!check.give(next_size())) return false;
    }
    return check.finish();
}

}  // namespace souris::properties
