// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "log_properties.hpp"

using namespace souris;

namespace {

std::vector<std::uint8_t> draw_bytes(std::size_t size) {
    return *rc::gen::container<std::vector<std::uint8_t>>(size, rc::gen::arbitrary<std::uint8_t>());
}

}  // namespace

TEST_CASE("a log keeps what it promised through kills") {
    CHECK(rc::check("log", [] {
        const auto bytes = draw_bytes(600);
        test::ByteSource source(bytes);
        RC_ASSERT(properties::log_survives(source));
    }));
}

TEST_CASE("forged logs are read alike forward, backward and in parts") {
    CHECK(rc::check("forged", [] {
        const auto bytes = draw_bytes(600);
        test::ByteSource source(bytes);
        const Bytes log = properties::forge_log(source);
        RC_ASSERT(
            properties::any_log_is_read(log, properties::draw_cuts(source, log.size()), true));
    }));
}

TEST_CASE("any bytes are read as a log, or refused") {
    CHECK(rc::check("bytes", [] {
        const auto bytes = draw_bytes(100);
        test::ByteSource source(bytes);
        RC_ASSERT(properties::any_log_is_read(std::as_bytes(std::span(bytes)),
                                              properties::draw_cuts(source, bytes.size()), false));
    }));
}
