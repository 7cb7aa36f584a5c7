// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>

#include <souris/limits.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// A buffer for one text at a time; each overwrites the previous one.
class Scratch {
  public:
    [[nodiscard]] const std::byte* data() const noexcept { return room_.get(); }

    /// Room for `size` bytes, or for as many as `memory` can pay for, if that is less. The first
    /// `little` bytes are free. Throws std::bad_alloc.
    [[nodiscard]] std::span<std::byte> make_room(std::uint64_t size, Budget& memory) {
        if (size > size_) {
            // Freed first: the old content is no longer needed.
            memory.give_back(charge_for(size_));
            room_.reset();
            size_ = 0;
            allocate(std::max(size, little), memory);
        }
        return {room_.get(), static_cast<std::size_t>(std::min<std::uint64_t>(size, size_))};
    }

    /// Shrinks a large buffer to the first `used` bytes, which may move.
    void trim(std::size_t used, Budget& memory) {
        assert(used <= size_);
        constexpr std::size_t much = std::size_t{64} * 1024;
        if (size_ - used <= much) return;
        const auto size = static_cast<std::size_t>(std::max<std::uint64_t>(used, little));
        assert(size < size_);
        void* const smaller = std::realloc(room_.get(), size);
        if (smaller == nullptr) throw std::bad_alloc();
        static_cast<void>(room_.release());
        room_.reset(static_cast<std::byte*>(smaller));
        memory.give_back(charge_for(size_) - charge_for(size));
        size_ = size;
    }

  private:
    struct Free {
        void operator()(std::byte* room) const noexcept { std::free(room); }
    };

    static constexpr std::uint64_t little = 4096;

    [[nodiscard]] static std::uint64_t charge_for(std::uint64_t size) noexcept {
        return size > little ? allocation_size(size) : 0;
    }

    void allocate(std::uint64_t size, Budget& memory) {
        assert(room_ == nullptr && size_ == 0);
        if (!memory.charge(charge_for(size))) {
            // Upper bound of the overhead of an allocation of any size.
            constexpr std::uint64_t besides = 8192;
            const std::uint64_t left = memory.left();
            size = std::max(little, left > besides ? left - besides : 0);
            static_cast<void>(memory.charge(charge_for(size)));
        }
        room_.reset(static_cast<std::byte*>(std::malloc(static_cast<std::size_t>(size))));
        if (room_ == nullptr) throw std::bad_alloc();
        size_ = static_cast<std::size_t>(size);
    }

    std::unique_ptr<std::byte[], Free> room_;
    std::size_t size_ = 0;
};

}}}  // namespace souris::v0::detail
