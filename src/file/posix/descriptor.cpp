// SPDX-License-Identifier: MIT
#include <cassert>
#include <cerrno>

#include <poll.h>
#include <unistd.h>

#include <souris/descriptor.hpp>

#include "file/owned_descriptor.hpp"

namespace souris { inline namespace v0 {

namespace {

/// After a failed call, waits until it can be tried again; false if it cannot. Needed if the
/// descriptor, or another one of the same open file, was made non-blocking.
bool can_go_on(int descriptor, short event) {
    if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
    pollfd awaited{descriptor, event, 0};
    return detail::retry([&] { return ::poll(&awaited, 1, -1); }) >= 0;
}

}  // namespace

Result<std::size_t> read_some(int descriptor, std::span<std::byte> room) {
    assert(!room.empty());
    for (;;) {
        const ssize_t count =
            detail::retry([&] { return ::read(descriptor, room.data(), room.size()); });
        if (count >= 0) return static_cast<std::size_t>(count);
        if (!can_go_on(descriptor, POLLIN)) return failure(detail::system_error("read"));
    }
}

Result<void> write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count =
            detail::retry([&] { return ::write(descriptor, bytes.data(), bytes.size()); });
        if (count >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        } else if (!can_go_on(descriptor, POLLOUT)) {
            return failure(detail::system_error("write"));
        }
    }
    return {};
}

}}  // namespace souris::v0
