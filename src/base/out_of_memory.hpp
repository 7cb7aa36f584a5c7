// SPDX-License-Identifier: MIT
#pragma once

#include <new>

#include <souris/config.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Calls `work` and returns its result, or `out_of_memory` if it throws std::bad_alloc.
template <class Work>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline auto or_out_of_memory(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return failure(typename decltype(work())::error_type(ErrorCode::out_of_memory));
    }
}

}}}  // namespace souris::v0::detail
