// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <souris/block.hpp>

#include "compress/block_target.hpp"

namespace souris::test {

/// Enough memory for all tests.
inline constexpr std::uint64_t plenty = std::uint64_t{1} << 30U;

/// `souris::read_block` with enough memory.
inline Result<UnpackedBlock, BlockError> read_any_block(Cursor& cursor, std::uint8_t id,
                                                        Layout layout, const Limits& limits = {}) {
    Budget memory(plenty);
    return read_block(cursor, id, layout, limits, memory);
}

/// The output of `read(target)`.
template <class Read>
Result<Bytes, BlockError> unpacked_by(Budget& memory, Read read) {
    detail::UnpackedTarget target(memory);
    if (const Result<void, BlockError> done = read(target); !done) {
        return tl::unexpected(done.error());
    }
    return std::move(target).block().take();
}

/// Incompressible: larger when packed than any first guess of a reader.
inline Bytes noise(std::size_t size) {
    Bytes bytes(size);
    std::uint32_t state = 1;
    for (std::byte& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<std::byte>(state >> 24U);
    }
    return bytes;
}

}  // namespace souris::test
