// SPDX-License-Identifier: MIT
#include "c/bytes_handle.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/c/c_support.hpp"

using namespace souris;
using test::from_hex;

TEST_CASE("bytes are a copy, in one allocation of the hooks") {
    test::CountingHooks counting;
    for (const char* const hex : {"", "00 01 ff"}) {
        const Bytes source = from_hex(hex);
        const test::BytesHandle bytes(detail::make_bytes(counting.hooks(), source));
        CHECK(counting.live() == 1);
        CHECK(souris_bytes_size(bytes.get()) == source.size());
        CHECK(test::bytes_of(bytes.get()) == source);
    }
    CHECK(counting.live() == 0);
}

TEST_CASE("bytes of no handle are none") {
    CHECK(souris_bytes_data(nullptr) == nullptr);
    CHECK(souris_bytes_size(nullptr) == 0);
    souris_bytes_free(nullptr);
    const test::BuilderHandle builder = test::make_builder();
    const auto* const other = reinterpret_cast<const souris_bytes*>(builder.get());
    CHECK(souris_bytes_data(other) == nullptr);
    CHECK(souris_bytes_size(other) == 0);
}
