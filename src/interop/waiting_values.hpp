// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <souris/limits.hpp>
#include <souris/value.hpp>

#include "base/charged_memory.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// A stack of values, stored in chunks: growing never holds two copies, and shrinking frees memory.
class WaitingValues {
  public:
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] Value& operator[](std::size_t i) noexcept {
        assert(i / chunk_size < chunks_.size());
        return (*chunks_[i / chunk_size])[i % chunk_size];
    }
    [[nodiscard]] const Value& operator[](std::size_t i) const noexcept {
        assert(i / chunk_size < chunks_.size());
        return (*chunks_[i / chunk_size])[i % chunk_size];
    }

    /// False if `memory` does not suffice. Throws std::bad_alloc.
    [[nodiscard]] bool push(Value value, Budget& memory) {
        if (size_ == chunks_.size() * chunk_size) {
            if (!make_room(chunks_, 1, memory) || !memory.charge(chunk_memory)) {
                return false;
            }
            chunks_.push_back(std::make_unique<Chunk>());
        }
        // Not an assignment: that would search the tree for the slot.
        TreeAccess::replace((*this)[size_++], std::move(value));
        return true;
    }

    /// Removes all but the first `size`. The removed values must have been moved from, or be small.
    void shrink(std::size_t size, Budget& memory) noexcept {
        assert(size <= size_);
        while (size_ > size)
            (*this)[--size_] = Value();
        // Keeps one spare chunk, for growing and shrinking across its beginning.
        while (chunks_.size() > size / chunk_size + 2) {
            chunks_.pop_back();
            memory.give_back(chunk_memory);
        }
    }

  private:
    static constexpr std::size_t chunk_size = 32;
    using Chunk = std::array<Value, chunk_size>;
    static constexpr std::uint64_t chunk_memory = allocation_size(sizeof(Chunk));

    std::vector<std::unique_ptr<Chunk>> chunks_;
    std::size_t size_ = 0;
};

}}}  // namespace souris::v0::detail
