// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "scarce_memory.hpp"
#include "unit/columns/sample_trees.hpp"

using namespace souris;
using test::fail_each_result;

TEST_CASE("when memory runs out, writing and reading columns say so") {
    const Value lines = test::log_lines(60);
    const Value records = test::records(40);
    for (const Value* const tree : {&lines, &records}) {
        for (const Profile profile : {Profile::fast, Profile::balanced}) {
            PackOptions options;
            options.profile = profile;
            options.extended = true;
            const Bytes packed = pack(*tree, options).value();
            REQUIRE(packed.front() == std::byte{6});
            fail_each_result(
                "pack", [&] { return pack(*tree, options); },
                [&](const Bytes& written) { return unpack(written) == *tree; });
            fail_each_result(
                "unpack", [&] { return unpack(packed); },
                [&](const Value& read) { return read == *tree; });
        }
    }
}
