// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

// The memory of this process, which runs out when told to. Everything that `operator new` gives is
// counted and, but in sanitizer builds, what malloc gives to the C libraries, too. Not for threads.

namespace souris::test {

/// Whether malloc is stood in front of, and not `operator new` alone.
extern const bool counts_malloc;

/// Bytes and blocks that are allocated.
struct Allocated {
    std::size_t bytes = 0;
    std::size_t blocks = 0;

    friend bool operator==(const Allocated&, const Allocated&) = default;
};

[[nodiscard]] Allocated allocated() noexcept;

/// Forgets the most bytes that were allocated at once.
void forget_peak() noexcept;
/// The most bytes that were allocated at once since then.
[[nodiscard]] std::size_t peak_bytes() noexcept;

/// As long as it lives, an allocation fails, or that and all after it.
class FailingAllocations {
  public:
    /// The first `successes` allocations succeed.
    FailingAllocations(std::size_t successes, bool from_then_on) noexcept;
    FailingAllocations(const FailingAllocations&) = delete;
    FailingAllocations& operator=(const FailingAllocations&) = delete;
    ~FailingAllocations();

    /// Whether an allocation has failed while the last of these lived.
    [[nodiscard]] static bool have_failed() noexcept;
};

}  // namespace souris::test
