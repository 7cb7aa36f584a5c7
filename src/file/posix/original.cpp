// SPDX-License-Identifier: MIT
#include "file/posix/original.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/xattr.h>

#include <souris/bytes.hpp>

#include "base/return_if_error.hpp"
#include "file/posix/access_list.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr const char* access_list_name = "system.posix_acl_access";
constexpr mode_t permissions = 0777;
constexpr mode_t owner_permissions = 0700;

/// Whether errno says that there is no such attribute, or that there cannot be one.
bool is_absent() {
    return errno == ENODATA || errno == ENOTSUP;
}

/// The attributes of a file, by its descriptor or, if that does not work, by a path.
class Attributes {
  public:
    explicit Attributes(int file, std::string path = {}) : file_(file), path_(std::move(path)) {}

    /// The names, each followed by a null character. Nothing if they cannot be read.
    [[nodiscard]] std::optional<std::string> names() const {
        return grow<std::string>([&](char* to, std::size_t size) {
            return path_.empty() ? ::flistxattr(file_, to, size)
                                 : ::listxattr(path_.c_str(), to, size);
        });
    }

    /// Nothing, with errno, if it cannot be read.
    [[nodiscard]] std::optional<Bytes> get(const char* name) const {
        return grow<Bytes>([&](void* to, std::size_t size) {
            return path_.empty() ? ::fgetxattr(file_, name, to, size)
                                 : ::getxattr(path_.c_str(), name, to, size);
        });
    }

  private:
    /// The result of a call that is asked for the size first.
    template <class Container, class Call>
    static std::optional<Container> grow(const Call& call) {
        constexpr int attempts = 10;  // It may grow in between.
        for (int i = 0; i < attempts; ++i) {
            const ssize_t wanted = retry([&] { return call(nullptr, 0); });
            if (wanted < 0) return std::nullopt;
            Container content(static_cast<std::size_t>(wanted), {});
            if (wanted == 0) return content;
            const ssize_t size = retry([&] { return call(content.data(), content.size()); });
            if (size >= 0) {
                assert(size <= wanted);
                content.resize(static_cast<std::size_t>(size));
                return content;
            }
            if (errno != ERANGE) return std::nullopt;
        }
        return std::nullopt;
    }

    int file_;
    std::string path_;
};

/// Attributes that belong not to the file but to its old content, which the kernel removes or makes
/// when content changes, or to the file system. The access control list is handled separately.
bool stays_behind(std::string_view name) {
    constexpr std::string_view begins[] = {
        "system.posix_acl_", "security.capability", "security.ima",
        "security.evm",      "trusted.overlay.",    "trusted.SGI_",
    };
    return std::any_of(std::begin(begins), std::end(begins),
                       [&](std::string_view begin) { return name.starts_with(begin); });
}

/// Whether an attribute grants rights: labels, and access control lists of other kinds.
bool tells_rights(std::string_view name) {
    return name.starts_with("security.") || name.starts_with("system.");
}

/// Copies attributes. Whether all those that grant rights were copied.
bool copy_attributes(const Attributes& from, int to) {
    assert(to >= 0);
    const auto names = from.names();
    if (!names) return is_absent();
    const Attributes own(to);
    bool is_complete = true;
    for (std::string_view rest = *names; !rest.empty();) {
        const std::string name(rest.substr(0, rest.find('\0')));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        if (stays_behind(name)) continue;
        const auto value = from.get(name.c_str());
        // A label that the new file already has need not be set; few processes may set labels.
        if (value && tells_rights(name) && own.get(name.c_str()) == value) continue;
        const bool is_set =
            value && retry([&] {
                         return ::fsetxattr(to, name.c_str(), value->data(), value->size(), 0);
                     }) == 0;
        if (!is_set && tells_rights(name)) is_complete = false;
    }
    return is_complete;
}

Result<void> set_mode(int file, mode_t mode) {
    if (retry([&] { return ::fchmod(file, mode); }) != 0) return failure(system_error("set mode"));
    return {};
}

/// Sets a mode that must be the only grant of rights. The new file may have inherited a list from
/// its directory: then the mode's group rights would be that list's mask.
Result<void> set_mode_alone(int file, mode_t mode) {
    const bool is_alone =
        retry([&] { return ::fremovexattr(file, access_list_name); }) == 0 || is_absent();
    return set_mode(file, is_alone ? mode : mode & owner_permissions);
}

/// The owner's rights, and `rights` for everybody else.
mode_t mode_of(mode_t owner, unsigned rights) {
    assert(rights <= 07);
    return (owner & owner_permissions) | rights << 3U | rights;
}

/// Leaves the owner unchanged (chown(2)).
constexpr auto keep_owner = static_cast<uid_t>(-1);

bool give_to(int file, uid_t user, gid_t group) {
    return retry([&] { return ::fchown(file, user, group); }) == 0;
}

/// The list for a file that may have another owner and group now. Nothing if these are unknown.
std::optional<AccessList> adapt(AccessList list, const struct stat& old, int file) {
    struct stat now = {};
    if (retry([&] { return ::fstat(file, &now); }) != 0) return std::nullopt;
    if (now.st_uid != old.st_uid) list.change_owner(old.st_uid, now.st_uid);
    if (now.st_gid != old.st_gid) list.change_group(old.st_gid);
    return list;
}

}  // namespace

Result<std::optional<Original>> Original::open(const Place& place) {
    assert(place.directory.is_open() && !place.name.empty());
    constexpr int flags = O_NOFOLLOW | O_CLOEXEC;
    const auto open_by = [&](int how) {
        return Descriptor(retry(
            [&] { return ::openat(place.directory.number(), place.name.c_str(), how | flags); }));
    };
    Original original;
    original.file_ = open_by(O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!original.file_.is_open() && (errno == EACCES || errno == EPERM)) {
        original.file_ = open_by(O_PATH);
        original.path_ = fmt::format("/proc/self/fd/{}", original.file_.number());
    }
    if (!original.file_.is_open()) {
        if (errno == ENOENT) return std::optional<Original>();
        return failure(system_error("open old file"));
    }
    if (retry([&] { return ::fstat(original.file_.number(), &original.status_); }) != 0) {
        return failure(system_error("stat old file"));
    }
    if (!S_ISREG(original.status_.st_mode)) return failure(Error(ErrorCode::not_regular_file));
    return std::optional<Original>(std::move(original));
}

Result<void> Original::hand_on(int file) const {
    assert(file_.is_open() && file >= 0);
    const Attributes old(file_.number(), path_);
    // First, while this process still may: setting attributes needs the right to write.
    const bool is_complete = copy_attributes(old, file);
    // The owner before the mode, since changing the owner may change the mode. Only the superuser
    // may give files away, and others only to their own groups.
    const mode_t mode = status_.st_mode & permissions;
    const bool keeps_all = give_to(file, status_.st_uid, status_.st_gid);
    const bool keeps_group = keeps_all || give_to(file, keep_owner, status_.st_gid);

    const auto stored = old.get(access_list_name);
    if (!is_complete || (!stored && !is_absent())) return set_mode_alone(file, mode & 0700U);
    if (!stored) {
        // If the group is lost, the new group and all others get the rights that both had.
        return set_mode_alone(file, keeps_group ? mode : mode_of(mode, mode >> 3U & mode & 07U));
    }
    const auto list = AccessList::parse(*stored);
    if (!list) return set_mode_alone(file, mode & owner_permissions);
    const auto adapted = keeps_all ? list : adapt(*list, status_, file);
    if (adapted) {
        const Bytes bytes = adapted->bytes();
        // Sets the mode, too.
        if (retry([&] {
                return ::fsetxattr(file, access_list_name, bytes.data(), bytes.size(), 0);
            }) == 0) {
            return {};
        }
    }
    return set_mode_alone(file, mode_of(mode, list->common_rights()));
}

}}}  // namespace souris::v0::detail
