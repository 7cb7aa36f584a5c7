// SPDX-License-Identifier: MIT
#include "file/data_file.hpp"

#include <cassert>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The flags of open(2).
int flags_of(DataAccess access) noexcept {
    // Without O_NONBLOCK, opening a pipe would block before it is refused.
    constexpr int always = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    switch (access) {
        case DataAccess::read:
        case DataAccess::read_if_there:
            return always | O_RDONLY;
        case DataAccess::change:
            return always | O_RDWR | O_NOFOLLOW;
        case DataAccess::create:
            return always | O_RDWR | O_NOFOLLOW | O_CREAT;
    }
    return always;
}

Result<struct stat> status_of(const Descriptor& file) {
    struct stat status = {};
    if (retry([&] { return ::fstat(file.number(), &status); }) != 0) {
        return failure(system_error("stat"));
    }
    return status;
}

}  // namespace

Result<DataFile> DataFile::open(const std::string& path, DataAccess access, const DataFile* like) {
    if (!is_whole_path(path)) return failure(system_error("open", EINVAL));
    mode_t mode = 0666;
    if (like != nullptr) {
        SOURIS_ASSIGN_OR_RETURN(const struct stat status, status_of(like->descriptor_));
        mode = status.st_mode & 0777U;
    }
    Descriptor file(retry([&] { return ::open(path.c_str(), flags_of(access), mode); }));
    if (!file.is_open()) {
        if (access == DataAccess::read_if_there && errno == ENOENT) return DataFile();
        return failure(system_error("open"));
    }
    SOURIS_ASSIGN_OR_RETURN(const struct stat status, status_of(file));
    if (!S_ISREG(status.st_mode)) return failure(Error(ErrorCode::not_regular_file));
    return DataFile(std::move(file));
}

Result<std::uint64_t> DataFile::size() const {
    assert(is_open());
    SOURIS_ASSIGN_OR_RETURN(const struct stat status, status_of(descriptor_));
    return static_cast<std::uint64_t>(status.st_size);
}

Result<std::size_t> DataFile::read_at(std::uint64_t offset, std::span<std::byte> room) const {
    assert(is_open());
    std::size_t done = 0;
    while (done < room.size()) {
        const ssize_t count = retry([&] {
            return ::pread(descriptor_.number(), room.data() + done, room.size() - done,
                           static_cast<off_t>(offset + done));
        });
        if (count < 0) return failure(system_error("read"));
        if (count == 0) break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Result<void> DataFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
    assert(is_open());
    while (!bytes.empty()) {
        const ssize_t count = retry([&] {
            return ::pwrite(descriptor_.number(), bytes.data(), bytes.size(),
                            static_cast<off_t>(offset));
        });
        if (count < 0) return failure(system_error("write"));
        if (count == 0) return failure(system_error("write", ENOSPC));
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<void> DataFile::resize(std::uint64_t size) {
    assert(is_open());
    if (retry([&] { return ::ftruncate(descriptor_.number(), static_cast<off_t>(size)); }) != 0) {
        return failure(system_error("resize"));
    }
    return {};
}

Result<void> DataFile::sync() {
    assert(is_open());
    if (::fdatasync(descriptor_.number()) != 0) return failure(system_error("sync"));
    return {};
}

Result<std::string> resolve_path(const std::string& path) {
    if (!is_whole_path(path)) return failure(system_error("open", EINVAL));
    std::error_code error;
    const auto resolved = std::filesystem::canonical(path, error);
    if (error == std::errc::not_enough_memory) return failure(Error(ErrorCode::out_of_memory));
    if (error) return failure(system_error("open", error.value()));
    return resolved.string();
}

Result<void> remove_file(const std::string& path) {
    if (retry([&] { return ::unlinkat(AT_FDCWD, path.c_str(), 0); }) != 0 && errno != ENOENT) {
        return failure(system_error("remove"));
    }
    return {};
}

Result<void> sync_name(const std::string& path) {
    const std::string directory = std::filesystem::path(path).parent_path().string();
    const Descriptor file(retry([&] {
        return ::open(directory.empty() ? "." : directory.c_str(),
                      O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }));
    if (!file.is_open() || ::fsync(file.number()) != 0) {
        return failure(Error(ErrorCode::durability_unknown, system_error("sync directory").detail));
    }
    return {};
}

}}}  // namespace souris::v0::detail
