// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <souris/file.hpp>
#include <souris/limits.hpp>

#include "file/descriptor.hpp"

namespace souris::inline v0 {

namespace {

Error too_large() {
    return {ErrorCode::limit_exceeded, name_of(Limit::input)};
}

/// Waits until there is something to read where whoever shares the descriptor wants nobody to wait.
bool wait_for_input(int descriptor) {
    pollfd input{descriptor, POLLIN, 0};
    return detail::retry([&] { return ::poll(&input, 1, -1); }) >= 0;
}

/// Reads to the end, whatever size the file is said to have: it may grow, shrink, or be a pipe.
Result<Bytes> read_to_end(int descriptor, std::uint64_t expected, std::uint64_t max_size) {
    constexpr std::uint64_t least_room = 64 * 1024;
    // One byte more than there may be: the read that finds it missing has found the end.
    constexpr std::uint64_t addressable = std::numeric_limits<std::ptrdiff_t>::max();
    const std::uint64_t most_room = std::min(max_size, addressable - 1) + 1;
    if (expected > max_size) return failure(too_large());
    Bytes bytes;
    std::size_t used = 0;
    while (used <= max_size) {
        if (used == bytes.size()) {
            const std::uint64_t room =
                std::max({least_room, expected + 1, std::uint64_t{2} * used});
            bytes.resize(static_cast<std::size_t>(std::min(room, most_room)));
        }
        const ssize_t count = detail::retry(
            [&] { return ::read(descriptor, bytes.data() + used, bytes.size() - used); });
        if (count < 0 && errno == EAGAIN && wait_for_input(descriptor)) continue;
        if (count < 0) return failure(detail::system_error("read"));
        if (count == 0) {
            bytes.resize(used);
            return bytes;
        }
        used += static_cast<std::size_t>(count);
    }
    return failure(too_large());
}

}  // namespace

Result<Bytes> read_descriptor(int descriptor, std::uint64_t max_size) {
    try {
        return read_to_end(descriptor, 0, max_size);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<Bytes> read_file(const std::string& path, std::uint64_t max_size) {
    try {
        if (!detail::is_whole_path(path)) return failure(detail::system_error("open", EINVAL));
        // Without O_NONBLOCK a pipe that nobody writes to would be waited for before it is refused;
        // without O_NOCTTY a terminal could become that of the process.
        const detail::Descriptor file(detail::retry(
            [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }));
        if (!file.is_open()) return failure(detail::system_error("open"));
        struct stat status = {};
        if (detail::retry([&] { return ::fstat(file.number(), &status); }) != 0) {
            return failure(detail::system_error("stat"));
        }
        if (!S_ISREG(status.st_mode)) return failure(Error(ErrorCode::not_regular_file));
        return read_to_end(file.number(), static_cast<std::uint64_t>(status.st_size), max_size);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

}  // namespace souris::inline v0
