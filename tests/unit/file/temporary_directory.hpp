// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <souris/cursor.hpp>

/// A temporary directory for a test case, removed with its content.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        // Its name is unique, and only this user has access.
        std::random_device random;
        do {
            path_ = std::filesystem::temp_directory_path() /
                    fmt::format("souris-file-test-{:08x}", random());
        } while (!std::filesystem::create_directory(path_));
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }

    /// Names of the entries.
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path_)) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }

  private:
    std::filesystem::path path_;
};

inline void put(const std::filesystem::path& path, std::string_view content) {
    std::ofstream file(path, std::ios::binary);
    file << content;
    file.close();
    REQUIRE(file.good());
}

/// The content of a file, or a text for a missing one.
[[nodiscard]] inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return "(no file)";
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The 12 mode bits of chmod(2).
[[nodiscard]] inline unsigned mode_of(const std::filesystem::path& path) {
    return static_cast<unsigned>(std::filesystem::symlink_status(path).permissions());
}

[[nodiscard]] inline std::string text_of(std::span<const std::byte> bytes) {
    return std::string(souris::as_text(bytes));
}
