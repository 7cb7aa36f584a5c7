// SPDX-License-Identifier: MIT
#include "edits/alignment.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace {

using souris::cli::align;
using souris::cli::Match;
using Numbers = std::vector<std::uint64_t>;

/// Reference implementation: dynamic programming over all prefixes.
std::size_t longest_length(const Numbers& a, const Numbers& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (const std::uint64_t number : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = number == b[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

bool is_common_subsequence(const std::vector<Match>& matches, const Numbers& a, const Numbers& b) {
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (a.at(matches[i].before) != b.at(matches[i].after)) return false;
        if (i != 0 && (matches[i].before <= matches[i - 1].before ||
                       matches[i].after <= matches[i - 1].after)) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("an alignment is a longest common subsequence") {
    CHECK(rc::check("align", [] {
        const auto numbers = rc::gen::container<Numbers>(
            rc::gen::inRange<std::uint64_t>(0, *rc::gen::inRange<std::uint64_t>(2, 9)));
        const Numbers a = *numbers;
        const Numbers b = *numbers;
        const auto matches = align(a, b);
        RC_ASSERT(is_common_subsequence(matches, a, b));
        RC_ASSERT(matches.size() == longest_length(a, b));
    }));
}

TEST_CASE("an alignment of many equal elements is by index") {
    Numbers a;
    Numbers b = {7};
    for (std::uint64_t i = 0; i < 100000; ++i) {
        a.push_back(i % 3);
        b.push_back((i + 1) % 2);
    }
    const auto matches = align(a, b);
    CHECK(is_common_subsequence(matches, a, b));
    const auto is_by_index = [](const Match& match) { return match.before == match.after; };
    CHECK(std::count_if(matches.begin(), matches.end(), is_by_index) > 30000);
}

TEST_CASE("an alignment for which there is too little memory is by index") {
    Numbers a;
    for (std::uint64_t i = 0; i < 1000; ++i)
        a.push_back(i);
    Numbers b = a;
    b.front() = 5000;
    b.back() = 6000;
    std::rotate(b.begin(), b.begin() + 1, b.end());
    CHECK(align(a, b).size() == 998);
    CHECK(align(a, b, 100'000).size() == 998);
    CHECK(align(a, b, 10'000).empty());
}

TEST_CASE("an alignment of long sequences is exact where elements differ") {
    Numbers a;
    for (std::uint64_t i = 0; i < 100000; ++i)
        a.push_back(i);
    Numbers b = a;
    b.erase(b.begin() + 70000);
    b.insert(b.begin() + 20, 5);
    std::swap(b[50000], b[50001]);
    CHECK(align(a, b).size() == a.size() - 2);
}
