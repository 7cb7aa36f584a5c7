// SPDX-License-Identifier: MIT
#include "edits/matching.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <unordered_map>

#include <souris/keyed_hash.hpp>

#include "common/container.hpp"

namespace souris::cli {

namespace {

using Indices = std::vector<std::uint32_t>;

/// The indices that are in no pair, by shape and sum.
Indices rest_of(const ProfiledArray& array, const std::vector<bool>& is_paired) {
    Indices rest;
    for (std::uint32_t i = 0; i < array.elements.size(); ++i) {
        if (!is_paired[i]) rest.push_back(i);
    }
    const auto key = [&](std::uint32_t i) {
        return std::tuple(array.profiles[i].shape, array.profiles[i].sum, i);
    };
    std::sort(rest.begin(), rest.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return rest;
}

bool is_close(const ProfiledArray& before, std::uint32_t i, const ProfiledArray& after,
              std::uint32_t j, const Equality& equality) {
    if (!is_container(before.elements[i])) {
        return is_equal_scalar(before.elements[i], after.elements[j], equality);
    }
    const Profile& a = before.profiles[i];
    const Profile& b = after.profiles[j];
    return a.shape == b.shape && std::abs(a.sum - b.sum) <= std::max(a.slack, b.slack);
}

std::vector<Match> match_ordered(const ProfiledArray& before, const ProfiledArray& after,
                                 const Equality& equality, std::uint64_t max_memory) {
    if (!equality.tolerance) return align(before.numbers, after.numbers, max_memory);
    const auto size_before = static_cast<std::uint32_t>(before.elements.size());
    const auto size_after = static_cast<std::uint32_t>(after.elements.size());
    const std::uint32_t shorter = std::min(size_before, size_after);
    std::vector<Match> matches;
    std::uint32_t begin = 0;
    for (; begin < shorter && is_close(before, begin, after, begin, equality); ++begin)
        matches.push_back({begin, begin});
    std::uint32_t end = 0;
    while (end < shorter - begin &&
           is_close(before, size_before - 1 - end, after, size_after - 1 - end, equality))
        ++end;
    for (const Match& match :
         align(before.numbers.subspan(begin, size_before - begin - end),
               after.numbers.subspan(begin, size_after - begin - end), max_memory))
        matches.push_back({match.before + begin, match.after + begin});
    for (; end > 0; --end)
        matches.push_back({size_before - end, size_after - end});
    return matches;
}

std::vector<Match> match_unordered(const ProfiledArray& before, const ProfiledArray& after,
                                   const Equality& equality) {
    std::vector<Match> matches;
    std::vector<bool> is_paired_before(before.elements.size());
    std::vector<bool> is_paired_after(after.elements.size());
    const auto pair = [&](std::uint32_t i, std::uint32_t j) {
        matches.push_back({i, j});
        is_paired_before[i] = true;
        is_paired_after[j] = true;
    };
    // The places of each number in the second array, as lists that begin at the first.
    constexpr std::uint32_t none = ~std::uint32_t{0};
    std::unordered_map<std::uint64_t, std::uint32_t, KeyedHash> first;
    Indices next(after.numbers.size(), none);
    for (std::size_t behind = after.numbers.size(); behind > 0; --behind) {
        const auto j = static_cast<std::uint32_t>(behind - 1);
        const auto [place, is_new] = first.try_emplace(after.numbers[j], j);
        if (is_new) continue;
        next[j] = place->second;
        place->second = j;
    }
    for (std::uint32_t i = 0; i < before.numbers.size(); ++i) {
        // Pairing equal numbers first could leave others alone: 1 of 1, 2 and 2, 3 within 1.
        if (equality.tolerance && before.profiles[i].shape == Profile::shape_of_number) continue;
        const auto place = first.find(before.numbers[i]);
        if (place == first.end() || place->second == none) continue;
        const std::uint32_t j = place->second;
        place->second = next[j];
        pair(i, j);
    }
    if (!equality.tolerance) return matches;

    const Indices rest_before = rest_of(before, is_paired_before);
    const Indices rest_after = rest_of(after, is_paired_after);
    auto left = rest_before.begin();
    auto right = rest_after.begin();
    while (left != rest_before.end() && right != rest_after.end()) {
        const Profile& a = before.profiles[*left];
        const Profile& b = after.profiles[*right];
        if (is_close(before, *left, after, *right, equality)) {
            pair(*left++, *right++);
        } else if (std::tuple(a.shape, a.sum) < std::tuple(b.shape, b.sum)) {
            ++left;
        } else {
            ++right;
        }
    }
    std::sort(matches.begin(), matches.end(),
              [](const Match& a, const Match& b) { return a.before < b.before; });
    return matches;
}

}  // namespace

std::vector<Match> match_elements(const ProfiledArray& before, const ProfiledArray& after,
                                  const Equality& equality, std::uint64_t max_memory) {
    return equality.ignores_order ? match_unordered(before, after, equality)
                                  : match_ordered(before, after, equality, max_memory);
}

}  // namespace souris::cli
