// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/charged_memory.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Records which of the open containers are objects.
class OpenContainers {
  public:
    [[nodiscard]] bool empty() const noexcept { return depth_ == 0; }
    [[nodiscard]] std::size_t depth() const noexcept { return depth_; }
    [[nodiscard]] bool is_object() const noexcept {
        assert(depth_ != 0);
        return (innermost_ & 1U) != 0;
    }

    /// Returns false if `memory` is insufficient.
    [[nodiscard]] bool push(bool is_object, Budget& memory) {
        if (depth_ % word_size == 0 && depth_ != 0) {
            if (!make_room(outer_, 1, memory)) return false;
            outer_.push_back(innermost_);
        }
        innermost_ = innermost_ << 1U | (is_object ? 1U : 0U);
        ++depth_;
        return true;
    }

    void pop() noexcept {
        assert(depth_ != 0);
        innermost_ >>= 1U;
        --depth_;
        if (depth_ % word_size == 0 && depth_ != 0) {
            assert(!outer_.empty());
            innermost_ = outer_.back();
            outer_.pop_back();
        }
    }

    void give_back(Budget& memory) noexcept { detail::give_back(outer_, memory); }

  private:
    static constexpr std::size_t word_size = 64;

    std::size_t depth_ = 0;
    /// One bit for each of the innermost levels, up to `word_size`, the innermost lowest; the outer
    /// levels are in `outer_`.
    std::uint64_t innermost_ = 0;
    std::vector<std::uint64_t> outer_;
};

}}}  // namespace souris::v0::detail
