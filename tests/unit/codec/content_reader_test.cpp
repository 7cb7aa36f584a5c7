// SPDX-License-Identifier: MIT
#include "codec/content_reader.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;
using test::from_hex;

namespace {

struct Reading {
    explicit Reading(const char* hex, DecodeOptions with = {})
        : bytes(from_hex(hex)),
          options(with),
          reader(Cursor(bytes), nullptr, Layout::v2, options) {}

    Bytes bytes;
    DecodeOptions options;
    ContentReader reader;
};

}  // namespace

TEST_CASE("open containers share what remains of the input") {
    // Ten bytes follow the first tag.
    Reading reading("b1 06 b1 04 90 90 90 90 90 90 90");
    ContentReader& reader = reading.reader;
    Tag tag = *reader.read_tag();
    CHECK(reader.read_count(tag, 1, 0) == std::size_t{6});
    tag = *reader.read_tag();
    // Five more elements of the outer array take five of the seven bytes that remain.
    CHECK(reader.read_count(tag, 1, 5).error() == ErrorCode::truncated);
    CHECK(reader.cursor().offset() == 3);
}

TEST_CASE("a count costs nodes before anything is allocated") {
    Limits limits;
    limits.max_nodes = 3;
    Reading reading("b88090909090", {.limits = limits});
    const Tag tag = *reading.reader.read_tag();
    const auto count = reading.reader.read_count(tag, 1, 0);
    CHECK(count.error() == ErrorCode::limit_exceeded);
    CHECK(reading.reader.error(count.error()).detail == "max_nodes");
    CHECK(reading.reader.error(count.error()).offset == 0);
}

TEST_CASE("depth counts the containers outside") {
    Limits limits;
    limits.max_depth = 3;
    Reading reading("90", {.limits = limits});
    CHECK(reading.reader.check_depth(2).has_value());
    CHECK(reading.reader.check_depth(3).error() == ErrorCode::limit_exceeded);
}

TEST_CASE("a key must be a string") {
    CHECK(Reading("100161").reader.read_key() == "a");
    CHECK(Reading("90").reader.read_key().error() == ErrorCode::expected_string);
}

TEST_CASE("text is a view into the input") {
    Reading reading("1003616263");
    const Tag tag = *reading.reader.read_tag();
    const auto text = reading.reader.read_string(tag);
    REQUIRE(text.has_value());
    CHECK(text->data() == as_text(reading.bytes).data() + 2);
}

TEST_CASE("a grant is taken beforehand, and what was not used is given back") {
    Limits limits;
    limits.max_nodes = 50;
    limits.max_memory = 1000;
    Reading reading("90", {.limits = limits});
    ContentReader& reader = reading.reader;
    // Half of the memory, at ten each.
    CHECK(reader.grant(60, 10) == 50);
    CHECK_FALSE(reader.try_charge(501));
    reader.settle(50, 10, 20, 100);
    CHECK(reader.grant(60, 10) == 30);
    reader.settle(30, 10, 0, 0);
    CHECK(reader.grant(7, 10) == 7);
    reader.settle(7, 10, 7, 70);
    CHECK(reader.try_charge(830));
    CHECK_FALSE(reader.try_charge(1));
    CHECK(reader.grant(60, 10) == 0);
}
