// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include <souris/result.hpp>

#include "allocation.hpp"
#include "support/sanitizer.hpp"

namespace souris::test {

/// The result of a call in scarce memory.
enum class Outcome : std::uint8_t {
    done,
    out_of_memory,  ///< Reported as an error.
    bad_alloc,      ///< Reported as an exception.
    wrong,
};

template <class T, class E>
[[nodiscard]] Outcome outcome_of(const Result<T, E>& result) {
    if (result) return Outcome::done;
    if constexpr (std::is_same_v<E, ErrorCode>) {
        return result.error() == ErrorCode::out_of_memory ? Outcome::out_of_memory : Outcome::wrong;
    } else {
        return result.error().code == ErrorCode::out_of_memory ? Outcome::out_of_memory
                                                               : Outcome::wrong;
    }
}

/// `done` if the call did all that it should.
[[nodiscard]] inline Outcome done_if(bool is_right) {
    return is_right ? Outcome::done : Outcome::wrong;
}

/// Memory in which one allocation fails, or that one and all later ones.
class ScarceMemory {
  public:
    ScarceMemory(std::size_t successes, bool from_then_on) noexcept
        : successes_(successes), from_then_on_(from_then_on) {}

    /// Returns the result of `call`, with memory scarce only during the call.
    template <class Call>
    auto during(Call call) const {
        const FailingAllocations failing(successes_, from_then_on_);
        return call();
    }

    /// Whether `call` returned instead of throwing std::bad_alloc.
    template <class Call>
    [[nodiscard]] bool survives(Call call) const {
        try {
            const FailingAllocations failing(successes_, from_then_on_);
            call();
        } catch (const std::bad_alloc&) {
            return false;
        }
        return true;
    }

  private:
    std::size_t successes_;
    bool from_then_on_;
};

/// Makes every allocation fail in turn; only some of those of a search for the smallest size, which
/// repeats the same steps many times.
[[nodiscard]] constexpr std::size_t step_after(std::size_t k) {
    constexpr std::size_t each = is_sanitized ? 64 : 256;
    return k < each ? 1 : k / 16;
}

/// Calls `run(ScarceMemory)` with the first allocation failing, with the second, and so on until
/// none fails; once with a single failure and once with all later allocations failing, too. Each
/// call must succeed or return `failure`, and must leave nothing allocated.
template <class Run>
void fail_each_allocation(std::string_view name, Outcome failure, Run run) {
    CAPTURE(name);
    // The first call allocates objects that live as long as the process.
    REQUIRE(run(ScarceMemory(~std::size_t{0}, false)) == Outcome::done);
    std::size_t allocations = 0;
    for (const bool from_then_on : {false, true}) {
        CAPTURE(from_then_on);
        for (std::size_t k = 0;; k += step_after(k)) {
            CAPTURE(k);
            const Allocated before = allocated();
            Outcome outcome = Outcome::wrong;
            try {
                outcome = run(ScarceMemory(k, from_then_on));
            } catch (const std::exception& error) {
                FAIL_CHECK("threw ", error.what());
            }
            const Allocated after = allocated();
            // Libraries may have fallbacks: a sort without a buffer, a shorter search.
            if (outcome != Outcome::done) REQUIRE(outcome == failure);
            REQUIRE(after.blocks == before.blocks);
            REQUIRE(after.bytes == before.bytes);
            if (!FailingAllocations::have_failed()) {
                REQUIRE(outcome == Outcome::done);
                allocations = k;
                break;
            }
        }
    }
    // Operations without allocations do not belong here.
    CHECK(allocations != 0);
    MESSAGE(name, ": ", allocations, " allocations");
}

/// `call` must return `out_of_memory`, or a result that `is_right` accepts.
template <class Call, class Check>
void fail_each_result(std::string_view name, Call call, Check is_right) {
    fail_each_allocation(name, Outcome::out_of_memory, [&](const ScarceMemory& memory) {
        const auto result = memory.during(call);
        if (!result) return outcome_of(result);
        return done_if(is_right(*result));
    });
}

/// `call` must return `out_of_memory` or the error of its input.
template <class Call>
void fail_each_refusal(std::string_view name, ErrorCode code, Call call) {
    fail_each_allocation(name, Outcome::out_of_memory, [&](const ScarceMemory& memory) {
        const auto result = memory.during(call);
        if (result) return Outcome::wrong;
        return result.error().code == code ? Outcome::done : outcome_of(result);
    });
}

}  // namespace souris::test
