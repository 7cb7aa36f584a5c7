// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include <souris/error.hpp>

// `--max-memory` bounds a command as a whole: input, values and report together. The library keeps
// to it only while it reads, so every allocation of `operator new` is counted here.

namespace souris::cli {

/// The memory of the process.
class MemoryBound {
  public:
    /// Allows `most` bytes beyond those allocated so far.
    void begin(std::uint64_t most) noexcept;

    /// Whether `size` more bytes may be allocated.
    [[nodiscard]] bool has_room(std::size_t size) noexcept {
        return taken_.load(std::memory_order_relaxed) + size <=
                   most_.load(std::memory_order_relaxed) ||
               refuse();
    }
    /// As `has_room`; counts the bytes if they may be allocated.
    [[nodiscard]] bool take(std::size_t size) noexcept {
        if (!has_room(size)) return false;
        taken_.fetch_add(size, std::memory_order_relaxed);
        return true;
    }
    void give_back(std::size_t size) noexcept { taken_.fetch_sub(size, std::memory_order_relaxed); }

    /// Whether an allocation was refused.
    [[nodiscard]] bool was_exceeded() const noexcept { return was_exceeded_; }

  private:
    /// Returns false. The first refusal leaves some room for the error message.
    bool refuse() noexcept;

    std::atomic<std::uint64_t> taken_{0};
    std::atomic<std::uint64_t> most_{~std::uint64_t{0}};
    std::atomic<bool> was_exceeded_{false};
};

[[nodiscard]] MemoryBound& memory_bound() noexcept;

/// The error of a `max_memory` limit if the bound caused an `out_of_memory` error, else `error`.
[[nodiscard]] Error told_by_bound(Error error);

}  // namespace souris::cli
