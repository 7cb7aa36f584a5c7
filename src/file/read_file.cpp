// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <span>

#include <souris/descriptor.hpp>
#include <souris/file.hpp>
#include <souris/limits.hpp>

#include "base/charged_memory.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "file/charged_file.hpp"
#include "file/system_file.hpp"

namespace souris { inline namespace v0 {

namespace {

Error exceeded(Limit limit) {
    return {ErrorCode::limit_exceeded, name_of(limit)};
}

/// Reads to the end, whatever size the file claims: it may grow, shrink, or be a pipe.
Result<Bytes> read_to_end(int descriptor, std::uint64_t expected, std::uint64_t max_size,
                          Budget& memory) {
    constexpr std::uint64_t least_room = 16 * 1024;
    // One byte more than the limit: a read that returns nothing for it has found the end.
    constexpr std::uint64_t addressable = std::numeric_limits<std::ptrdiff_t>::max();
    const std::uint64_t most_room = std::min(max_size, addressable - 1) + 1;
    if (expected > max_size) return failure(exceeded(Limit::input));
    Bytes bytes;
    std::size_t used = 0;
    while (used <= max_size) {
        if (used == bytes.size()) {
            const std::uint64_t first = expected != 0 ? expected + 1 : least_room;
            const std::uint64_t room = std::max(first, std::uint64_t{2} * used);
            const auto size = static_cast<std::size_t>(std::min(room, most_room));
            if (!detail::charge_growth(memory, used, size, [&] {
                    bytes.reserve(size);
                    bytes.resize(size);
                })) {
                return failure(exceeded(Limit::memory));
            }
        }
        assert(used < bytes.size() && "a read into no room would look like the end");
        const auto count =
            read_some(descriptor, std::span(bytes.data() + used, bytes.size() - used));
        if (!count) return failure(count.error());
        if (*count == 0) {
            bytes.resize(used);
            return bytes;
        }
        assert(*count <= bytes.size() - used);
        used += *count;
    }
    return failure(exceeded(Limit::input));
}

}  // namespace

Result<Bytes> read_descriptor(int descriptor, std::uint64_t max_size) {
    return detail::or_out_of_memory([&]() -> Result<Bytes> {
        Budget memory(Limits::unlimited().max_memory);
        return read_to_end(descriptor, 0, max_size, memory);
    });
}

Result<Bytes> read_file(const std::string& path, std::uint64_t max_size) {
    Budget memory(Limits::unlimited().max_memory);
    return detail::read_file(path, max_size, memory);
}

Result<Bytes> detail::read_file(const std::string& path, std::uint64_t max_size, Budget& memory) {
    return detail::or_out_of_memory([&]() -> Result<Bytes> {
        SOURIS_ASSIGN_OR_RETURN(const detail::OpenedFile file, detail::open_file(path));
        return read_to_end(file.descriptor.number(), file.size, max_size, memory);
    });
}

}}  // namespace souris::v0
