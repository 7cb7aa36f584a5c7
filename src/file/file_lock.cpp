// SPDX-License-Identifier: MIT
#include <chrono>
#include <string>
#include <utility>

#include <souris/file_lock.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "file/owned_descriptor.hpp"
#include "file/pauses.hpp"
#include "file/system_file.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::Descriptor;
using detail::HeldLock;
using Clock = std::chrono::steady_clock;

detail::Deadline deadline_of(const FileLockOptions& options) {
    if (!options.wait_milliseconds) return std::nullopt;
    // Beyond a century the limit has no effect, and would overflow the clock.
    constexpr std::uint64_t century = std::uint64_t{100} * 366 * 24 * 3600 * 1000;
    if (*options.wait_milliseconds > century) return std::nullopt;
    return Clock::now() + std::chrono::milliseconds(*options.wait_milliseconds);
}

}  // namespace

FileLock::FileLock(std::string path, int descriptor, bool has_file) noexcept
    : path_(std::move(path)), descriptor_(descriptor), has_file_(has_file) {}

FileLock::FileLock(FileLock&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      has_file_(other.has_file_) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    const Descriptor old(std::exchange(descriptor_, std::exchange(other.descriptor_, -1)));
    path_ = std::move(other.path_);
    has_file_ = other.has_file_;
    return *this;
}

FileLock::~FileLock() {
    const Descriptor last(descriptor_);
}

Result<FileLock> FileLock::take(const std::string& path, const FileLockOptions& options) {
    return detail::or_out_of_memory([&]() -> Result<FileLock> {
        std::string name = path;
        SOURIS_ASSIGN_OR_RETURN(HeldLock lock, detail::lock_file(path, deadline_of(options)));
        return FileLock(std::move(name), lock.descriptor.release(), lock.has_file);
    });
}

Result<Bytes> FileLock::read(std::uint64_t max_size) const {
    return read_file(path_, max_size);
}

Result<void> FileLock::write(std::span<const std::byte> bytes, const WriteFileOptions& options) {
    HeldLock lock{Descriptor(std::exchange(descriptor_, -1)), has_file_};
    auto written = detail::or_out_of_memory(
        [&] { return detail::replace_locked_file(path_, lock, bytes, options); });
    descriptor_ = lock.descriptor.release();
    has_file_ = lock.has_file;
    return written;
}

}}  // namespace souris::v0
