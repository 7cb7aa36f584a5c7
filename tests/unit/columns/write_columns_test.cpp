// SPDX-License-Identifier: MIT
#include "columns/write_columns.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "compress/columns_block.hpp"
#include "support/rounding.hpp"
#include "unit/columns/noise.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using detail::columns::pack_columns;

namespace {

constexpr Profile column_profiles[] = {Profile::fast, Profile::balanced, Profile::smallest};

/// Takes the values apart and puts them together; returns the packed size, 0 if they do not suit.
std::size_t packed_and_back(const Bytes& values, Profile profile) {
    const auto packed = pack_columns(values, profile);
    if (!packed) return 0;
    CHECK(pack_columns(values, profile) == packed);
    const auto back = test::unpacked_columns(*packed, values.size());
    REQUIRE(back);
    CHECK(*back == values);
    return packed->size();
}

}  // namespace

TEST_CASE("trees come back from their columns in every profile") {
    std::vector<std::pair<const char*, Value>> trees;
    trees.emplace_back("records", test::records(300));
    trees.emplace_back("lines", test::log_lines(300));
    trees.emplace_back("types", test::all_types());
    trees.emplace_back("deep", test::deep_tree(1000));
    trees.emplace_back("dictionary", test::dictionary(200));
    trees.emplace_back("one", test::records(1));
    trees.emplace_back("null", nullptr);
    trees.emplace_back("address", Ipv4{{217, 217, 217, 217}});
    trees.emplace_back("empty map", Map{});
    trees.emplace_back("empty array", Array{});
    trees.emplace_back("empty text", "");
    trees.emplace_back("zero text", std::string(3, '\0'));
    for (const auto& named : trees) {
        CAPTURE(named.first);
        const Bytes values = test::encoded_tree(named.second);
        for (const Profile profile : column_profiles)
            CHECK(packed_and_back(values, profile) != 0);
    }
}

TEST_CASE("a sequence of values comes back from its columns") {
    Bytes values;
    for (int i = 0; i < 3; ++i) {
        for (const Value& tree : {test::records(20), test::all_types(), Value(i), Value(Map{})}) {
            const Bytes one = test::encoded_tree(tree);
            values.insert(values.end(), one.begin(), one.end());
        }
    }
    for (const Profile profile : column_profiles)
        CHECK(packed_and_back(values, profile) != 0);
    // Eight of one symbol, without any sequence.
    for (const Profile profile : column_profiles)
        CHECK(packed_and_back(Bytes(8, test::encoded_tree(nullptr)[0]), profile) < 12);
}

TEST_CASE("values that are the same many times take a few bytes") {
    Array array;
    for (int i = 0; i < 100000; ++i)
        array.push_back(Map{{"a", 1}, {"b", "text"}});
    const Bytes values = test::encoded_tree(array);
    CHECK(packed_and_back(values, Profile::fast) < 100);
    CHECK(packed_and_back(values, Profile::smallest) < 6000);
}

TEST_CASE("columns are shorter than what a general-purpose compressor makes") {
    const Bytes values = test::encoded_tree(test::records(2000));
    for (const Profile profile : column_profiles)
        CHECK(packed_and_back(values, profile) <
              choose_block(values, Layout::v2, profile, true).size);
}

TEST_CASE("what follows from other members takes next to nothing") {
    const auto cities = test::noise_below(60, 5000, 1);
    Array alone;
    Array with_state;
    for (const std::uint32_t city : cities) {
        const std::string name(1 + city / 20, static_cast<char>('a' + city % 20));
        const std::string state(1, static_cast<char>('A' + city * 7 % 11));
        alone.push_back(Map{{"city", name}});
        with_state.push_back(Map{{"city", name}, {"state", state}});
    }
    for (const Profile profile : {Profile::balanced, Profile::smallest}) {
        CHECK(packed_and_back(test::encoded_tree(with_state), profile) <
              packed_and_back(test::encoded_tree(alone), profile) + 400);
    }
}

TEST_CASE("several segments and texts apart come back") {
    Array array;
    std::uint64_t state = 1;
    for (std::size_t i = 0; i < 3000; ++i) {
        Map record;
        for (const char* const key : {"a", "b", "c", "d"}) {
            std::string text;
            for (int j = 0; j < 12; ++j) {
                state = state * 6364136223846793005 + 1442695040888963407;
                text += static_cast<char>('a' + (state >> 59U) % 26);
            }
            // Some with a zero byte, which have their lengths before them.
            if (key[0] == 'd' && i % 9 == 0) text[3] = '\0';
            record[key] = std::move(text);
        }
        array.push_back(std::move(record));
    }
    const Bytes values = test::encoded_tree(array);
    for (const Profile profile : column_profiles)
        CHECK(packed_and_back(values, profile) != 0);
}

TEST_CASE("what does not suit columns is left to other packings") {
    CHECK_FALSE(pack_columns({}, Profile::fast));
    // Before a path is made for each level.
    CHECK_FALSE(pack_columns(test::nested_arrays(1000000), Profile::fast));
}

TEST_CASE("the program's rounding does not matter") {
    const Bytes values = test::encoded_tree(test::records(100));
    const auto expected = detail::pack_columns(values, Profile::balanced);
    REQUIRE(expected);
    test::in_every_rounding([&] {
        CHECK(detail::pack_columns(values, Profile::balanced) == expected);
        CHECK(test::unpacked_columns(*expected, values.size()) == values);
    });
}
