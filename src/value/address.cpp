// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>

#include <fmt/core.h>

#include <souris/address.hpp>
#include <souris/keyed_hash.hpp>

namespace souris { inline namespace v0 {

namespace {

/// Groups from `begin` up to, not including, `end`.
struct GroupRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const noexcept {
        assert(begin <= end);
        return end - begin;
    }
};

/// The groups that `::` replaces: the longest run of zeros, the first among equals, never a single
/// group (RFC 5952, section 4.2).
GroupRun omitted_groups(const std::array<std::uint16_t, 8>& groups) noexcept {
    GroupRun longest;
    for (GroupRun run; run.begin < groups.size(); run.begin = run.end + 1) {
        run.end = run.begin;
        while (run.end < groups.size() && groups[run.end] == 0)
            ++run.end;
        if (run.size() > std::max(longest.size(), std::size_t{1})) longest = run;
    }
    return longest;
}

/// ::ffff:0:0/96, an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2).
bool is_mapped_ipv4(const std::array<std::uint16_t, 8>& groups) noexcept {
    return std::all_of(groups.begin(), groups.begin() + 5, [](auto group) { return group == 0; }) &&
           groups[5] == 0xFFFF;
}

}  // namespace

std::string Ipv4::to_string() const {
    return fmt::format("{}.{}.{}.{}", octets[0], octets[1], octets[2], octets[3]);
}

std::string Ipv6::to_string() const {
    if (is_mapped_ipv4(groups)) {
        const auto high = [&](std::size_t i) { return static_cast<std::uint8_t>(groups[i] >> 8U); };
        const auto low = [&](std::size_t i) { return static_cast<std::uint8_t>(groups[i]); };
        return "::ffff:" + Ipv4(high(6), low(6), high(7), low(7)).to_string();
    }
    const GroupRun omitted = omitted_groups(groups);
    std::string text;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (omitted.size() != 0 && i == omitted.begin) {
            text += "::";
            i = omitted.end;
            if (i == groups.size()) break;
        } else if (i != 0) {
            text += ':';
        }
        text += fmt::format("{:x}", groups[i]);
    }
    return text;
}

}}  // namespace souris::v0

std::size_t std::hash<souris::Ipv4>::operator()(const souris::Ipv4& value) const noexcept {
    return static_cast<std::size_t>(souris::detail::keyed_hash_of(value));
}

std::size_t std::hash<souris::Ipv6>::operator()(const souris::Ipv6& value) const noexcept {
    return static_cast<std::size_t>(souris::detail::keyed_hash_of(value));
}
