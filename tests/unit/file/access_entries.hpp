// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/xattr.h>

/// An entry of a Linux access control list, with the tags of acl(5).
struct AccessEntry {
    std::uint16_t tag;
    std::uint16_t rights;
    std::uint32_t id = ~std::uint32_t{0};

    friend bool operator==(const AccessEntry&, const AccessEntry&) = default;
};
inline constexpr std::uint16_t owner_tag = 0x01;
inline constexpr std::uint16_t user_tag = 0x02;
inline constexpr std::uint16_t group_tag = 0x04;
inline constexpr std::uint16_t named_group_tag = 0x08;
inline constexpr std::uint16_t mask_tag = 0x10;
inline constexpr std::uint16_t others_tag = 0x20;

inline constexpr const char* access_list = "system.posix_acl_access";
inline constexpr const char* default_list = "system.posix_acl_default";

using AccessEntries = std::vector<AccessEntry>;

[[nodiscard]] inline std::string bytes_of(const AccessEntries& entries) {
    std::string bytes;
    const auto append = [&](std::uint32_t number, int size) {
        for (int i = 0; i < size; ++i)
            bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
    };
    append(2, 4);
    for (const AccessEntry& entry : entries) {
        append(entry.tag, 2);
        append(entry.rights, 2);
        append(entry.id, 4);
    }
    return bytes;
}

/// Returns whether the attribute could be set: some file systems do not support it.
[[nodiscard]] inline bool set_attribute(const std::filesystem::path& path, const char* name,
                                        const std::string& value) {
    if (::setxattr(path.c_str(), name, value.data(), value.size(), 0) == 0) return true;
    REQUIRE((errno == ENOTSUP || errno == EPERM));
    return false;
}

/// Stands for a missing attribute; no attribute has this value.
[[nodiscard]] inline std::string attribute_of(const std::filesystem::path& path, const char* name) {
    std::string value(65536, '\0');
    const ssize_t size = ::getxattr(path.c_str(), name, value.data(), value.size());
    if (size < 0) return errno == ENODATA || errno == ENOTSUP ? "(none)" : "(unreadable)";
    value.resize(static_cast<std::size_t>(size));
    return value;
}
