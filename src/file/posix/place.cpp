// SPDX-License-Identifier: MIT
#include "file/posix/place.hpp"

#include <cassert>
#include <climits>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Whether to follow a symbolic link. In a directory where others may create links, another user's
/// link could lead to any file of this user. (The kernel refuses such links too, but only if the
/// directory is also sticky, like /tmp.) Rights granted by an access control list show up as the
/// group's.
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

/// Whether links in that directory lead elsewhere than their text says, to a process's open files.
bool has_magic_links(int directory) {
    struct statfs system = {};
    return ::fstatfs(directory, &system) == 0 && system.f_type == PROC_SUPER_MAGIC;
}

/// Walks from one directory to the next, through links if they are trusted.
class Walk {
  public:
    explicit Walk(const std::filesystem::path& path) { append(path); }

    [[nodiscard]] Result<Place> run() {
        SOURIS_RETURN_IF_ERROR(check_last());
        if (!place_.directory.is_open()) SOURIS_RETURN_IF_ERROR(enter(AT_FDCWD, "."));
        for (;;) {
            assert(!rest_.empty());
            std::string name = std::move(rest_.back());
            rest_.pop_back();
            if (rest_.empty()) {
                place_.name = std::move(name);
                SOURIS_ASSIGN_OR_RETURN(const bool is_found, find_file());
                if (is_found) return std::move(place_);
            } else if (name != "." && !name.empty()) {
                SOURIS_RETURN_IF_ERROR(descend(name));
            }
        }
    }

  private:
    /// Appends a path to the rest of the walk, from the current directory or from the root.
    void append(const std::filesystem::path& path) {
        const auto relative = path.relative_path();
        for (auto name = relative.end(); name != relative.begin();)
            rest_.push_back((--name)->string());
        is_from_root_ = path.is_absolute();
    }

    Result<void> check_last() {
        if (rest_.empty() || rest_.front().empty() || rest_.front() == "." ||
            rest_.front() == "..") {
            return failure(Error(ErrorCode::not_regular_file));
        }
        if (is_from_root_) return enter(AT_FDCWD, "/");
        return {};
    }

    /// Sets errno if the result is not open.
    Descriptor open(int from, const char* name, int how) {
        const auto open_to = [&](int access) {
            return Descriptor(retry(
                [&] { return ::openat(from, name, access | how | O_DIRECTORY | O_CLOEXEC); }));
        };
        Descriptor next = open_to(O_RDONLY);
        place_.is_readable = next.is_open();
        // Putting a file there does not require the right to list the directory.
        if (!next.is_open() && errno == EACCES) next = open_to(O_PATH);
        return next;
    }

    Result<void> enter(int from, const char* name) {
        Descriptor next = open(from, name, 0);
        if (!next.is_open()) return failure(system_error("open directory"));
        place_.directory = std::move(next);
        return {};
    }

    Result<void> descend(const std::string& name) {
        assert(place_.directory.is_open() && !rest_.empty());
        const int here = place_.directory.number();
        Descriptor next = open(here, name.c_str(), O_NOFOLLOW);
        if (next.is_open()) {
            place_.directory = std::move(next);
            return {};
        }
        const int error = errno;
        // With these codes the system says that it is a link, or a file.
        if (error != ENOTDIR && error != ELOOP) {
            return failure(system_error("open directory", error));
        }
        struct stat status = {};
        if (retry([&] { return ::fstatat(here, name.c_str(), &status, AT_SYMLINK_NOFOLLOW); }) !=
            0) {
            return failure(system_error("stat"));
        }
        if (!S_ISLNK(status.st_mode)) return failure(system_error("open directory", error));
        constexpr int most_links = 40;  // As in the kernel.
        SOURIS_RETURN_IF_ERROR(check_link(status, directory_links_, most_links));
        if (has_magic_links(here)) return enter(here, name.c_str());
        SOURIS_ASSIGN_OR_RETURN(const auto target, read_link(here, name.c_str()));
        append(target);
        if (is_from_root_) return enter(AT_FDCWD, "/");
        return {};
    }

    Result<void> check_link(const struct stat& link, int& count, int most) {
        assert(place_.directory.is_open());
        struct stat around = {};
        if (retry([&] { return ::fstat(place_.directory.number(), &around); }) != 0) {
            return failure(system_error("stat directory"));
        }
        if (!is_trusted(link, around)) return failure(system_error("follow link", EACCES));
        if (++count > most) return failure(system_error("follow link", ELOOP));
        return {};
    }

    /// Whether the place is found; else it was a link at the end, and the walk continues.
    Result<bool> find_file() {
        assert(!place_.name.empty() && rest_.empty());
        const int here = place_.directory.number();
        struct stat status = {};
        if (retry([&] {
                return ::fstatat(here, place_.name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
            }) != 0) {
            if (errno != ENOENT) return failure(system_error("stat"));
            return true;
        }
        if (S_ISREG(status.st_mode)) {
            place_.status = status;
            return true;
        }
        if (!S_ISLNK(status.st_mode)) return failure(Error(ErrorCode::not_regular_file));
        constexpr int most_links = 5;
        SOURIS_RETURN_IF_ERROR(check_link(status, file_links_, most_links));
        SOURIS_ASSIGN_OR_RETURN(const auto target, read_link(here, place_.name.c_str()));
        append(target);
        SOURIS_RETURN_IF_ERROR(check_last());
        return false;
    }

    Place place_;
    /// The names still to walk, the next one last.
    std::vector<std::string> rest_;
    bool is_from_root_ = false;
    int directory_links_ = 0;
    int file_links_ = 0;
};

}  // namespace

Result<Place> find_place(const std::filesystem::path& path) {
    if (!is_whole_path(path.native())) return failure(system_error("open directory", EINVAL));
    return Walk(path).run();
}

}}}  // namespace souris::v0::detail
