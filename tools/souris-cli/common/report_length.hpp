// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>

namespace souris::cli {

/// How long a report may become: in proportion to the file, of which a few bytes can say a great
/// deal. What has no room is counted.
class ReportLength {
  public:
    /// No bound.
    ReportLength() noexcept = default;
    /// For a file of so many bytes.
    explicit ReportLength(std::uint64_t file_size) noexcept {
        constexpr std::uint64_t besides = std::uint64_t{4} << 20U;
        constexpr std::uint64_t per_byte = 4096;
        if (file_size < (left_ - besides) / per_byte) left_ = besides + per_byte * file_size;
    }

    /// Whether there is room for a part of so many bytes, or more. After one that has none, no
    /// other has.
    [[nodiscard]] bool take(std::uint64_t size) noexcept {
        if (cut_ == 0 && size <= left_) {
            left_ -= size;
            return true;
        }
        ++cut_;
        return false;
    }

    /// Parts that had no room.
    [[nodiscard]] std::uint64_t cut() const noexcept { return cut_; }

  private:
    std::uint64_t left_ = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t cut_ = 0;
};

}  // namespace souris::cli
