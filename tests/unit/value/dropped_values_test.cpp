// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/dropped_values.hpp>

using souris::DroppedValues;

TEST_CASE("the first values are named and all are counted") {
    DroppedValues dropped;
    const auto root = [] { return std::string(); };
    dropped.add([] { return "/a"; }, "b/c");
    dropped.add(root, "");
    CHECK(dropped.count == 2);
    CHECK(dropped.paths == std::vector<std::string>{"/a/b~1c", "/"});
    for (std::size_t i = 0; i < DroppedValues::max_paths; ++i)
        dropped.add(root, "x");
    CHECK(dropped.count == DroppedValues::max_paths + 2);
    CHECK(dropped.paths.size() == DroppedValues::max_paths);
}
