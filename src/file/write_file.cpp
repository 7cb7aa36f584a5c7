// SPDX-License-Identifier: MIT
#include <cstdint>
#include <new>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>

#include <souris/file.hpp>

#include "base/try.hpp"
#include "file/descriptor.hpp"
#include "file/place.hpp"

// A file is replaced in these steps; whichever fails, what was done before it is undone.
//
//   1  find the directory that the last symbolic link leads to, and open it
//   2  make a temporary file in it
//   3  write everything, give it the old file's owner and mode
//   4  sync the content; close
//   5  rename it over the target: the moment at which the new content is there
//   6  sync the directory

namespace souris::inline v0 {

namespace {

using detail::Descriptor;
using detail::retry;
using detail::system_error;

/// A file that goes away unless it is renamed.
class TemporaryFile {
  public:
    explicit TemporaryFile(int directory) noexcept : directory_(directory) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (exists_) {
            [[maybe_unused]] const int ignored =
                retry([&] { return ::unlinkat(directory_, name_.c_str(), 0); });
        }
    }

    /// The file has `mode`, less what the process's umask takes away.
    [[nodiscard]] Result<void> create(mode_t mode) {
        constexpr int attempts = 100;
        for (int i = 0; i < attempts; ++i) {
            std::uint64_t random = 0;
            // Without randomness the attempts still try different names.
            if (::getentropy(&random, sizeof random) != 0) random = static_cast<unsigned>(i);
            name_ = fmt::format(".souris-{:016x}.tmp", random);
            file_ = Descriptor(retry([&] {
                return ::openat(directory_, name_.c_str(),
                                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
            }));
            if (file_.is_open()) {
                exists_ = true;
                return {};
            }
            if (errno != EEXIST) break;
        }
        return failure(system_error("create temporary file"));
    }

    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t count =
                retry([&] { return ::write(file_.number(), bytes.data(), bytes.size()); });
            if (count < 0) return failure(system_error("write"));
            if (count == 0) return failure(system_error("write", ENOSPC));
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return {};
    }

    /// The owner and mode of the file that is replaced. The owner first: changing it may change the
    /// mode.
    [[nodiscard]] Result<void> take_over(const struct stat& old) {
        constexpr mode_t permissions = 0777;
        mode_t mode = old.st_mode & permissions;
        // Only the superuser may give files away, and others only to their own groups. Where the
        // group is lost, its members and all others get what both had: nobody gets more.
        if (!give_to(old.st_uid, old.st_gid) && !give_to(keep_owner, old.st_gid)) {
            const mode_t both = (mode >> 3U) & mode & 07U;
            mode = (mode & 0700U) | both << 3U | both;
        }
        if (retry([&] { return ::fchmod(file_.number(), mode); }) != 0) {
            return failure(system_error("set mode"));
        }
        return {};
    }

    /// A failed sync must not be tried again: the kernel may have dropped what it could not write.
    [[nodiscard]] Result<void> sync() {
        if (::fsync(file_.number()) != 0) return failure(system_error("sync"));
        return {};
    }

    [[nodiscard]] Result<void> close() {
        if (file_.close() != 0) return failure(system_error("close"));
        return {};
    }

    [[nodiscard]] Result<void> rename_to(const std::string& name) {
        if (::renameat(directory_, name_.c_str(), directory_, name.c_str()) != 0) {
            return failure(system_error("rename"));
        }
        exists_ = false;
        return {};
    }

  private:
    /// What leaves the owner as it is (chown(2)).
    static constexpr auto keep_owner = static_cast<uid_t>(-1);

    [[nodiscard]] bool give_to(uid_t user, gid_t group) {
        return retry([&] { return ::fchown(file_.number(), user, group); }) == 0;
    }

    int directory_;
    std::string name_;
    Descriptor file_;
    bool exists_ = false;
};

/// The file is replaced already: whatever else goes wrong, the code must say so.
Error durability_unknown(int number) {
    Error error(ErrorCode::durability_unknown);
    try {
        error.detail = system_error("sync directory", number).detail;
    } catch (const std::bad_alloc&) {
        error.detail.clear();
    }
    return error;
}

Result<void> replace(const std::filesystem::path& path, std::span<const std::byte> bytes,
                     const WriteFileOptions& options) {
    SOURIS_TRY(const detail::Place place, detail::find_place(path));
    TemporaryFile temporary(place.directory.number());
    // What replaces a file might be as secret as that one; its mode comes when all is written.
    SOURIS_CHECK(temporary.create(place.status ? 0600 : 0666));
    SOURIS_CHECK(temporary.write(bytes));
    if (place.status) SOURIS_CHECK(temporary.take_over(*place.status));
    if (options.durable) SOURIS_CHECK(temporary.sync());
    SOURIS_CHECK(temporary.close());
    SOURIS_CHECK(temporary.rename_to(place.name));
    if (options.durable && ::fsync(place.directory.number()) != 0) {
        return failure(durability_unknown(errno));
    }
    return {};
}

}  // namespace

Result<void> write_file(const std::string& path, std::span<const std::byte> bytes,
                        const WriteFileOptions& options) {
    try {
        if (!detail::is_whole_path(path)) return failure(system_error("open directory", EINVAL));
        return replace(path, bytes, options);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

}  // namespace souris::inline v0
