// SPDX-License-Identifier: MIT
#include "common/system_file.hpp"

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/parse_number.hpp"
#include "common/process.hpp"

namespace souris::cli {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> system_failure(const char* step) {
    return failure(Error(ErrorCode::io_error,
                         std::string(step) + ": " + std::system_category().message(errno)));
}

/// Whether the folder lists the open descriptors of this process.
bool is_own_descriptors(const fs::path& folder) {
    for (const char* const own : {"/proc/self/fd", "/proc/thread-self/fd"}) {
        std::error_code error;
        if (folder == fs::canonical(own, error) && !error) return true;
    }
    return false;
}

/// Quotes one word for the shell.
std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + '\'';
}

}  // namespace

std::optional<int> open_descriptor(const std::string& path) {
    constexpr int max_links = 40;
    fs::path at = path;
    for (int links = 0; links < max_links; ++links) {
        std::error_code error;
        const fs::path target = fs::read_symlink(at, error);
        // Open descriptors appear only as symbolic links.
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

bool is_special(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) &&
           !S_ISDIR(status.st_mode);
}

bool is_planted(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISFIFO(status.st_mode)) return false;
    if (status.st_uid == ::geteuid() || status.st_uid == 0) return false;
    std::error_code error;
    const fs::path folder = fs::canonical(path, error).parent_path();
    return error || ::stat(folder.c_str(), &status) != 0 || (status.st_mode & S_IWOTH) != 0;
}

bool is_same_file(const std::string& input, const std::string& output) {
    std::error_code ignored;
    return fs::is_regular_file(output, ignored) &&
           (input == output || fs::equivalent(input, output, ignored));
}

Result<SpecialFile> SpecialFile::open(const std::string& path, Access access) {
    const int mode = access == Access::reading ? O_RDONLY : O_WRONLY;
    int descriptor = -1;
    // Without O_NOCTTY a terminal could become the controlling terminal of the process.
    do {
        descriptor = ::open(path.c_str(), mode | O_CLOEXEC | O_NOCTTY);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) return system_failure("open");
    SpecialFile file(descriptor);
    struct stat status {};
    if (access == Access::writing &&
        (::fstat(descriptor, &status) != 0 || S_ISREG(status.st_mode))) {
        return failure(Error(ErrorCode::not_regular_file));
    }
    return file;
}

SpecialFile::SpecialFile(SpecialFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

SpecialFile::~SpecialFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> make_temporary_file(std::string_view ending) {
    const std::string folder = environment("TMPDIR");
    std::string path = (folder.empty() ? "/tmp" : folder) + "/souris-XXXXXX";
    path += ending;
    const int descriptor = ::mkstemps(path.data(), static_cast<int>(ending.size()));
    if (descriptor < 0) return system_failure("mkstemps");
    ::close(descriptor);
    return path;
}

void remove_file(const std::string& path) noexcept {
    ::unlink(path.c_str());
}

Result<void> run_editor(const std::string& editor, const std::string& path) {
    // NOLINTNEXTLINE(cert-env33-c): the user's own command is what is to be run.
    const int status = std::system((editor + ' ' + quoted(path)).c_str());
    if (status == -1) return system_failure("system");
    if (status != 0) return failure(Error(ErrorCode::io_error, "the editor failed"));
    return {};
}

}  // namespace souris::cli
