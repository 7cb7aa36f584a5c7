// SPDX-License-Identifier: MIT
#include "compress/block_target.hpp"

#include <cassert>

namespace souris { inline namespace v0 { namespace detail {

Result<void, BlockError> UnpackedTarget::take_stored(std::span<const std::byte> stored) {
    stored_ = stored;
    return {};
}

Result<std::span<std::byte>, BlockError> UnpackedTarget::allocate_room(std::size_t size) {
    assert(unpacked_.empty());
    if (size != 0 && !memory_.charge(allocation_size(size))) {
        return tl::unexpected(BlockError(Limit::memory));
    }
    unpacked_.resize(size);
    return std::span<std::byte>(unpacked_);
}

}}}  // namespace souris::v0::detail
