// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/config.hpp>
#include <souris/result.hpp>

/// @file
/// Bytes from and to open descriptors: files, pipes, sockets (on Windows, descriptors of the C
/// library). `read_some` makes them a source for `next_of` and `read_value`, `write_all` a target
/// for a `Sink`. The descriptor stays the caller's. A signal that interrupts a call does not end
/// it, and a non-blocking descriptor is waited for.

namespace souris { inline namespace v0 {

/// Waits for bytes and reads what is there, at most as many as `room` has, which must be at least
/// one. Returns how many; 0 at the end. Errors: `io_error`.
///
/// @snippet reference_stream.cpp descriptor
[[nodiscard]] SOURIS_EXPORT Result<std::size_t> read_some(int descriptor,
                                                          std::span<std::byte> room);

/// Writes all of `bytes`. A pipe or socket that nobody reads raises SIGPIPE, unless the program
/// ignores that. Errors: `io_error`; a part may have been written.
///
/// @snippet reference_stream.cpp descriptor
[[nodiscard]] SOURIS_EXPORT Result<void> write_all(int descriptor,
                                                   std::span<const std::byte> bytes);

}}  // namespace souris::v0
