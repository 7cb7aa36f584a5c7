// SPDX-License-Identifier: MIT
#include "edits/alignment.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include <souris/keyed_hash.hpp>

namespace souris::cli {

namespace {

using Numbers = std::span<const std::uint64_t>;

/// The places of each number in a sequence, as linked lists that begin at the last place.
class Places {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    explicit Places(Numbers numbers) : previous_(numbers.size()) {
        last_.reserve(numbers.size());
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            Of& of = last_.try_emplace(numbers[i]).first->second;
            previous_[i] = of.last;
            of.last = static_cast<std::uint32_t>(i);
            ++of.count;
        }
    }

    [[nodiscard]] std::uint32_t last(std::uint64_t number) const {
        const auto found = last_.find(number);
        return found == last_.end() ? none : found->second.last;
    }
    [[nodiscard]] std::uint32_t before(std::uint32_t place) const { return previous_[place]; }
    [[nodiscard]] std::uint64_t count(std::uint64_t number) const {
        const auto found = last_.find(number);
        return found == last_.end() ? 0 : found->second.count;
    }

  private:
    struct Of {
        std::uint32_t last = none;
        std::uint32_t count = 0;
    };
    std::unordered_map<std::uint64_t, Of, KeyedHash> last_;
    std::vector<std::uint32_t> previous_;
};

/// A match, and its predecessor in the longest sequence that ends with it.
struct Link {
    Match match;
    std::uint32_t previous;
};

/// Maximum number of pairs of equal numbers, per number.
constexpr std::uint64_t max_pairs = 64;

bool has_too_many_pairs(Numbers before, Numbers after, const Places& places,
                        std::uint64_t max_memory) {
    // A growing vector takes up to three times the size of its elements.
    const std::uint64_t room = max_memory / (3 * sizeof(Link));
    constexpr std::uint64_t max_links = Places::none;
    std::uint64_t left = std::min({max_pairs * (before.size() + after.size()), room, max_links});
    return std::any_of(before.begin(), before.end(), [&](std::uint64_t number) {
        const std::uint64_t count = places.count(number);
        if (count > left) return true;
        left -= count;
        return false;
    });
}

std::vector<Match> by_index(Numbers before, Numbers after) {
    std::vector<Match> matches;
    for (std::uint32_t i = 0; i < std::min(before.size(), after.size()); ++i) {
        if (before[i] == after[i]) matches.push_back({i, i});
    }
    return matches;
}

/// Hunt–Szymanski algorithm: each pair in turn extends the longest sequence that it can.
std::vector<Match> longest(Numbers before, const Places& places) {
    std::vector<Link> links;
    std::vector<std::uint32_t> ends;  // For each length, the sequence that ends first.
    for (std::uint32_t i = 0; i < before.size(); ++i) {
        // In descending order, so that no two pairs with the same `i` follow one another.
        for (std::uint32_t j = places.last(before[i]); j != Places::none; j = places.before(j)) {
            const auto end = std::lower_bound(
                ends.begin(), ends.end(), j,
                [&](std::uint32_t link, std::uint32_t at) { return links[link].match.after < at; });
            if (end != ends.end() && links[*end].match.after == j) continue;
            links.push_back({{i, j}, end == ends.begin() ? Places::none : *(end - 1)});
            const auto made = static_cast<std::uint32_t>(links.size() - 1);
            if (end == ends.end()) {
                ends.push_back(made);
            } else {
                *end = made;
            }
        }
    }
    std::vector<Match> matches;
    std::uint32_t link = ends.empty() ? Places::none : ends.back();
    for (; link != Places::none; link = links[link].previous)
        matches.push_back(links[link].match);
    std::reverse(matches.begin(), matches.end());
    return matches;
}

}  // namespace

std::vector<Match> align(Numbers before, Numbers after, std::uint64_t max_memory) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::uint32_t begin = 0;
    while (begin < shorter && before[begin] == after[begin])
        ++begin;
    std::uint32_t end = 0;
    while (end < shorter - begin &&
           before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;

    std::vector<Match> matches;
    for (std::uint32_t i = 0; i < begin; ++i)
        matches.push_back({i, i});
    const Numbers inner_before = before.subspan(begin, before.size() - begin - end);
    const Numbers inner_after = after.subspan(begin, after.size() - begin - end);
    const Places places(inner_after);
    const auto inner = has_too_many_pairs(inner_before, inner_after, places, max_memory)
                           ? by_index(inner_before, inner_after)
                           : longest(inner_before, places);
    for (const Match& match : inner)
        matches.push_back({match.before + begin, match.after + begin});
    for (std::uint32_t i = end; i > 0; --i) {
        matches.push_back({static_cast<std::uint32_t>(before.size() - i),
                           static_cast<std::uint32_t>(after.size() - i)});
    }
    return matches;
}

}  // namespace souris::cli
