// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include <souris/error.hpp>

// What `--max-memory` says of a command as a whole: input, values and report together. The library
// holds itself to it where it reads; here all that `operator new` gives out is counted.

namespace souris::cli {

/// Of the process.
class MemoryBound {
  public:
    /// From now on, no more than `most` bytes besides what there is.
    void begin(std::uint64_t most) noexcept;

    /// Whether so much more may be allocated.
    [[nodiscard]] bool has_room(std::size_t size) noexcept {
        return taken_.load(std::memory_order_relaxed) + size <=
                   most_.load(std::memory_order_relaxed) ||
               refuse();
    }
    /// The same, and counts it if so.
    [[nodiscard]] bool take(std::size_t size) noexcept {
        if (!has_room(size)) return false;
        taken_.fetch_add(size, std::memory_order_relaxed);
        return true;
    }
    void give_back(std::size_t size) noexcept { taken_.fetch_sub(size, std::memory_order_relaxed); }

    /// Whether something was refused.
    [[nodiscard]] bool was_exceeded() const noexcept { return was_exceeded_; }

  private:
    /// Returns false. What follows may take a little more, for what there is to be told.
    bool refuse() noexcept;

    std::atomic<std::uint64_t> taken_{0};
    std::atomic<std::uint64_t> most_{~std::uint64_t{0}};
    std::atomic<bool> was_exceeded_{false};
};

[[nodiscard]] MemoryBound& memory_bound() noexcept;

/// `error`, but if memory ran out because of the bound, that limit.
[[nodiscard]] Error told_by_bound(Error error);

}  // namespace souris::cli
