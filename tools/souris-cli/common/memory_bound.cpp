// SPDX-License-Identifier: MIT
#include "common/memory_bound.hpp"

#include <limits>
#include <utility>

#include <souris/limits.hpp>

namespace souris::cli {

void MemoryBound::begin(std::uint64_t most) noexcept {
    // What every command needs, whatever its input: buffers, the frame of a page, messages.
    constexpr std::uint64_t of_program = std::uint64_t{1} << 20U;
    constexpr auto all = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t now = taken_ + of_program;
    most_ = most > all - now ? all : now + most;
}

bool MemoryBound::refuse() noexcept {
    constexpr std::uint64_t for_messages = std::uint64_t{256} * 1024;
    if (!was_exceeded_.exchange(true)) most_ += for_messages;
    return false;
}

MemoryBound& memory_bound() noexcept {
    // `constinit`, because `operator new` runs before any constructor.
    static constinit MemoryBound bound;
    return bound;
}

Error told_by_bound(Error error) {
    if (error.code != ErrorCode::out_of_memory || !memory_bound().was_exceeded()) return error;
    Error limit(ErrorCode::limit_exceeded, name_of(Limit::memory));
    limit.offset = error.offset;
    limit.path = std::move(error.path);
    return limit;
}

}  // namespace souris::cli
