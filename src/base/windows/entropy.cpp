// SPDX-License-Identifier: MIT
#include "base/entropy.hpp"

#include <cassert>

#include <windows.h>
#include <bcrypt.h>

namespace souris { inline namespace v0 { namespace detail {

bool draw_entropy(std::span<std::byte> bytes) noexcept {
    assert(bytes.size() <= 256);
    return ::BCryptGenRandom(nullptr, reinterpret_cast<UCHAR*>(bytes.data()),
                             static_cast<ULONG>(bytes.size()),
                             BCRYPT_USE_SYSTEM_PREFERRED_RNG) == 0;
}

}}}  // namespace souris::v0::detail
