// SPDX-License-Identifier: MIT
#include <cstdint>
#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/container_memory.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"

using namespace souris;

TEST_CASE("memory is charged before it is taken") {
    DecodeOptions scarce;
    scarce.limits.max_memory = 1000;
    const auto is_refused = [&]<class T>(const T& object) {
        const auto decoded = decode<T>(*encode(object), scarce);
        return !decoded && decoded.error().detail == "max_memory";
    };
    // With what the allocator takes.
    CHECK_FALSE(is_refused(std::vector<std::uint64_t>(123)));
    CHECK(is_refused(std::vector<std::uint64_t>(124)));
    CHECK(is_refused(std::list<int>(100)));
    CHECK(is_refused(std::string(1001, 'x')));
    CHECK(is_refused(std::vector<std::string>(10, std::string(200, 'x'))));
    CHECK(is_refused(std::map<std::string, int>{{std::string(1001, 'x'), 1}}));
    std::set<int> many;
    for (int i = 0; i < 50; ++i)
        many.insert(i);
    CHECK(is_refused(many));
    // What is claimed and not there takes none.
    CHECK(decode<std::vector<std::uint64_t>>(test::from_hex("b1 f4 ffffffff 00")).error().code ==
          ErrorCode::truncated);
}
