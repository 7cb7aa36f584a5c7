// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>

namespace souris::cli {

/// Bounds the length of a report in proportion to the size of the file, because a few bytes of
/// input can expand to a very long report. Counts the parts that were cut.
class ReportLength {
  public:
    /// Unlimited.
    ReportLength() noexcept = default;
    /// For a file of `file_size` bytes.
    explicit ReportLength(std::uint64_t file_size) noexcept {
        constexpr std::uint64_t besides = std::uint64_t{4} << 20U;
        constexpr std::uint64_t per_byte = 4096;
        if (file_size < (left_ - besides) / per_byte) left_ = besides + per_byte * file_size;
    }

    /// Takes room for a part of up to `size` bytes. Once a part has been refused, all later ones
    /// are.
    [[nodiscard]] bool take(std::uint64_t size) noexcept {
        if (cut_ == 0 && size <= left_) {
            left_ -= size;
            return true;
        }
        ++cut_;
        return false;
    }

    /// Number of parts refused.
    [[nodiscard]] std::uint64_t cut() const noexcept { return cut_; }

  private:
    std::uint64_t left_ = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t cut_ = 0;
};

}  // namespace souris::cli
