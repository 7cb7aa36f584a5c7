// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/decoder.hpp>
#include <souris/detail/decode_object.hpp>

#include "support/hex.hpp"

using namespace souris;
using detail::decode_object;
using test::from_hex;

namespace {

bool read_one_null(Decoder& decoder, void*) {
    return decoder.read_null();
}

bool refuse(Decoder&, void*) {
    return false;
}

}  // namespace

TEST_CASE("what is left at a cursor may be too long as well") {
    const Bytes bytes = from_hex("90 90 90");
    DecodeOptions options;
    options.limits.max_input = 2;
    Cursor cursor(bytes);
    CHECK(decode_object(cursor, {}, options, read_one_null, nullptr).error().detail == "max_input");
    CHECK(cursor.offset() == 0);
    cursor.seek(1);
    CHECK(decode_object(cursor, {}, options, read_one_null, nullptr).has_value());
    CHECK(cursor.offset() == 2);
}

TEST_CASE("bytes behind an object are refused if reading is strict") {
    const Bytes bytes = from_hex("90 90");
    CHECK(decode_object(bytes, {}, Layout::v2, read_one_null, nullptr).has_value());
    const auto strict = decode_object(bytes, {.strict = true}, Layout::v2, read_one_null, nullptr);
    REQUIRE_FALSE(strict.has_value());
    CHECK(strict.error().code == ErrorCode::trailing_bytes);
    CHECK(strict.error().offset == 1);
}

TEST_CASE("an object is a node, and a reader may refuse it without a reason") {
    const Bytes bytes = from_hex("90");
    DecodeOptions options;
    options.limits.max_nodes = 0;
    CHECK(decode_object(bytes, options, Layout::v2, read_one_null, nullptr).error().detail ==
          "max_nodes");
    const auto refused = decode_object(bytes, {}, Layout::v2, refuse, nullptr);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::unrepresentable);
}
