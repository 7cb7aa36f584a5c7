// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <malloc.h>

namespace souris::test {

/// What the C library says that it gave out for a block, which is what was asked for or more.
inline std::size_t usable_size(void* block) noexcept {
#if defined(_WIN32)
    return ::_msize(block);
#else
    return ::malloc_usable_size(block);
#endif
}

}  // namespace souris::test
