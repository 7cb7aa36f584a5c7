// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <sys/types.h>

#include <souris/bytes.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The access rights to a file: a POSIX access control list (acl(5)), in the form that Linux uses
/// for it (`system.posix_acl_access`).
class AccessList {
  public:
    /// Nothing if the bytes are not a list.
    [[nodiscard]] static std::optional<AccessList> parse(std::span<const std::byte> bytes);

    [[nodiscard]] Bytes bytes() const;

    /// The rights that everybody but the owner has at least, 0 to 7.
    [[nodiscard]] unsigned common_rights() const noexcept;

    /// Adapts the list to a new owner of the file: the old owner gets an entry with the rights that
    /// he had, the new owner keeps his own in addition to the owner's.
    void change_owner(uid_t from, uid_t to);

    /// Adapts the list to a new group. The old group gets an entry; the new group gets only the
    /// common rights, since its members may be in groups with fewer rights.
    void change_group(gid_t from);

  private:
    /// In the required order of the entries.
    enum class Tag : std::uint16_t {
        owner = 0x01,
        user = 0x02,
        group = 0x04,
        named_group = 0x08,
        mask = 0x10,
        others = 0x20,
    };
    static constexpr std::uint32_t no_id = ~std::uint32_t{0};

    struct Entry {
        Tag tag;
        std::uint16_t rights;
        std::uint32_t id;
    };

    [[nodiscard]] static bool is_limited(Tag tag) noexcept;
    [[nodiscard]] Entry* find(Tag tag, std::uint32_t id = no_id) noexcept;
    [[nodiscard]] const Entry* find(Tag tag) const noexcept;
    /// Applies the mask to the entries, so that it no longer removes rights.
    void resolve_mask();
    void update_mask();
    void grant(Tag tag, std::uint32_t id, unsigned rights);

    std::vector<Entry> entries_;
};

}}}  // namespace souris::v0::detail
