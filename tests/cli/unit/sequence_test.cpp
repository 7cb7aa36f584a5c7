// SPDX-License-Identifier: MIT
#include "edits/sequence.hpp"

#include <random>
#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace souris;
using cli::Sequence;

namespace {

Array in_order(std::size_t count) {
    Array array;
    for (std::size_t i = 0; i < count; ++i)
        array.push_back(i);
    return array;
}

}  // namespace

TEST_CASE("there and back") {
    for (const std::size_t count : {0U, 1U, 127U, 128U, 129U, 4096U, 4097U, 100'000U}) {
        Sequence sequence(in_order(count));
        CHECK(sequence.size() == count);
        for (std::size_t i = 0; i < count; i += 1 + count / 100)
            CHECK(sequence.at(i) == Value(i));
        CHECK(Value(std::move(sequence).to_array()) == Value(in_order(count)));
    }
}

TEST_CASE("it changes as an array does") {
    std::mt19937 source(3);
    const auto below = [&](std::size_t bound) { return source() % bound; };
    for (int round = 0; round < 30; ++round) {
        CAPTURE(round);
        Array array = in_order(below(3000));
        Sequence sequence{Array(array)};
        // Phases of growth and of shrinking, with changes at one place or anywhere.
        const std::size_t weight = below(9) + 1;
        const bool is_anywhere = round % 2 == 0;
        const std::size_t place = below(2000);
        for (std::size_t step = 0; step < 4000; ++step) {
            const std::size_t size = array.size();
            if (size == 0 || below(10) < weight) {
                const std::size_t index = is_anywhere ? below(size + 1) : std::min(place, size);
                array.insert(index, std::to_string(step));
                sequence.insert(index, std::to_string(step));
            } else {
                const std::size_t index = is_anywhere ? below(size) : std::min(place, size - 1);
                const Value expected = array[index];
                array.erase(index);
                REQUIRE(sequence.take(index) == expected);
            }
            REQUIRE(sequence.size() == array.size());
            if (array.empty()) continue;
            const std::size_t look = below(array.size());
            REQUIRE(sequence.at(look) == array[look]);
        }
        CHECK(Value(std::move(sequence).to_array()) == Value(array));
    }
}

TEST_CASE("all of it goes, from either end or the middle, and comes back") {
    for (const int from : {0, 1, 2}) {
        Sequence sequence(in_order(20'000));
        while (sequence.size() != 0) {
            const std::size_t last = sequence.size() - 1;
            static_cast<void>(sequence.take(from == 0 ? 0 : from == 1 ? last : last / 2));
        }
        for (std::size_t i = 0; i < 1000; ++i)
            sequence.insert(i, i);
        CHECK(Value(std::move(sequence).to_array()) == Value(in_order(1000)));
    }
}
