// SPDX-License-Identifier: MIT
#include "codec/tree_target.hpp"

#include <doctest/doctest.h>

#include "codec/skip_target.hpp"

using souris::detail::PathTarget;
using souris::detail::QuickTarget;
using souris::detail::SkipTarget;
using souris::detail::SlowTarget;
using souris::detail::TreeTarget;

namespace {

/// Lacks one function.
struct WithoutIntegers : SkipTarget {
    static void integer(std::uint64_t, souris::SignState) = delete;
};
/// A key that is not taken must be offered again.
struct TakesAnyKey : SkipTarget {
    static void key(const souris::detail::CheckedText&) noexcept {}
};
struct FailsForNothing : SkipTarget {
    static void text(souris::Type, std::string_view, bool) noexcept {}
};
struct TakesNoMemory : SkipTarget {
    static constexpr std::uint64_t memory_each = 0;
};
struct KnowsPaths : SkipTarget {
    [[nodiscard]] static std::size_t count(Container) noexcept { return 0; }
    [[nodiscard]] static std::string_view key_before(Container) noexcept { return {}; }
};

}  // namespace

TEST_CASE("a target has all that a reader calls, and returns what it asks for") {
    CHECK(TreeTarget<SkipTarget>);
    CHECK(!QuickTarget<WithoutIntegers>);
    CHECK(!QuickTarget<TakesAnyKey>);
    CHECK(!SlowTarget<FailsForNothing>);
    CHECK(QuickTarget<FailsForNothing>);
    CHECK(!TreeTarget<TakesNoMemory>);
    CHECK(!PathTarget<SkipTarget>);
    CHECK(PathTarget<KnowsPaths>);
}
