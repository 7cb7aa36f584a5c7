// SPDX-License-Identifier: MIT
#include "compress/pack_brotli.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::noise;
using test::repeat;

TEST_CASE("the profile that searches is not beaten by one that does not") {
    for (const Bytes& bytes :
         {repeat("abcdefgh", 40), repeat("the quick brown mouse ", 300), noise(500)}) {
        const auto size = [&](Profile profile) {
            return detail::pack_brotli(bytes, profile).size();
        };
        CHECK(size(Profile::smallest) <= size(Profile::balanced));
        CHECK(size(Profile::smallest) <= size(Profile::fast));
    }
}
