// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>

#include <souris/document.hpp>
#include <souris/store.hpp>

#include "faults/system_calls.hpp"
#include "unit/file/access_entries.hpp"
#include "unit/file/temporary_directory.hpp"

namespace souris::faults {

/// The situation in which a save begins.
enum class Target {
    nothing,
    file,
    link_to_file,
    link_to_nothing,
    file_behind_link,
    /// In a directory with a default access list, if the file system supports them.
    file_among_lists,
    /// The same, and the file has an access list and an attribute.
    file_with_list,
};

inline constexpr Target targets[] = {Target::nothing,          Target::file,
                                     Target::link_to_file,     Target::link_to_nothing,
                                     Target::file_behind_link, Target::file_among_lists,
                                     Target::file_with_list};

/// An access list that permits more than that of any file here.
inline const std::string generous_list =
    bytes_of({{owner_tag, 7}, {user_tag, 7, 1001}, {group_tag, 7}, {mask_tag, 7}, {others_tag, 7}});
/// An access list that appears as mode 0640.
inline const std::string own_list =
    bytes_of({{owner_tag, 6}, {user_tag, 4, 1000}, {group_tag, 4}, {mask_tag, 4}, {others_tag, 0}});

/// A small store that identifies its version; no mixture of two is valid.
[[nodiscard]] inline Store store_of(int version) {
    const char letter = static_cast<char>('a' + version % 26);
    return Store(Map{{"version", version}, {"text", std::string(50, letter)}});
}

[[nodiscard]] inline SaveOptions save_options(bool durable) {
    SaveOptions options;
    options.profile = Profile::stored;
    options.checksum = true;
    options.durable = durable;
    return options;
}

/// A directory for saving, the current directory during its lifetime, so that the calls do not
/// depend on its path.
class Scene {
  public:
    static constexpr int old_version = 1;
    static constexpr int new_version = 2;
    static constexpr mode_t old_mode = 0640;

    explicit Scene(Target target) : target_(target) {
        std::filesystem::current_path(directory_.path());
        if (has_link()) std::filesystem::create_symlink("file", directory_ / "link");
        if (target == Target::file_behind_link) {
            std::filesystem::create_directory_symlink(".", directory_ / "link");
        }
        if (had_file()) {
            put(file(), as_text(encode_store(store_of(old_version), save_options(false)).value()));
            std::filesystem::permissions(file(), std::filesystem::perms(old_mode));
        }
        if (target == Target::file_among_lists || target == Target::file_with_list) {
            has_lists_ = set_attribute(directory_.path(), default_list, generous_list);
        }
        if (target == Target::file_with_list && has_lists_) {
            has_lists_ = set_attribute(file(), access_list, own_list) &&
                         set_attribute(file(), "user.origin", "a mouse");
        }
    }

    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    ~Scene() { std::filesystem::current_path(before_); }

    /// The path passed to the save.
    [[nodiscard]] std::string path() const {
        return target_ == Target::file_behind_link ? "link/file" : has_link() ? "link" : "file";
    }
    /// The file that contains the content.
    [[nodiscard]] std::filesystem::path file() const { return directory_ / "file"; }
    [[nodiscard]] bool had_file() const {
        return target_ != Target::nothing && target_ != Target::link_to_nothing;
    }
    /// Whether the file has an access list and an attribute.
    [[nodiscard]] bool had_list() const { return target_ == Target::file_with_list && has_lists_; }

    [[nodiscard]] Result<void> save(bool durable) const {
        return souris::save(path(), store_of(new_version), save_options(durable));
    }

    /// The version of the file; 0 if it is absent, -1 if it is neither version.
    [[nodiscard]] int version() const {
        if (!std::filesystem::exists(file())) return 0;
        for (const int version : {old_version, new_version}) {
            if (load(path()) == store_of(version)) return version;
        }
        return -1;
    }
    /// The result of `version` before any save.
    [[nodiscard]] int version_before() const { return had_file() ? old_version : 0; }

    /// Names in the directory other than those of the file and the link.
    [[nodiscard]] std::set<std::string> strays() const {
        std::set<std::string> names = directory_.names();
        names.erase("file");
        if (std::filesystem::is_symlink(directory_ / "link")) names.erase("link");
        return names;
    }

    [[nodiscard]] const TemporaryDirectory& directory() const { return directory_; }

  private:
    [[nodiscard]] bool has_link() const {
        return target_ == Target::link_to_file || target_ == Target::link_to_nothing;
    }

    std::filesystem::path before_ = std::filesystem::current_path();
    TemporaryDirectory directory_;
    Target target_;
    bool has_lists_ = false;
};

/// The expected error of an operation with these recorded calls: that of the first failed call that
/// matters; `none` if the operation must succeed.
[[nodiscard]] inline Error expected_error(const std::vector<Call>& calls) {
    int temporary = -1;
    int original = -1;
    bool is_renamed = false;
    for (const Call& call : calls) {
        const bool makes_file = call.name == "openat" && (call.flags & O_CREAT) != 0;
        const bool opens_directory = call.name == "openat" && (call.flags & O_DIRECTORY) != 0;
        std::string doing(call.name);
        bool matters = true;
        // Whether interruption by a signal only delays the call.
        bool is_repeated = true;
        if (call.name == "open" || call.name == "read" || call.name == "write") {
            // The steps have the names of the calls.
        } else if (call.name == "openat") {
            doing = makes_file        ? "create temporary file"
                    : opens_directory ? "open directory"
                                      : "open old file";
            // Without read permission, the directory is opened for searching only.
            const bool is_tried_again = !makes_file && (call.flags & O_PATH) == 0;
            matters = call.error != EACCES || !is_tried_again;
            // The error for a symbolic link that must not be followed.
            if (call.error == ENOTDIR) matters = false;
        } else if (call.name == "fstatat") {
            doing = "stat";
            matters = call.error != ENOENT;
        } else if (call.name == "fstat") {
            doing = calls.front().name == "open"  ? "stat"
                    : call.descriptor == original ? "stat old file"
                                                  : "stat directory";
            matters = call.descriptor != temporary;
        } else if (call.name == "readlinkat") {
            doing = "read link";
        } else if (call.name == "fchmod") {
            doing = "set mode";
        } else if (call.name == "fcntl") {
            doing = "hold temporary file";
        } else if (call.name == "flock") {
            doing = "lock";
        } else if (call.name == "fsync" || call.name == "syncfs") {
            doing = is_renamed ? "sync directory" : "sync";
            is_repeated = false;
        } else if (call.name == "close") {
            // Closing a file that was only read loses nothing.
            matters = !is_renamed && call.descriptor == temporary;
            is_repeated = false;
        } else if (call.name == "renameat") {
            doing = "rename";
            is_repeated = false;
        } else {
            // Optional calls with a fallback: getentropy, fchown, attributes. unlinkat only cleans
            // up.
            matters = false;
        }
        int error = call.result < 0 ? call.error : 0;
        if (call.name == "write" && call.result == 0) error = ENOSPC;
        if (error != 0 && matters && !(error == EINTR && is_repeated)) {
            return {doing == "sync directory" ? ErrorCode::durability_unknown : ErrorCode::io_error,
                    doing + ": " + std::system_category().message(error)};
        }
        if (makes_file && call.result >= 0) temporary = static_cast<int>(call.result);
        if (doing == "open old file" && call.result >= 0) original = static_cast<int>(call.result);
        if (call.name == "close" && call.descriptor == temporary) temporary = -1;
        if (call.name == "renameat") is_renamed = true;
    }
    return ErrorCode::none;
}

[[nodiscard]] inline Error error_of(const Result<void>& result) {
    return result ? Error(ErrorCode::none) : result.error();
}

/// The open descriptors of this process.
[[nodiscard]] inline std::set<std::string> open_descriptors() {
    std::set<std::string> numbers;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        numbers.insert(entry.path().filename());
    }
    return numbers;
}

[[nodiscard]] inline std::vector<Call> calls_of_save(Target target, bool durable,
                                                     const std::vector<Fault>& faults = {}) {
    const Scene scene(target);
    const Schedule schedule(faults);
    REQUIRE(scene.save(durable));
    return schedule.calls();
}

}  // namespace souris::faults
