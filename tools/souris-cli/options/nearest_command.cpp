// SPDX-License-Identifier: MIT
#include "options/nearest_command.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace souris::cli {

namespace {

struct OtherName {
    std::string_view theirs;
    std::string_view ours;
};

/// What shells, jq, gron, git and archivers call it.
constexpr std::array other_names{
    OtherName{"add", "set"},
    OtherName{"apply", "patch"},
    OtherName{"cat", "dump"},
    OtherName{"compare", "diff"},
    OtherName{"compress", "repack"},
    OtherName{"create", "pack"},
    OtherName{"decode", "dump"},
    OtherName{"del", "rm"},
    OtherName{"delete", "rm"},
    OtherName{"encode", "pack"},
    OtherName{"export", "convert"},
    OtherName{"find", "flat"},
    OtherName{"grep", "flat"},
    OtherName{"gron", "flat"},
    OtherName{"hexdump", "annotate"},
    OtherName{"import", "pack"},
    OtherName{"info", "stat"},
    OtherName{"list", "keys"},
    OtherName{"log add", "log append"},
    OtherName{"log dump", "log cat"},
    OtherName{"log get", "log cat"},
    OtherName{"log show", "log cat"},
    OtherName{"log tail", "log cat"},
    OtherName{"ls", "keys"},
    OtherName{"man", "manual"},
    OtherName{"print", "dump"},
    OtherName{"put", "set"},
    OtherName{"query", "get"},
    OtherName{"remove", "rm"},
    OtherName{"show", "dump"},
    OtherName{"size", "stat"},
    OtherName{"ungron", "unflat"},
    OtherName{"unpack", "convert"},
    OtherName{"unset", "rm"},
    OtherName{"update", "set"},
    OtherName{"validate", "check"},
    OtherName{"verify", "check"},
    OtherName{"view", "dump"},
};

/// Edit distance between two words.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string_view nearest_command(std::string_view name, const std::vector<Command>& commands) {
    assert(!commands.empty());
    const auto other =
        std::find_if(other_names.begin(), other_names.end(),
                     [&](const OtherName& candidate) { return candidate.theirs == name; });
    if (other != other_names.end()) return other->ours;
    const auto distance_to = [&](const Command& command) { return distance(name, command.name); };
    const auto nearest = std::min_element(
        commands.begin(), commands.end(),
        [&](const Command& a, const Command& b) { return distance_to(a) < distance_to(b); });
    // Of a short word, one letter is half.
    return distance_to(*nearest) <= std::min<std::size_t>(2, name.size() / 2)
               ? std::string_view(nearest->name)
               : std::string_view();
}

}  // namespace souris::cli
