// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/profile.hpp>

using namespace souris;

TEST_CASE("names of profiles") {
    CHECK(name_of(Profile::stored) == "stored");
    CHECK(name_of(Profile::fast) == "fast");
    CHECK(name_of(Profile::balanced) == "balanced");
    CHECK(name_of(Profile::smallest) == "smallest");
    CHECK(name_of(static_cast<Profile>(9)) == "unknown");
}
