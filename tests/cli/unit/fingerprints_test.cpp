// SPDX-License-Identifier: MIT
#include "edits/fingerprints.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using cli::Fingerprints;
using test::parse;

namespace {

/// The fingerprints of the elements of an array.
std::vector<std::uint64_t> fingerprints_of(const Value& array) {
    Fingerprints fingerprints;
    Budget memory(1 << 20);
    REQUIRE(fingerprints.add(array, memory));
    const auto numbers = fingerprints.of(array);
    return {numbers.begin(), numbers.end()};
}

}  // namespace

TEST_CASE("equal elements have equal fingerprints, others have not") {
    const auto numbers = fingerprints_of(parse(
        R"([1, 1, {"a":1,"b":[2]}, {"b":[2],"a":1}, [], [], {}, [[]], {"a":2,"b":[1]}, "1"])"));
    CHECK(numbers[0] == numbers[1]);
    CHECK(numbers[2] == numbers[3]);
    CHECK(numbers[4] == numbers[5]);
    CHECK(std::set<std::uint64_t>(numbers.begin(), numbers.end()).size() == 7);
}

TEST_CASE("no fingerprint can be foreseen, not even where there is no scalar") {
    // The former fingerprints of an empty array and map: splitmix64 without a key.
    const auto mix = [](std::uint64_t first, std::uint64_t second) {
        std::uint64_t mixed = (first ^ (second + 0x9e3779b97f4a7c15U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 30U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    };
    const auto of = [&](Type type) { return mix(0, static_cast<std::uint64_t>(type)); };
    const auto numbers = fingerprints_of(parse("[[], {}, [[]]]"));
    CHECK(numbers[0] != of(Type::array));
    CHECK(numbers[1] != of(Type::map));
    CHECK(numbers[2] != mix(mix(0, of(Type::array)), static_cast<std::uint64_t>(Type::array)));
}
