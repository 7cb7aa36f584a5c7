// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <malloc.h>

namespace souris::test {

/// The usable size of a block, at least the size requested.
inline std::size_t usable_size(void* block) noexcept {
#if defined(_WIN32)
    return ::_msize(block);
#else
    return ::malloc_usable_size(block);
#endif
}

}  // namespace souris::test
