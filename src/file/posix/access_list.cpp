// SPDX-License-Identifier: MIT
#include "file/posix/access_list.hpp"

#include <algorithm>
#include <cassert>

#include <souris/detail/endian.hpp>

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::uint32_t version = 2;
constexpr std::size_t header_size = 4;
constexpr std::size_t entry_size = 8;
constexpr unsigned all_rights = 07;

}  // namespace

std::optional<AccessList> AccessList::parse(std::span<const std::byte> bytes) {
    if (bytes.size() < header_size || (bytes.size() - header_size) % entry_size != 0 ||
        load_little_endian<std::uint32_t>(bytes.data()) != version) {
        return std::nullopt;
    }
    AccessList list;
    for (std::size_t at = header_size; at < bytes.size(); at += entry_size) {
        const std::byte* const entry = bytes.data() + at;
        list.entries_.push_back({static_cast<Tag>(load_little_endian<std::uint16_t>(entry)),
                                 load_little_endian<std::uint16_t>(entry + 2),
                                 load_little_endian<std::uint32_t>(entry + 4)});
    }
    for (const Tag tag : {Tag::owner, Tag::group, Tag::others}) {
        if (list.find(tag) == nullptr) return std::nullopt;
    }
    return list;
}

Bytes AccessList::bytes() const {
    Bytes bytes(header_size + entries_.size() * entry_size);
    std::byte* place = bytes.data();
    store_little_endian(place, version);
    place += header_size;
    for (const Entry& entry : entries_) {
        store_little_endian(place, static_cast<std::uint16_t>(entry.tag));
        store_little_endian(place + 2, entry.rights);
        store_little_endian(place + 4, entry.id);
        place += entry_size;
    }
    assert(place == bytes.data() + bytes.size());
    return bytes;
}

unsigned AccessList::common_rights() const noexcept {
    unsigned rights = all_rights;
    for (const Entry& entry : entries_) {
        if (entry.tag != Tag::owner) rights &= entry.rights;
    }
    return rights;
}

void AccessList::change_owner(uid_t from, uid_t to) {
    assert(from != to);
    resolve_mask();
    Entry* const owner = find(Tag::owner);
    assert(owner != nullptr);
    const std::uint16_t old_rights = owner->rights;
    if (const Entry* const known = find(Tag::user, to)) owner->rights |= known->rights;
    std::erase_if(entries_, [&](const Entry& e) { return e.tag == Tag::user && e.id == to; });
    grant(Tag::user, from, old_rights);
    update_mask();
}

void AccessList::change_group(gid_t from) {
    resolve_mask();
    const unsigned common = common_rights();
    Entry* const group = find(Tag::group);
    assert(group != nullptr);
    const std::uint16_t old_rights = group->rights;
    group->rights = static_cast<std::uint16_t>(common);
    grant(Tag::named_group, from, old_rights);
    update_mask();
}

bool AccessList::is_limited(Tag tag) noexcept {
    return tag == Tag::user || tag == Tag::group || tag == Tag::named_group;
}

AccessList::Entry* AccessList::find(Tag tag, std::uint32_t id) noexcept {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.tag == tag && (id == no_id || entry.id == id);
    });
    return found == entries_.end() ? nullptr : &*found;
}

const AccessList::Entry* AccessList::find(Tag tag) const noexcept {
    return const_cast<AccessList*>(this)->find(tag);
}

void AccessList::resolve_mask() {
    const Entry* const mask = find(Tag::mask);
    if (mask == nullptr) return;
    for (Entry& entry : entries_) {
        if (is_limited(entry.tag)) entry.rights &= mask->rights;
    }
    find(Tag::mask)->rights = all_rights;
}

void AccessList::update_mask() {
    unsigned rights = 0;
    for (const Entry& entry : entries_) {
        if (is_limited(entry.tag)) rights |= entry.rights;
    }
    Entry* mask = find(Tag::mask);
    if (mask == nullptr) {
        const auto before = std::find_if(entries_.begin(), entries_.end(),
                                         [](const Entry& e) { return e.tag == Tag::others; });
        mask = &*entries_.insert(before, {Tag::mask, 0, no_id});
    }
    assert(find(Tag::others) != nullptr);
    // Linux ignores a list whose mask is empty: all named users and groups would count as others.
    const bool must_count = rights == 0 && find(Tag::others)->rights != 0;
    constexpr unsigned harmless_right = 01;
    mask->rights = static_cast<std::uint16_t>(must_count ? harmless_right : rights);
}

void AccessList::grant(Tag tag, std::uint32_t id, unsigned rights) {
    assert(is_limited(tag) && id != no_id);
    if (Entry* const known = find(tag, id)) {
        known->rights |= static_cast<std::uint16_t>(rights);
        return;
    }
    const auto behind = std::find_if(entries_.begin(), entries_.end(),
                                     [&](const Entry& entry) { return entry.tag > tag; });
    entries_.insert(behind, {tag, static_cast<std::uint16_t>(rights), id});
}

}}}  // namespace souris::v0::detail
