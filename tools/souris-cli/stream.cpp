// SPDX-License-Identifier: MIT
#include "stream.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "limit_options.hpp"
#include "terminal_text.hpp"

namespace souris::cli {

namespace {

namespace fs = std::filesystem;

bool is_standard_stream(const std::string& path) {
    return path == "-";
}

tl::unexpected<Error> system_failure(const char* step) {
    return failure(Error(ErrorCode::io_error,
                         std::string(step) + ": " + std::system_category().message(errno)));
}

/// Whether a folder has the files that this process has open.
bool is_own_descriptors(const fs::path& folder) {
    for (const char* const own : {"/proc/self/fd", "/proc/thread-self/fd"}) {
        std::error_code error;
        if (folder == fs::canonical(own, error) && !error) return true;
    }
    return false;
}

/// The number of the open file that a path leads to. It is not to be opened anew: a log behind `>>`
/// would be written over, a file would be read from its beginning again.
std::optional<int> open_descriptor(const std::string& path) {
    constexpr int max_links = 40;
    fs::path at = path;
    for (int links = 0; links < max_links; ++links) {
        std::error_code error;
        const fs::path target = fs::read_symlink(at, error);
        // What is no link is nothing that was opened.
        if (error) return std::nullopt;
        const fs::path folder = fs::canonical(at.has_parent_path() ? at.parent_path() : ".", error);
        if (error) return std::nullopt;
        if (is_own_descriptors(folder)) {
            const auto number = parse_number(at.filename().native());
            return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
        }
        at = folder / target;
    }
    return std::nullopt;
}

/// What of the process's own open files a path is written to.
std::optional<int> output_descriptor(const std::string& path) {
    return is_standard_stream(path) ? STDOUT_FILENO : open_descriptor(path);
}

/// Whether something is there that is neither a regular file nor a folder.
bool is_special(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) &&
           !S_ISDIR(status.st_mode);
}

/// Whether a pipe was made by a stranger where everybody may make files: to be told what is meant
/// for a file.
bool is_planted(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISFIFO(status.st_mode)) return false;
    if (status.st_uid == ::geteuid() || status.st_uid == 0) return false;
    std::error_code error;
    const fs::path folder = fs::canonical(path, error).parent_path();
    return error || ::stat(folder.c_str(), &status) != 0 || (status.st_mode & S_IWOTH) != 0;
}

Result<void> write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) {
            // Whoever shares it with this process wants it so.
            pollfd room{descriptor, POLLOUT, 0};
            if (::poll(&room, 1, -1) >= 0 || errno == EINTR) continue;
        }
        if (count < 0) return system_failure("write");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> write_standard_output(std::span<const std::byte> bytes) {
    return write_all(STDOUT_FILENO, bytes);
}

Result<void> write_data(int descriptor, std::span<const std::byte> bytes) {
    if (::isatty(descriptor) == 1 && !is_terminal_text(as_text(bytes))) {
        return failure(
            Error(ErrorCode::io_error, "a terminal would take these bytes for commands"));
    }
    return write_all(descriptor, bytes);
}

/// A pipe or device that a path names, open.
class SpecialFile {
  public:
    SpecialFile(const std::string& path, int mode) {
        // Without O_NOCTTY a terminal could become that of the process.
        do {
            descriptor_ = ::open(path.c_str(), mode | O_CLOEXEC | O_NOCTTY);
        } while (descriptor_ < 0 && errno == EINTR);
    }
    SpecialFile(const SpecialFile&) = delete;
    SpecialFile& operator=(const SpecialFile&) = delete;
    ~SpecialFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    /// Whether it has become a regular file since its name was looked up.
    [[nodiscard]] bool is_regular() const noexcept {
        struct stat status {};
        return ::fstat(descriptor_, &status) != 0 || S_ISREG(status.st_mode);
    }

  private:
    int descriptor_ = -1;
};

}  // namespace

std::optional<int> input_descriptor(const std::string& path) {
    return is_standard_stream(path) ? STDIN_FILENO : open_descriptor(path);
}

bool read_the_same(const std::vector<std::string>& paths) {
    std::set<int> descriptors;
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
        const auto descriptor = input_descriptor(path);
        return descriptor && !descriptors.insert(*descriptor).second;
    });
}

bool is_replaceable(const std::string& path) {
    return !input_descriptor(path) && !is_special(path);
}

Result<Bytes> read_input(const std::string& path, const Limits& limits) {
    if (const auto descriptor = input_descriptor(path)) {
        return read_descriptor(*descriptor, limits.max_input);
    }
    if (!is_special(path)) return read_file(path, limits.max_input);
    const SpecialFile file(path, O_RDONLY);
    if (file.descriptor() < 0) return system_failure("open");
    return read_descriptor(file.descriptor(), limits.max_input);
}

Result<void> write_output(const std::string& path, std::span<const std::byte> bytes) {
    if (const auto descriptor = output_descriptor(path)) return write_data(*descriptor, bytes);
    // This looks whose the links on the way are.
    auto written = write_file(path, bytes);
    if (written || written.error().code != ErrorCode::not_regular_file || !is_special(path)) {
        return written;
    }
    if (is_planted(path)) {
        return failure(Error(ErrorCode::io_error, "open: a stranger's pipe where all may write"));
    }
    const SpecialFile file(path, O_WRONLY);
    if (file.descriptor() < 0) return system_failure("open");
    if (file.is_regular()) return failure(Error(ErrorCode::not_regular_file));
    return write_data(file.descriptor(), bytes);
}

Result<void> write_report(std::string_view report) {
    return write_standard_output(as_byte_span(report));
}

Result<void> write_beside(const std::string& file, std::string_view report) {
    if (output_descriptor(file) != STDOUT_FILENO) return write_report(report);
    std::fwrite(report.data(), 1, report.size(), stderr);
    return {};
}

Sink standard_output() {
    constexpr std::size_t chunk_size = std::size_t{64} * 1024;
    return Sink(write_standard_output, chunk_size);
}

std::string input_name(const std::string& path) {
    return is_standard_stream(path) ? "standard input" : path;
}

std::string output_name(const std::string& path) {
    return is_standard_stream(path) ? "standard output" : path;
}

}  // namespace souris::cli
