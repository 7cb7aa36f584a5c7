// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <souris/cursor.hpp>
#include <souris/file_lock.hpp>

#include "temporary_directory.hpp"

inline souris::Result<void> write_locked(souris::FileLock& lock, std::string_view content) {
    return lock.write(souris::as_byte_span(content), {.durable = false});
}

/// Increments the number in a file; a missing file counts as 0.
inline bool increment(const std::filesystem::path& path) {
    auto lock = souris::FileLock::take(path.string());
    if (!lock) return false;
    int number = 0;
    if (lock->has_file()) {
        constexpr std::uint64_t most_read = 1 << 20;
        const auto bytes = lock->read(most_read);
        if (!bytes) return false;
        number = std::stoi(text_of(*bytes));
    }
    return write_locked(*lock, std::to_string(number + 1)).has_value();
}
