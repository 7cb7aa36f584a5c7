// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <sys/types.h>

#include <souris/bytes.hpp>

namespace souris::inline v0::detail {

/// Who may do what with a file: POSIX's access control list (acl(5)), in the form in which Linux
/// hands it over (`system.posix_acl_access`).
class AccessList {
  public:
    /// Nothing if the bytes are no list.
    [[nodiscard]] static std::optional<AccessList> parse(std::span<const std::byte> bytes);

    [[nodiscard]] Bytes bytes() const;

    /// What everybody may who is not the owner, 0 to 7.
    [[nodiscard]] unsigned common_rights() const noexcept;

    /// For a file whose owner is another from now on: the old one gets an entry with the rights he
    /// had, the new one keeps his beside the owner's.
    void change_owner(uid_t from, uid_t to);

    /// The same of the group, but the new one gets what everybody may: members of it may be in
    /// groups that have less.
    void change_group(gid_t from);

  private:
    /// In the order in which they must stand.
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
    /// Entries say what they give, and the mask takes nothing away.
    void resolve_mask();
    void update_mask();
    void grant(Tag tag, std::uint32_t id, unsigned rights);

    std::vector<Entry> entries_;
};

}  // namespace souris::inline v0::detail
