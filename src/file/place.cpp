// SPDX-License-Identifier: MIT
#include "file/place.hpp"

#include <climits>

#include <fcntl.h>

#include "base/try.hpp"

namespace souris::inline v0::detail {

namespace {

/// Whether to go where a symbolic link leads. In a directory where others may make links, a
/// stranger's could lead to any file of ours. (The kernel, when it follows links itself, refuses
/// those too, but only where the directory is also sticky, as /tmp is.) A list of rights that lets
/// in others shows as the group's.
bool is_trusted(const struct stat& link, const struct stat& directory) {
    constexpr mode_t others_may_write = S_IWGRP | S_IWOTH;
    return (directory.st_mode & others_may_write) == 0 || link.st_uid == ::geteuid() ||
           link.st_uid == directory.st_uid;
}

/// The path in the symbolic link `name`, relative to `directory`.
Result<std::filesystem::path> read_link(int directory, const char* name) {
    std::string target(PATH_MAX, '\0');
    const ssize_t size =
        retry([&] { return ::readlinkat(directory, name, target.data(), target.size()); });
    if (size < 0) return failure(system_error("read link"));
    target.resize(static_cast<std::size_t>(size));
    return std::filesystem::path(std::move(target));
}

}  // namespace

Result<Place> find_place(std::filesystem::path path) {
    constexpr int max_links = 5;
    if (!is_whole_path(path.native())) return failure(system_error("open directory", EINVAL));
    Place place;
    for (int links = 0; links <= max_links; ++links) {
        const std::filesystem::path parent = path.parent_path();
        place.name = path.filename().string();
        if (place.name.empty() || place.name == "." || place.name == "..") {
            return failure(Error(ErrorCode::not_regular_file));
        }
        // A link's path counts from the directory that the link is in.
        const int start = place.directory.is_open() ? place.directory.number() : AT_FDCWD;
        const auto open_to = [&](int how) {
            return Descriptor(retry([&] {
                return ::openat(start, parent.empty() ? "." : parent.c_str(),
                                how | O_DIRECTORY | O_CLOEXEC);
            }));
        };
        Descriptor next = open_to(O_RDONLY);
        place.is_readable = next.is_open();
        // To put a file there, one need not be allowed to list what is there.
        if (!next.is_open() && errno == EACCES) next = open_to(O_PATH);
        if (!next.is_open()) return failure(system_error("open directory"));
        place.directory = std::move(next);
        const int directory = place.directory.number();
        struct stat status = {};
        if (retry([&] {
                return ::fstatat(directory, place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
            }) != 0) {
            if (errno != ENOENT) return failure(system_error("stat"));
            return place;
        }
        if (S_ISREG(status.st_mode)) {
            place.status = status;
            return place;
        }
        if (!S_ISLNK(status.st_mode)) return failure(Error(ErrorCode::not_regular_file));
        struct stat around = {};
        if (retry([&] { return ::fstat(directory, &around); }) != 0) {
            return failure(system_error("stat directory"));
        }
        if (!is_trusted(status, around)) return failure(system_error("follow link", EACCES));
        SOURIS_TRY(path, read_link(directory, place.name.c_str()));
    }
    return failure(system_error("follow link", ELOOP));
}

}  // namespace souris::inline v0::detail
