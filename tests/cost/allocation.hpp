// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

// Counts the memory of this process and makes allocations fail on request: those of `operator new`
// and, except in sanitizer builds, those of malloc in C libraries. Not thread-safe.

namespace souris::test {

/// Whether malloc is replaced, not only `operator new`.
extern const bool counts_malloc;

/// Bytes and blocks allocated now.
struct Allocated {
    std::size_t bytes = 0;
    std::size_t blocks = 0;

    friend bool operator==(const Allocated&, const Allocated&) = default;
};

[[nodiscard]] Allocated allocated() noexcept;

/// Resets the peak of allocated bytes.
void forget_peak() noexcept;
/// The peak of allocated bytes since then.
[[nodiscard]] std::size_t peak_bytes() noexcept;

/// During its lifetime, one allocation fails, or that one and all later ones.
class FailingAllocations {
  public:
    /// The first `successes` allocations succeed.
    FailingAllocations(std::size_t successes, bool from_then_on) noexcept;
    FailingAllocations(const FailingAllocations&) = delete;
    FailingAllocations& operator=(const FailingAllocations&) = delete;
    ~FailingAllocations();

    /// Whether an allocation failed during the lifetime of the last instance.
    [[nodiscard]] static bool have_failed() noexcept;
};

}  // namespace souris::test
