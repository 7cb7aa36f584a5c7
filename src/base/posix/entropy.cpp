// SPDX-License-Identifier: MIT
#include "base/entropy.hpp"

#include <cassert>

#include <unistd.h>

namespace souris { inline namespace v0 { namespace detail {

bool draw_entropy(std::span<std::byte> bytes) noexcept {
    assert(bytes.size() <= 256);
    return ::getentropy(bytes.data(), bytes.size()) == 0;
}

}}}  // namespace souris::v0::detail
