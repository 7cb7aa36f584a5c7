// SPDX-License-Identifier: MIT
#include "common/indentation.hpp"

#include <utility>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using cli::affordable_indentation;

TEST_CASE("trees of up to 64 levels are indented as wanted") {
    const auto nested = [](int levels, Value value) {
        for (int i = 0; i < levels; ++i) {
            if (i % 2 == 0) {
                Array around{0};
                around.push_back(std::move(value));
                value = std::move(around);
            } else {
                Map around{{"a", 1}};
                around["b"] = std::move(value);
                value = std::move(around);
            }
        }
        return value;
    };
    CHECK(affordable_indentation(5, 2) == 2);
    CHECK(affordable_indentation(Array(), 2) == 2);
    CHECK(affordable_indentation(nested(64, 1), 4) == 4);
    CHECK(affordable_indentation(nested(63, Map()), 4) == 4);
    CHECK(affordable_indentation(nested(64, Map()), 4) == 0);
    CHECK(affordable_indentation(nested(65, 1), 4) == 0);
    CHECK(affordable_indentation(Array{1, nested(64, 1)}, 4) == 0);
    CHECK(affordable_indentation(nested(100'000, 1), 2) == 0);
    CHECK(affordable_indentation(5, 0) == 0);
}
