// SPDX-License-Identifier: MIT
#include "compress/pack_zstd.hpp"

#include <doctest/doctest.h>

#include "compress/zstd_frame.hpp"
#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::noise;
using test::repeat;

TEST_CASE("more effort gives no more bytes") {
    for (const Bytes& bytes :
         {repeat("abcdefgh", 40), repeat("the quick brown mouse ", 300), noise(500)}) {
        const auto size = [&](Profile profile) { return detail::pack_zstd(bytes, profile).size(); };
        CHECK(size(Profile::smallest) <= size(Profile::balanced));
        CHECK(size(Profile::balanced) <= size(Profile::fast));
    }
}

TEST_CASE("a frame says nothing that the block says") {
    for (const Profile profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        for (const Bytes& bytes : {Bytes(), repeat("x", 1), noise(300), noise(9'000'000)}) {
            const auto frame = detail::read_zstd_frame(detail::pack_zstd(bytes, profile));
            REQUIRE(frame);
            CHECK_FALSE(frame->header.content_size);
            CHECK_FALSE(frame->header.has_checksum);
            // What every decoder supports.
            CHECK(frame->header.window <= std::uint64_t{8} << 20U);
            CHECK(frame->most >= bytes.size());
        }
    }
}
