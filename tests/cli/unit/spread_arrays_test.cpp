// SPDX-License-Identifier: MIT
#include "edits/spread_arrays.hpp"

#include <utility>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using cli::SpreadArrays;

namespace {

Array counted(std::size_t count) {
    Array array;
    for (std::size_t i = 0; i < count; ++i)
        array.push_back(i);
    return array;
}

}  // namespace

TEST_CASE("what is spread out is found, moved and gathered") {
    constexpr std::size_t count = 5000;
    Budget memory(~std::uint64_t{0});
    SpreadArrays arrays(memory);
    Value root = Map{{"list", counted(count)}, {"rows", Array{Value(counted(count))}}};
    Value expected = root;

    Value& list = *root.find("/list");
    REQUIRE(arrays.insert(list, 0, "new"));
    expected.find("/list")->as_array()->insert(0, "new");
    CHECK(list.elements().size() != count + 1);
    CHECK(arrays.size_of(list) == count + 1);
    CHECK(*arrays.find(root, "/list/0") == "new");
    CHECK(*arrays.find(root, "/list/5000") == Value(count - 1));
    CHECK(arrays.find(root, "/list/5001") == nullptr);
    CHECK(arrays.find(root, "/list/-") == nullptr);
    CHECK(arrays.find(root, "/list/0/0") == nullptr);
    CHECK(arrays.find(root, "list") == nullptr);

    // A spread array inside a spread array.
    Value& row = *root.find("/rows/0");
    CHECK(arrays.take(row, 7) == Value(7));
    expected.find("/rows/0")->as_array()->erase(7);
    Value moved = std::move(row);
    REQUIRE(arrays.insert(list, 1, std::move(moved)));
    expected.find("/list")->as_array()->insert(1, *expected.find("/rows/0"));
    *root.find("/rows/0") = nullptr;
    *expected.find("/rows/0") = nullptr;
    CHECK(*arrays.find(root, "/list/1/7") == Value(8));

    arrays.gather(root);
    CHECK(root == expected);
    CHECK(*arrays.find(root, "/list/1/7") == Value(8));
}

TEST_CASE("short arrays, and changes near the end, move what there is") {
    Budget memory(0);
    SpreadArrays arrays(memory);
    Value root = counted(5000);
    REQUIRE(arrays.insert(root, 5000, "last"));
    REQUIRE(arrays.insert(root, 4500, "new"));
    CHECK(arrays.take(root, 4500) == Value("new"));
    CHECK(root.elements().size() == 5001);
    // Changes near the beginning are charged.
    CHECK(arrays.insert(root, 0, "first").error() ==
          Error(ErrorCode::limit_exceeded, "max_memory"));
    CHECK(arrays.take(root, 0).error() == Error(ErrorCode::limit_exceeded, "max_memory"));
}

TEST_CASE("what is spread out again and again is charged once") {
    constexpr std::size_t count = 2000;
    Budget memory(3 * count * sizeof(Value));
    SpreadArrays arrays(memory);
    Value root = counted(count);
    for (int i = 0; i < 10; ++i) {
        REQUIRE(arrays.take(root, 0));
        REQUIRE(arrays.insert(root, 0, 0));
        arrays.gather(root);
    }
    CHECK(root == Value(counted(count)));
}
