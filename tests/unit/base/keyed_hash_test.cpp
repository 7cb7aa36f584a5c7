// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include <souris/keyed_hash.hpp>

using souris::combine_hashes;
using souris::keyed_hash;

TEST_CASE("the same bytes hash alike, wherever they stand") {
    for (std::size_t size = 0; size < 600; ++size) {
        const std::string text(size, 'x');
        const std::string shifted = "y" + text;
        CHECK(keyed_hash(text) == keyed_hash(std::string_view(shifted).substr(1)));
    }
}

TEST_CASE("other bytes and other lengths hash differently") {
    std::set<std::uint64_t> hashes;
    std::size_t count = 0;
    for (std::size_t size = 0; size < 600; ++size, ++count)
        hashes.insert(keyed_hash(std::string(size, '\0')));
    // Flips every single bit, for every length class of XXH3.
    for (const std::size_t size : {1U, 3U, 4U, 8U, 9U, 16U, 17U, 128U, 129U, 240U, 241U, 600U}) {
        for (std::size_t bit = 0; bit < size * 8; ++bit, ++count) {
            std::string text(size, '\0');
            text[bit / 8] = static_cast<char>(1U << bit % 8);
            hashes.insert(keyed_hash(text));
        }
    }
    CHECK(hashes.size() == count);
}

TEST_CASE("the key is not the public one of XXH3") {
    // XXH3_64bits of nothing.
    CHECK(keyed_hash("") != 0x2D06'8005'38D3'94C2);
}

TEST_CASE("pairs of hashes: the order matters") {
    CHECK(combine_hashes(1, 2) == combine_hashes(1, 2));
    CHECK(combine_hashes(1, 2) != combine_hashes(2, 1));
    CHECK(combine_hashes(0, 0) != combine_hashes(0, 1));
    CHECK(combine_hashes(0, 0) != combine_hashes(1, 0));
    CHECK(combine_hashes(0, 0) != 0);
}

TEST_CASE("containers hash text and numbers by it") {
    const souris::KeyedHash hash;
    CHECK(hash("key") == static_cast<std::size_t>(keyed_hash("key")));
    CHECK(hash(std::string("key")) == hash("key"));
    CHECK(hash(std::uint64_t{5}) == hash(std::uint64_t{5}));
    // The identity, as in std::hash, would be predictable.
    CHECK(hash(std::uint64_t{5}) != 5);
    CHECK(hash(5) != hash(6));
}
